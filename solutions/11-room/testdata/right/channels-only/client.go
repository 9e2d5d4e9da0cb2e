// Right: has neither mutex nor WaitGroup: every goroutine says over a channel what became of it.
package room

import (
	"context"
	"errors"
	"io"
	"net"
)

type piece struct {
	words []byte
	err   error
}

func Chat(ctx context.Context, conn net.Conn, in io.Reader, out io.Writer) error {
	defer conn.Close()
	half, ok := conn.(interface{ CloseWrite() error })
	if !ok {
		return errors.ErrUnsupported
	}
	over := make(chan struct{})
	defer close(over)
	typed, more := make(chan piece, 1), make(chan struct{}, 1)
	more <- struct{}{}
	go func() {
		for {
			select {
			case <-over:
				return
			case <-more:
			}
			select {
			case <-over:
				return
			default:
			}
			words := make([]byte, 700)
			n, err := in.Read(words)
			typed <- piece{words[:n], err}
			if err != nil {
				return
			}
		}
	}()
	spoken := make(chan error, 1)
	go func() {
		for {
			var p piece
			select {
			case <-over:
				return
			case p = <-typed:
			}
			if len(p.words) > 0 {
				if _, err := conn.Write(p.words); err != nil {
					spoken <- err
					return
				}
			}
			switch p.err {
			case nil:
				more <- struct{}{}
			case io.EOF:
				spoken <- half.CloseWrite()
				return
			default:
				spoken <- p.err
				return
			}
		}
	}()
	heard := make(chan error, 1)
	go func() {
		_, err := io.Copy(out, conn)
		heard <- err
	}()
	var failed error
	for {
		select {
		case err := <-heard:
			return err
		case err := <-spoken:
			if spoken = nil; err == nil {
				continue
			}
			failed = err
		case <-ctx.Done():
			failed = ctx.Err()
		}
		_ = conn.Close()
		<-heard
		return failed
	}
}
