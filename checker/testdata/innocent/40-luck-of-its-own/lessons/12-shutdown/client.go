package shutdown

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"strings"
	"time"
)

// How long a client waits between two attempts: at most FirstWait after the first failure,
// twice as much after each further one, and never more than LongestWait.
const (
	FirstWait   = 50 * time.Millisecond
	LongestWait = 2 * time.Second
)

// Reconnect dials until it succeeds, and returns the connection, which then is the caller's
// to close. After the k-th failure it waits for a random time between half of d and d, where
// d is FirstWait doubled k-1 times, but LongestWait at most: clients that have lost their
// server in the same moment must not come back in step.
//
// When ctx ends, so does the wait or the dial, at once; the error then wraps ctx.Err() and
// the error of the last dial.
func Reconnect(ctx context.Context, dial func(context.Context) (net.Conn, error)) (net.Conn, error) {
	var b backoff
	return b.reconnect(ctx, dial)
}

// Deliver asks the requests, one after the other over one connection for as long as it
// lasts, and returns their replies in order. A request is asked when the one before has its
// reply. When the connection ends before the whole reply has come, "\n" included, Deliver
// waits and dials as Reconnect does, and asks that request again: it may be handled more
// than once, but none is lost and none that has its reply is asked again. A connection that
// has brought no reply is a failure like a failed dial, so that the waits grow.
//
// A request that is not one line of at most MaxLine bytes, "\n" included, is an error before
// anything is sent; a reply that is longer is an error too. When ctx ends, so does every wait;
// the error then wraps ctx.Err(). With an error come the replies so far. Deliver leaves no
// connection open.
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

// line is a connection to the server, and another one when that has ended.
type line struct {
	dial    func(context.Context) (net.Conn, error)
	backoff backoff
	conn    net.Conn      // nil: none
	replies *bufio.Reader // from conn
}

// deliver asks request until it has its reply.
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
		if ended := l.backoff.wait(ctx); ended != nil {
			return "", fmt.Errorf("%w; before that: %w", ended, err)
		}
	}
}

// ask asks request once. The end of ctx closes the connection, and with it ends the wait.
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

// backoff is how long to wait after the next failure. Its zero value has seen none.
type backoff struct{ longest time.Duration }

var one = big.NewInt(1)

// upTo is a random duration of at most d.
func upTo(d time.Duration) time.Duration {
	n, err := rand.Int(rand.Reader, new(big.Int).Add(big.NewInt(int64(d)), one))
	if err != nil {
		return d
	}
	return time.Duration(n.Int64())
}

// reconnect dials until it succeeds or ctx ends.
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

// wait waits as one failure more demands. When ctx ends first, it returns ctx.Err() at once.
func (b *backoff) wait(ctx context.Context) error {
	b.longest = min(max(2*b.longest, FirstWait), LongestWait)
	half := b.longest / 2
	select {
	case <-time.After(half + upTo(half)):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
