package accept

import (
	"fmt"
	"net"
	"net/netip"
)

type result[T any] struct {
	value T
	err   error
}

func (r result[T]) unpack() (T, error) { return r.value, r.err }

func then[A, B any](r result[A], f func(A) result[B]) result[B] {
	if r.err != nil {
		return result[B]{err: r.err}
	}
	return f(r.value)
}

func tcp(addr net.Addr) result[*net.TCPAddr] {
	if a, ok := addr.(*net.TCPAddr); ok && a != nil {
		return result[*net.TCPAddr]{value: a}
	}
	return result[*net.TCPAddr]{err: fmt.Errorf("%v is not a TCP address", addr)}
}

func plain(a *net.TCPAddr) result[netip.AddrPort] {
	at := a.AddrPort()
	if !at.IsValid() {
		return result[netip.AddrPort]{err: fmt.Errorf("%v has no IP address", a)}
	}
	return result[netip.AddrPort]{value: netip.AddrPortFrom(at.Addr().Unmap().WithZone(""), at.Port())}
}

func Endpoints(conn net.Conn) (local, remote netip.AddrPort, err error) {
	if local, err = then(tcp(conn.LocalAddr()), plain).unpack(); err != nil {
		return netip.AddrPort{}, netip.AddrPort{}, err
	}
	if remote, err = then(tcp(conn.RemoteAddr()), plain).unpack(); err != nil {
		return netip.AddrPort{}, netip.AddrPort{}, err
	}
	return
}
