// Right: dials in a goroutine, returns when ctx ends, and closes what comes of the dial later; the connection is wrapped in a type that heeds ctx.
package shutdown

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"strings"
	"time"
)

const (
	FirstWait   = 50 * time.Millisecond
	LongestWait = 2 * time.Second
)

// dialling is a dial that can be left alone.
func dialling(ctx context.Context, dial func(context.Context) (net.Conn, error)) (net.Conn, error) {
	type result struct {
		conn net.Conn
		err  error
	}
	done := make(chan result)
	given := make(chan struct{})
	defer close(given)
	go func() {
		conn, err := dial(ctx)
		select {
		case done <- result{conn, err}:
		case <-given:
			if err == nil {
				_ = conn.Close()
			}
		}
	}()
	select {
	case r := <-done:
		return r.conn, r.err
	case <-ctx.Done():
	}
	select { // it has ctx, and comes back by itself
	case r := <-done:
		return r.conn, r.err
	case <-time.After(5 * time.Millisecond):
		return nil, errAbandoned
	}
}

var errAbandoned = errors.New("the dial did not come back")

func connect(ctx context.Context, failures *uint, dial func(context.Context) (net.Conn, error)) (net.Conn, error) {
	conn, err := dialling(ctx, dial)
	for err != nil {
		if over := holdOn(ctx, failures); over != nil {
			return nil, errors.Join(over, err)
		}
		conn, err = dialling(ctx, dial)
	}
	return conn, nil
}

func holdOn(ctx context.Context, failures *uint) error {
	d := FirstWait << min(*failures, 10)
	if d > LongestWait {
		d = LongestWait
	}
	*failures++
	elapsed := time.NewTimer(time.Duration(float64(d) * (0.5 + rand.Float64()/2)))
	defer elapsed.Stop()
	select {
	case <-elapsed.C:
	case <-ctx.Done():
	}
	return ctx.Err()
}

func Reconnect(ctx context.Context, dial func(context.Context) (net.Conn, error)) (net.Conn, error) {
	var failures uint
	return connect(ctx, &failures, dial)
}

// heeding is a connection whose Reads and Writes end when ctx does.
type heeding struct {
	net.Conn
	ctx context.Context
}

func (h heeding) during(do func([]byte) (int, error), p []byte) (int, error) {
	stop := context.AfterFunc(h.ctx, func() { _ = h.SetDeadline(time.Unix(1, 0)) })
	defer stop()
	return do(p)
}

func (h heeding) Read(p []byte) (int, error)  { return h.during(h.Conn.Read, p) }
func (h heeding) Write(p []byte) (int, error) { return h.during(h.Conn.Write, p) }

func Deliver(ctx context.Context, dial func(context.Context) (net.Conn, error), requests []string) (replies []string, err error) {
	for _, r := range requests {
		if strings.Count(r+"\n", "\n") != 1 || len(r+"\n") > MaxLine {
			return nil, fmt.Errorf("%.20q… is not a line", r)
		}
	}
	var failures uint
	for len(replies) < len(requests) {
		conn, err := connect(ctx, &failures, dial)
		if err != nil {
			return replies, err
		}
		h := heeding{conn, ctx}
		lines := bufio.NewScanner(h)
		lines.Buffer(make([]byte, 0, MaxLine), MaxLine)
		lines.Split(func(data []byte, _ bool) (int, []byte, error) {
			if at := bytes.IndexByte(data, '\n'); at >= 0 {
				return at + 1, data[:at], nil
			}
			if len(data) >= MaxLine {
				return 0, nil, bufio.ErrTooLong
			}
			return 0, nil, nil
		})
		for err == nil && len(replies) < len(requests) {
			if _, err = h.Write([]byte(requests[len(replies)] + "\n")); err != nil {
				break
			}
			if !lines.Scan() {
				err = lines.Err()
				break
			}
			replies = append(replies, lines.Text())
			failures = 0
		}
		_ = conn.Close()
		if errors.Is(err, bufio.ErrTooLong) {
			return replies, err
		}
		if len(replies) == len(requests) {
			break
		}
		if over := holdOn(ctx, &failures); over != nil {
			return replies, errors.Join(over, err)
		}
	}
	return replies, nil
}
