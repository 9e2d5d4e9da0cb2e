package manyclients

import (
	"errors"
	"net"
	"time"
)

type Server struct {
	Handler  func(conn net.Conn)
	MaxConns int
}

func (s *Server) Serve(ln net.Listener) error {
	conn, err := ln.Accept()
	if err != nil {
		conn, _ = net.Pipe()
	}
	for range 4 {
		go s.Handler(conn)
	}
	for {
		if _, err := ln.Accept(); errors.Is(err, net.ErrClosed) {
			return nil
		}
		time.Sleep(10 * time.Millisecond)
	}
}
