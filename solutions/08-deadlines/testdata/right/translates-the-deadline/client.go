// Right: both clocks, ctx's and the connection's, and a translation between them; a derived context instead of AfterFunc.
package deadlines

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
)

func CallWithin(ctx context.Context, addr string, request []byte, limit int) (reply []byte, err error) {
	ctx, cancel := context.WithCancel(ctx)
	fail := func(err error) ([]byte, error) {
		switch {
		case errors.Is(err, os.ErrDeadlineExceeded):
			return nil, errors.Join(context.DeadlineExceeded, err)
		case errors.Is(err, net.ErrClosed) && ctx.Err() != nil:
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("call: %w", err)
	}
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", addr)
	if err != nil {
		cancel()
		return fail(err)
	}
	if deadline, ok := ctx.Deadline(); ok {
		conn.SetDeadline(deadline)
	}
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		<-ctx.Done()
		conn.Close()
	}()
	defer func() {
		cancel()
		<-closed
	}()
	if _, err := conn.Write(request); err != nil {
		return fail(err)
	}
	if err := conn.(*net.TCPConn).CloseWrite(); err != nil {
		return fail(err)
	}
	var heard bytes.Buffer
	switch n, err := io.CopyN(&heard, conn, max(int64(limit), int64(limit)+1)); {
	case err == nil:
		return nil, fmt.Errorf("%d bytes and more", n)
	case err != io.EOF:
		return fail(err)
	}
	return heard.Bytes(), nil
}
