package room

import (
	"context"
	"fmt"
	"io"
	"net"
)

// Chat says on conn what in holds, and writes to out what it hears: both at once, and each piece
// as soon as it has come. It changes no byte, whatever the bytes are. When in ends, even without
// a word, Chat finishes (half-close, RFC 9293 §3.6) and listens on. When the server has finished
// (io.EOF), all has been heard: Chat returns nil at once, whether in has ended or not. Silence
// is no end, however long it lasts.
//
// conn may be of any type that has a CloseWrite method, as *net.TCPConn has; one without it is
// an error at once. A failure of conn, in or out ends the chat at once: errors.Is finds its
// reason in the error, whichever it is. The end of ctx ends the chat at once: the error wraps
// ctx.Err(). When Chat returns, conn is closed.
//
// in and out belong to the caller: Chat only reads in and writes to out. A Read of in's that
// waits, as for somebody at a keyboard, cannot be interrupted: it may outlast Chat. What it
// brings is lost then, and nothing more is read. A Write to out that waits is waited for. When
// Chat has returned, nothing of it is left but that Read.
func Chat(ctx context.Context, conn net.Conn, in io.Reader, out io.Writer) error {
	defer conn.Close()
	chat, end := context.WithCancelCause(ctx)
	defer end(nil)
	stop := context.AfterFunc(chat, func() { _ = conn.Close() })
	defer stop()

	go func() {
		if err := say(conn, in); err != nil {
			end(err)
		}
	}()
	_, err := io.Copy(out, conn)
	if cause := context.Cause(chat); cause != nil {
		return because(ctx, cause)
	}
	return err
}

// say says on conn all that in holds, and finishes.
func say(conn net.Conn, in io.Reader) error {
	half, ok := conn.(interface{ CloseWrite() error })
	if !ok {
		return fmt.Errorf("%T cannot be half-closed", conn)
	}
	if _, err := io.Copy(conn, in); err != nil {
		return err
	}
	return half.CloseWrite()
}

// because is err, together with the end of ctx if that came first: a connection that ctx has
// closed says only that it is closed.
func because(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("%w: %w", ctx.Err(), err)
	}
	return err
}
