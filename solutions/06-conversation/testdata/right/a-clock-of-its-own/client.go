// Right: refuses a greeting with more behind it before it thanks, and turns ctx into deadlines.
package conversation

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"time"
)

const Thanks = "Thank you, Server!"

func Call(ctx context.Context, addr string, out io.Writer) (err error) {
	var d net.Dialer
	line, err := d.DialContext(ctx, "tcp", addr)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return context.DeadlineExceeded // nobody but ctx has set one
	}
	if err != nil {
		return err
	}
	conn := line.(*net.TCPConn)
	stop := context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })
	defer func() {
		stop()
		_ = conn.Close()
		if errors.Is(err, os.ErrDeadlineExceeded) {
			err = ctx.Err()
		}
	}()
	if _, err := io.WriteString(out, "Client connected to server.\n"); err != nil {
		return err
	}

	buf := make([]byte, 1024)
	n, err := io.ReadAtLeast(conn, buf, len(Greeting))
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return err
	}
	if n > len(Greeting) {
		return errors.New("more than a greeting")
	}
	if _, err := io.WriteString(out, "Received: "+string(buf[:n])+"\n"); err != nil {
		return err
	}

	if _, err := conn.Write([]byte(Thanks)); err != nil {
		return err
	}
	_ = conn.CloseWrite()
	rest, err := io.Copy(io.Discard, io.LimitReader(conn, 1))
	if err != nil {
		return err
	}
	if rest > 0 {
		return errors.New("a postscript")
	}
	if err := conn.Close(); err != nil {
		return err
	}
	_, err = io.WriteString(out, "Client connection closed.\n")
	return err
}
