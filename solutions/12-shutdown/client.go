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

// How long a client waits between two attempts: at most FirstWait after the first failure,
// twice as much after each further one, and never more than LongestWait.
const (
	FirstWait   = 50 * time.Millisecond
	LongestWait = 2 * time.Second
)

// Reconnect dials until it succeeds, whatever the error and however often, and returns the
// connection untouched; from then on it is the caller's to close. After each failure Reconnect
// waits for a random time between half of d and d, one as likely as another: d is FirstWait
// after the first failure, and doubles with each further one up to LongestWait. The chance is
// needed: clients that have lost their server in the same moment must not come back in step.
//
// When ctx ends, so does the wait, at once, and so does the dial, which is given ctx or a
// context made from it that does not end sooner. The error then wraps ctx.Err() and the error
// of the last dial. With an error no connection is left open.
func Reconnect(ctx context.Context, dial func(context.Context) (net.Conn, error)) (net.Conn, error) {
	var b backoff
	return b.reconnect(ctx, dial)
}

// Deliver asks the requests in order, over one connection for as long as it lasts, and
// returns their replies in order. Neither have a "\n"; every other byte stays as it is. A
// request is asked when the one before it has its reply. When the connection ends or fails, in
// whatever way, before the whole reply has come, "\n" included, Deliver closes it, connects
// again and asks that request again, but none that has its reply. Errors of Close do not matter.
//
// Between dials it waits as Reconnect does. A connection that brought no reply is a failure,
// too: the wait grows with each failure of either kind, until a reply comes; after that it
// begins at FirstWait again. After a connection that brought a reply Deliver may dial at once.
//
// A request that is not one line of at most MaxLine bytes ("\n" included) is an error, and is
// not sent. A reply that is longer than MaxLine bytes is an error: to ask again would not
// help. When ctx ends, so does every wait, at once; the error then wraps ctx.Err(). There is no
// other limit of time. With an error come the replies so far. When Deliver returns, no
// connection is open, and nothing of it waits for ctx. Without requests it does not dial, and
// returns no error.
func Deliver(
	ctx context.Context, dial func(context.Context) (net.Conn, error), requests []string,
) (replies []string, err error) {
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
	case <-time.After(half + rand.N(half)):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
