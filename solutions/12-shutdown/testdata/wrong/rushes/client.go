// Wrong: waits after a failed dial, but not after a connection that brought nothing.
// fails: no-rush
// breaks: waits-between
package shutdown

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"strings"
	"time"
)

const (
	FirstWait   = 50 * time.Millisecond
	LongestWait = 2 * time.Second
)

func Reconnect(ctx context.Context, dial func(context.Context) (net.Conn, error)) (net.Conn, error) {
	var b backoff
	return b.reconnect(ctx, dial)
}

func Deliver(ctx context.Context, dial func(context.Context) (net.Conn, error), requests []string) (replies []string, err error) {
	for i, request := range requests {
		if len(request) >= MaxLine || strings.Contains(request, "\n") {
			return nil, fmt.Errorf("request %d is not one line of at most %d bytes", i+1, MaxLine)
		}
	}
	l := line{dial: dial}
	defer l.hangUp()
	for i, request := range requests {
		reply, err := l.deliver(ctx, request)
		if err != nil {
			return replies, fmt.Errorf("request %d: %w", i+1, err)
		}
		replies = append(replies, reply)
	}
	return replies, nil
}

type line struct {
	dial    func(context.Context) (net.Conn, error)
	backoff backoff
	conn    net.Conn
	replies *bufio.Reader
}

func (l *line) deliver(ctx context.Context, request string) (string, error) {
	for {
		if l.conn == nil {
			conn, err := l.backoff.reconnect(ctx, l.dial)
			if err != nil {
				return "", err
			}
			l.conn, l.replies = conn, bufio.NewReaderSize(conn, MaxLine)
		}
		reply, err := l.ask(ctx, request)
		if err == nil {
			l.backoff = backoff{}
			return reply, nil
		}
		l.hangUp()
		if errors.Is(err, bufio.ErrBufferFull) {
			return "", fmt.Errorf("the reply is longer than %d bytes", MaxLine)
		}
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
	}
}

func (l *line) ask(ctx context.Context, request string) (string, error) {
	conn := l.conn
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()
	if _, err := io.WriteString(conn, request+"\n"); err != nil {
		return "", err
	}
	return readLine(l.replies)
}

func (l *line) hangUp() {
	if l.conn != nil {
		_ = l.conn.Close()
		l.conn = nil
	}
}

type backoff struct{ longest time.Duration }

func (b *backoff) reconnect(ctx context.Context, dial func(context.Context) (net.Conn, error)) (net.Conn, error) {
	for {
		conn, err := dial(ctx)
		if err == nil {
			return conn, nil
		}
		if ended := b.wait(ctx); ended != nil {
			return nil, fmt.Errorf("%w; last attempt: %w", ended, err)
		}
	}
}

func (b *backoff) wait(ctx context.Context) error {
	b.longest = min(max(2*b.longest, FirstWait), LongestWait)
	half := b.longest / 2
	select {
	case <-time.After(half + rand.N(half+1)):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
