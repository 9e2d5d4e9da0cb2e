// Right: dials by the parsed address with DialTCP, a dialer of the package made on first use.
package listen

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"sync"
	"syscall"
)

var dialer *net.Dialer

var once sync.Once

func Probe(ctx context.Context, addr string) (open bool, err error) {
	once.Do(func() { dialer = &net.Dialer{KeepAlive: -1} })
	where, err := netip.ParseAddrPort(addr)
	if err != nil {
		return false, err
	}
	conn, err := dialer.DialTCP(ctx, "tcp", netip.AddrPort{}, where)
	if err != nil {
		if errors.Is(err, syscall.ECONNREFUSED) {
			err = nil
		}
		return false, err
	}
	_ = conn.CloseWrite()
	_ = conn.Close()
	return true, nil
}
