// Right: dials at once when a connection that was of use has ended, reads in a goroutine of its own, one byte at a time, and ends its waits with deadlines.
package shutdown

import (
	"context"
	"errors"
	"fmt"
	"math/rand"
	"net"
	"os"
	"strings"
	"time"
)

const (
	FirstWait   = 50 * time.Millisecond
	LongestWait = 2 * time.Second
)

func Reconnect(ctx context.Context, dial func(context.Context) (net.Conn, error)) (net.Conn, error) {
	failures := 0
	return connect(ctx, dial, &failures)
}

func connect(
	ctx context.Context, dial func(context.Context) (net.Conn, error), failures *int,
) (net.Conn, error) {
	for ; ; *failures++ {
		conn, err := dial(ctx)
		if err == nil {
			return conn, nil
		}
		if late := pause(ctx, *failures); late != nil {
			return nil, errors.Join(late, err)
		}
	}
}

// pause waits after so many failures before this one.
func pause(ctx context.Context, failures int) error {
	d := LongestWait
	if failures < 6 {
		d = min(d, FirstWait<<failures)
	}
	timer := time.NewTimer(d - time.Duration(rand.Float64()*float64(d/2)))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return ctx.Err()
	}
}

func Deliver(ctx context.Context, dial func(context.Context) (net.Conn, error), requests []string) (replies []string, err error) {
	var conn net.Conn
	failures, useful := 0, false
	for n := 0; n < len(requests); {
		request := requests[n]
		if strings.ContainsRune(request, '\n') || len(request)+1 > MaxLine {
			err = fmt.Errorf("request %d is no line", n+1)
			break
		}
		if conn == nil {
			if conn, err = connect(ctx, dial, &failures); err != nil {
				conn = nil
				break
			}
		}
		var reply string
		if reply, err = exchange(ctx, conn, request); err == nil {
			replies = append(replies, reply)
			n++
			failures, useful = 0, true
			continue
		}
		_ = conn.Close()
		conn = nil
		if errors.Is(err, errNoLine) {
			break
		}
		if ctx.Err() != nil {
			err = fmt.Errorf("%w (%w)", ctx.Err(), err)
			break
		}
		if !useful {
			if err = pause(ctx, failures); err != nil {
				break
			}
			failures++
		}
		useful = false
	}
	if conn != nil {
		_ = conn.Close()
	}
	return replies, err
}

var errNoLine = errors.New("the reply is no line")

func exchange(ctx context.Context, conn net.Conn, request string) (string, error) {
	type result struct {
		reply string
		err   error
	}
	done := make(chan result, 1)
	go func() {
		if _, err := fmt.Fprintln(conn, request); err != nil {
			done <- result{err: err}
			return
		}
		var reply []byte
		one := make([]byte, 1)
		for len(reply) < MaxLine {
			n, err := conn.Read(one)
			if n == 1 && one[0] == '\n' {
				done <- result{string(reply), nil}
				return
			}
			reply = append(reply, one[:n]...)
			if err != nil {
				done <- result{err: err}
				return
			}
		}
		done <- result{err: errNoLine}
	}()
	select {
	case r := <-done:
		return r.reply, r.err
	case <-ctx.Done():
		_ = conn.SetDeadline(time.Unix(1, 0))
		r := <-done
		if errors.Is(r.err, os.ErrDeadlineExceeded) {
			r.err = ctx.Err()
		}
		return r.reply, r.err
	}
}
