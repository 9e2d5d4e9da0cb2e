// Right: dials in a goroutine under a context of its own, and pauses for a little more than a millisecond.
package connect

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"time"
)

type event struct {
	caller net.Conn
	err    error
}

func where(addr string) (*net.TCPAddr, string, error) {
	ap, err := netip.ParseAddrPort(addr)
	if err != nil {
		return nil, "", errors.Join(errors.New("malformed address "+addr), err)
	}
	ap = netip.AddrPortFrom(ap.Addr().Unmap(), ap.Port())
	return net.TCPAddrFromAddrPort(ap), map[bool]string{true: "tcp4", false: "tcp6"}[ap.Addr().Is4()], nil
}

func Serve(ctx context.Context, addr string, ready chan<- net.Addr) (err error) {
	if ctx.Err() != nil {
		return nil
	}
	at, family, err := where(addr)
	if err != nil {
		return err
	}
	ln, err := net.ListenTCP(family, at)
	if err != nil {
		return errors.Join(errors.New("nobody can be served at "+addr), err)
	}

	events := make(chan event)
	go func() {
		defer close(events)
		for {
			conn, err := ln.Accept()
			events <- event{conn, err}
			if err == nil {
				continue
			}
			var t interface{ Temporary() bool }
			if errors.Is(err, net.ErrClosed) || !errors.As(err, &t) || !t.Temporary() {
				return
			}
			time.Sleep(5 * time.Millisecond)
		}
	}()

	address, stop := net.Addr(ln.Addr()), ctx.Done()
	stopped := false
	for {
		select {
		case ready <- address:
			ready = nil // once
		case <-stop:
			stopped, stop, ready = true, nil, nil
			ln.Close()
		case e, more := <-events:
			switch {
			case !more:
				ln.Close()
				if stopped || ctx.Err() != nil {
					return nil
				}
				return err
			case e.err != nil:
				err = e.err
			default:
				e.caller.Close()
			}
		}
	}
}
