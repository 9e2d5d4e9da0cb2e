// Right: has a session with a monitor, whose first end counts, as a socket server of Java's has.
package room

import (
	"context"
	"errors"
	"io"
	"net"
	"sync"
)

type session struct {
	socket  net.Conn
	mu      sync.Mutex
	over    bool
	problem error
}

func (s *session) close(problem error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.over {
		s.over, s.problem = true, problem
		_ = s.socket.Close()
	}
	return s.problem
}

func Chat(ctx context.Context, conn net.Conn, in io.Reader, out io.Writer) error {
	s := &session{socket: conn}
	half, ok := conn.(interface{ CloseWrite() error })
	if !ok {
		return s.close(errors.New("UnsupportedOperationException: CloseWrite"))
	}
	defer context.AfterFunc(ctx, func() { s.close(ctx.Err()) })()
	go func() {
		_, err := io.Copy(conn, in)
		if err == nil {
			err = half.CloseWrite()
		}
		if err != nil {
			s.close(err)
		}
	}()
	_, err := io.Copy(out, conn)
	if err = s.close(err); err != nil && ctx.Err() != nil {
		return errors.Join(ctx.Err(), err)
	}
	return err
}
