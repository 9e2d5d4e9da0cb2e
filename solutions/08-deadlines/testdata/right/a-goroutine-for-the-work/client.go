// Right: the work in a goroutine, ctx in another place; each is waited for.
package deadlines

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"time"
)

func CallWithin(ctx context.Context, addr string, request []byte, limit int) (reply []byte, err error) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", addr)
	if err != nil {
		if errors.Is(err, os.ErrDeadlineExceeded) {
			<-ctx.Done() // the dialler's clock is a little early
		}
		return nil, errors.Join(ctx.Err(), err)
	}
	defer conn.Close()
	done := make(chan error, 1)
	go func() {
		_, err := io.Copy(conn, bytes.NewReader(request))
		if err == nil {
			err = conn.(interface{ CloseWrite() error }).CloseWrite()
		}
		for err == nil {
			var n int
			buf := make([]byte, 512)
			n, err = conn.Read(buf)
			if reply = append(reply, buf[:n]...); len(reply) > limit {
				err = errors.New("too much")
			}
		}
		if err == io.EOF {
			err = nil
		}
		done <- err
	}()
	select {
	case err = <-done:
		return reply, err
	case <-ctx.Done():
		conn.SetDeadline(time.Now())
		if err = <-done; err == nil {
			return reply, nil
		}
		return nil, fmt.Errorf("gave up: %w", errors.Join(ctx.Err(), context.Cause(ctx)))
	}
}
