package shutdown

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"strings"
	"sync"
	"time"
)

const (
	FirstWait   = 50 * time.Millisecond
	LongestWait = 2 * time.Second
)

// pause waits as long as is due after so many failures, or until ctx ends.
func pause(ctx context.Context, failures int) error {
	d := FirstWait
	for ; failures > 1 && d < LongestWait; failures-- {
		d *= 2
	}
	d = min(d, LongestWait)
	alarm := time.NewTimer(d - rand.N(d/2+1))
	defer alarm.Stop()
	select {
	case <-alarm.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// attempts dials until it succeeds; failures counts on.
func attempts(ctx context.Context, dial func(context.Context) (net.Conn, error), failures *int, before error) (net.Conn, error) {
	for last := before; ; {
		if *failures > 0 {
			if end := pause(ctx, *failures); end != nil {
				return nil, errors.Join(end, last)
			}
		}
		conn, err := dial(ctx)
		if err == nil {
			return conn, nil
		}
		if conn != nil {
			conn.Close()
		}
		*failures++
		last = err
		if end := ctx.Err(); end != nil {
			return nil, errors.Join(end, last)
		}
	}
}

func Reconnect(ctx context.Context, dial func(context.Context) (net.Conn, error)) (net.Conn, error) {
	return attempts(ctx, dial, new(int), nil)
}

// watch closes conn once ctx has ended; it looks every 10 ms, until it is called off.
func watch(ctx context.Context, conn net.Conn) (callOff func()) {
	off := make(chan struct{})
	var watching sync.WaitGroup
	watching.Go(func() {
		tick := time.NewTicker(10 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-off:
				return
			case <-tick.C:
			}
			if ctx.Err() != nil {
				conn.Close()
				return
			}
		}
	})
	return func() {
		close(off)
		watching.Wait()
	}
}

var errLong = fmt.Errorf("the reply is longer than %d bytes", MaxLine)

// hear is a connection's reply, read a byte at a time.
func hear(conn net.Conn) (string, error) {
	var b [1]byte
	var reply strings.Builder
	for {
		n, err := conn.Read(b[:])
		switch {
		case n > 0 && b[0] == '\n':
			return reply.String(), nil
		case n > 0 && reply.Len() == MaxLine-1:
			return "", errLong
		case n > 0:
			reply.WriteByte(b[0])
		}
		if err != nil {
			return "", err
		}
	}
}

func Deliver(
	ctx context.Context, dial func(context.Context) (net.Conn, error), requests []string,
) (replies []string, err error) {
	for i, r := range requests {
		if len(r) >= MaxLine || strings.Contains(r, "\n") {
			return nil, fmt.Errorf("request %d is not one line of %d bytes", i, MaxLine)
		}
	}
	failures := 0
	var last error
	for len(replies) < len(requests) {
		if end := ctx.Err(); end != nil {
			return replies, errors.Join(end, last)
		}
		conn, err := attempts(ctx, dial, &failures, last)
		if err != nil {
			return replies, err
		}
		callOff := watch(ctx, conn)
		failures++ // unless a reply comes
		for len(replies) < len(requests) {
			if err = ctx.Err(); err != nil {
				break
			}
			if _, err = io.WriteString(struct{ io.Writer }{conn}, requests[len(replies)]+"\n"); err != nil {
				break
			}
			var reply string
			if reply, err = hear(conn); err != nil {
				break
			}
			replies = append(replies, reply)
			failures = 0
		}
		callOff()
		conn.Close()
		if err == errLong {
			return replies, err
		}
		last = err
	}
	return replies, nil
}
