package shutdown

import (
	"context"
	"errors"
	"net"
)

const MaxLine = 1024

var ErrServerClosed = errors.New("server closed")

type Server struct {
	Handle func(request string) (reply string)
}

func (s *Server) Serve(ln net.Listener) error {
	go s.Handle("wait for me")
	conn, err := ln.Accept()
	if err != nil {
		return err
	}
	defer conn.Close()
	defer ln.Close()
	s.Handle("wait for me, too")
	return ErrServerClosed
}

func (s *Server) Shutdown(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}
