// Right: one goroutine writes while another reads; whichever fails first ends the other; both are waited for.
package deadlines

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"sync"
)

func CallWithin(ctx context.Context, addr string, request []byte, limit int) (reply []byte, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", addr, err)
	}
	end := context.AfterFunc(ctx, func() { conn.Close() })
	var work sync.WaitGroup
	work.Go(func() {
		to := bufio.NewWriter(conn)
		to.Write(request)
		if err := to.Flush(); err != nil {
			cancel(err)
			return
		}
		if err := conn.(*net.TCPConn).CloseWrite(); err != nil {
			cancel(err)
		}
	})
	work.Go(func() {
		from := bufio.NewReader(conn)
		for {
			b, err := from.ReadByte()
			if err == io.EOF {
				return
			}
			if err != nil {
				cancel(err)
				return
			}
			if reply = append(reply, b); len(reply) > limit {
				cancel(fmt.Errorf("more than %d bytes", limit))
				return
			}
		}
	})
	work.Wait()
	end()
	conn.Close()
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	return reply, nil
}
