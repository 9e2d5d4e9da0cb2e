// Right: one goroutine writes while another reads.
package deadlines

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"sync"
)

func CallWithin(ctx context.Context, addr string, request []byte, limit int) (reply []byte, err error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		err = context.DeadlineExceeded
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", addr, err)
	}
	end := context.AfterFunc(ctx, func() { conn.Close() })
	var work sync.WaitGroup
	var sending, hearing error
	work.Go(func() {
		to := bufio.NewWriter(conn)
		to.Write(request)
		if sending = to.Flush(); sending == nil {
			sending = conn.(*net.TCPConn).CloseWrite()
		}
		if sending != nil {
			conn.Close()
		}
	})
	work.Go(func() {
		from := bufio.NewReader(conn)
		for {
			b, err := from.ReadByte()
			if err == io.EOF {
				return
			}
			if reply = append(reply, b); err == nil && len(reply) > limit {
				err = fmt.Errorf("more than %d bytes", limit)
			}
			if err != nil {
				hearing = err
				conn.Close()
				return
			}
		}
	})
	work.Wait()
	end()
	conn.Close()
	if err := errors.Join(sending, hearing); err != nil {
		return nil, errors.Join(ctx.Err(), err)
	}
	return reply, nil
}
