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

const (
	MaxLine  = 1024
	Backlog  = 128
	Farewell = 5 * time.Second
)

var (
	ErrTooSlow     = errors.New("the member does not read what is said")
	ErrLineTooLong = errors.New("the line is too long")
)

type Room struct{}

func (r *Room) Join(conn net.Conn) error {
	panic("TODO: Join")
}
