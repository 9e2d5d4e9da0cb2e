// Right: sends a member everything that waits for it in one Write, and has a mutex for each backlog.
package room

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"
)

const (
	MaxLine  = 1024
	Backlog  = 128
	Farewell = 5 * time.Second
)

var (
	ErrTooSlow     = errors.New("the member does not read what is said")
	ErrLineTooLong = errors.New("the line is too long")
)

type Room struct {
	order   sync.Mutex
	members sync.Map
}

type guest struct {
	conn net.Conn
	stop context.CancelCauseFunc

	mu    sync.Mutex
	some  *sync.Cond
	lines [][]byte
	done  bool
}

func (r *Room) Join(conn net.Conn) error {
	ctx, stop := context.WithCancelCause(context.Background())
	defer stop(nil)
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	g := &guest{conn: conn, stop: stop}
	g.some = sync.NewCond(&g.mu)
	r.order.Lock()
	r.members.Store(g, nil)
	r.order.Unlock()
	heard := make(chan error, 1)
	go func() { heard <- g.send() }()

	err := r.listen(g)
	r.order.Lock()
	r.members.Delete(g)
	r.order.Unlock()
	if err != nil {
		stop(err)
	}
	g.mu.Lock()
	g.done = true
	g.some.Signal()
	g.mu.Unlock()
	select {
	case err = <-heard:
	case <-time.After(Farewell):
		stop(ErrTooSlow)
		err = <-heard
	}
	if cause := context.Cause(ctx); cause != nil {
		err = fmt.Errorf("leaving the room: %w", cause)
	}
	_ = conn.Close()
	return err
}

func (r *Room) listen(g *guest) error {
	in := bufio.NewReader(g.conn)
	for {
		var line []byte
		for !bytes.HasSuffix(line, []byte("\n")) {
			b, err := in.ReadByte()
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return err
			}
			if line = append(line, b); len(line) > MaxLine {
				return ErrLineTooLong
			}
		}
		r.order.Lock()
		r.members.Range(func(key, _ any) bool {
			key.(*guest).queue(line)
			return true
		})
		r.order.Unlock()
	}
}

func (g *guest) queue(line []byte) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.lines) == Backlog {
		g.stop(ErrTooSlow)
		return
	}
	g.lines = append(g.lines, line)
	g.some.Signal()
}

func (g *guest) send() error {
	for {
		g.mu.Lock()
		for len(g.lines) == 0 && !g.done {
			g.some.Wait()
		}
		lines, done := g.lines, g.done
		g.lines = nil
		g.mu.Unlock()
		if len(lines) == 0 && done {
			return nil
		}
		if _, err := g.conn.Write(bytes.Join(lines, nil)); err != nil {
			g.stop(err)
			return err
		}
	}
}
