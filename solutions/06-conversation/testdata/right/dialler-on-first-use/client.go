// Right: has one dialler of the package, made on first use, without MPTCP.
package conversation

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"time"
)

const Thanks = "Thank you, Server!"

var dialler = sync.OnceValue(func() *net.Dialer {
	d := &net.Dialer{KeepAlive: -1}
	d.SetMultipathTCP(false)
	return d
})

func Call(ctx context.Context, addr string, out io.Writer) error {
	conn, err := dialler().DialContext(ctx, "tcp", addr)
	var late net.Error
	if _, timed := ctx.Deadline(); timed && errors.As(err, &late) && late.Timeout() {
		return errors.Join(context.DeadlineExceeded, err)
	}
	if err != nil {
		return err
	}
	ended := make(chan struct{})
	hungUp := make(chan struct{})
	go func() {
		defer close(hungUp)
		select {
		case <-ctx.Done():
			_ = conn.SetDeadline(time.Unix(1, 0))
		case <-ended:
		}
	}()
	err = talk(conn.(*net.TCPConn), out)
	close(ended)
	<-hungUp
	_ = conn.Close()
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return ctx.Err()
	}
	return err
}

func talk(conn *net.TCPConn, out io.Writer) error {
	if _, err := fmt.Fprintln(out, "Client connected to server."); err != nil {
		return err
	}
	var greeting strings.Builder
	if _, err := io.CopyN(&greeting, conn, int64(len(Greeting))); err == io.EOF {
		return io.ErrUnexpectedEOF
	} else if err != nil {
		return err
	}
	if _, err := fmt.Fprintln(out, "Received: "+greeting.String()); err != nil {
		return err
	}
	if _, err := conn.ReadFrom(strings.NewReader(Thanks)); err != nil {
		return err
	}
	_ = conn.CloseWrite()
	switch n, err := io.Copy(io.Discard, io.LimitReader(conn, 1)); {
	case n > 0:
		return errors.New("a postscript")
	case err != nil:
		return err
	}
	if err := conn.Close(); err != nil {
		return err
	}
	_, err := fmt.Fprintln(out, "Client connection closed.")
	return err
}
