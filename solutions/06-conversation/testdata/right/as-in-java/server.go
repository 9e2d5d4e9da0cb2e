// Right: throws what goes wrong, catches it at the door, and reads with a deadline that is renewed.
package conversation

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"time"
)

const Greeting = "Hello, Client!"

type thrown struct{ error }

func try[T any](value T, err error) T {
	if err != nil {
		panic(thrown{err})
	}
	return value
}

func Serve(ctx context.Context, ln net.Listener, out io.Writer) (err error) {
	defer ln.Close()
	defer func() {
		switch t := recover().(type) {
		case nil:
		case thrown:
			if err = t.error; ctx.Err() != nil {
				err = ctx.Err()
			}
		default:
			panic(t)
		}
	}()
	try(0, ctx.Err())
	try(fmt.Fprintln(out, "Server is listening..."))
	noMore := context.AfterFunc(ctx, func() { _ = ln.Close() })
	defer noMore()
	conn := try(ln.Accept())
	defer conn.Close()
	at := try(netip.ParseAddrPort(conn.RemoteAddr().String()))
	more := ""
	if !at.Addr().Unmap().Is4() {
		more = ", 0, 0"
	}
	try(fmt.Fprintf(out, "Connected by ('%v', %d%s)\n", at.Addr().Unmap(), at.Port(), more))
	hangUp := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer hangUp()
	try(conn.Write([]byte(Greeting)))
	words := make([]byte, 0, 1025)
	for ended := false; !ended; {
		_ = conn.SetReadDeadline(time.Now().Add(30 * time.Second))
		n, err := conn.Read(words[len(words):cap(words)])
		if words = words[:len(words)+n]; len(words) == cap(words) {
			panic(thrown{errors.New("too much")})
		}
		if ended = err == io.EOF; !ended && !errors.Is(err, os.ErrDeadlineExceeded) {
			try(n, err)
		}
	}
	if len(words) == 0 {
		panic(thrown{io.ErrUnexpectedEOF})
	}
	try(out.Write([]byte("Received: " + string(words) + "\n")))
	try(0, conn.Close())
	_, err = fmt.Fprintln(out, "Server connection closed.")
	return err
}

func until(ctx context.Context, line io.Closer, work func() error) error {
	stop := context.AfterFunc(ctx, func() { _ = line.Close() })
	defer stop()
	err := work()
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}
