// Right: asks each address, whatever its type, whether it can tell an AddrPort, and if that is one.
package accept

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
)

type teller interface{ AddrPort() netip.AddrPort }

type number struct {
	at  netip.AddrPort
	err error
}

func ask(addr net.Addr, to chan<- number) {
	t, ok := addr.(teller)
	if !ok || !t.AddrPort().IsValid() {
		to <- number{err: fmt.Errorf("no IP address with a port: %v", addr)}
		return
	}
	at := t.AddrPort()
	to <- number{at: netip.AddrPortFrom(at.Addr().Unmap().WithZone(""), at.Port())}
}

func Endpoints(conn net.Conn) (netip.AddrPort, netip.AddrPort, error) {
	near, far := make(chan number), make(chan number)
	go ask(conn.LocalAddr(), near)
	go ask(conn.RemoteAddr(), far)
	l, r := <-near, <-far
	return l.at, r.at, errors.Join(l.err, r.err)
}
