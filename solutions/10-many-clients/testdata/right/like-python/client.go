// Right: has a task group, and gives talk a stream of its own type.
package manyclients

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
)

type taskGroup struct {
	lock   sync.Mutex
	errors []error
	cancel context.CancelFunc
	tasks  sync.WaitGroup
}

func (g *taskGroup) createTask(task func() error, why func(error) error) {
	g.tasks.Add(1)
	go func() {
		defer g.tasks.Done()
		if err := task(); err != nil {
			g.lock.Lock()
			defer g.lock.Unlock()
			g.errors = append(g.errors, why(err))
			g.cancel()
		}
	}()
}

type stream struct {
	net.Conn
	closeOnce func() error
}

func (s *stream) Close() error { return s.closeOnce() }

func (s *stream) CloseWrite() error { return s.Conn.(interface{ CloseWrite() error }).CloseWrite() }

func openConnection(ctx context.Context, addr string) (*stream, error) {
	conn, err := dial(ctx, addr)
	if err != nil {
		return nil, err
	}
	return &stream{conn, sync.OnceValue(conn.Close)}, nil
}

func FanOut(ctx context.Context, addr string, n int, talk func(ctx context.Context, i int, conn net.Conn) error) error {
	tasks, cancel := context.WithCancel(ctx)
	defer cancel()
	group := &taskGroup{cancel: cancel}
	for i := 0; i < n; i++ {
		group.createTask(func() error {
			conn, err := openConnection(tasks, addr)
			if err != nil {
				return err
			}
			defer conn.Close()
			defer context.AfterFunc(tasks, func() { conn.Close() })()
			return talk(tasks, i, conn)
		}, func(err error) error { return errors.Join(ctx.Err(), err) })
	}
	group.tasks.Wait()
	if len(group.errors) == 0 {
		return nil
	}
	return fmt.Errorf("%d unhandled errors in a task group: %w", len(group.errors), errors.Join(group.errors...))
}

func dial(ctx context.Context, addr string) (net.Conn, error) {
	ringing, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	defer context.AfterFunc(ctx, stop)()
	var d net.Dialer
	conn, err := d.DialContext(ringing, "tcp", addr)
	if err != nil && ctx.Err() != nil {
		err = errors.Join(ctx.Err(), err)
	}
	return conn, err
}
