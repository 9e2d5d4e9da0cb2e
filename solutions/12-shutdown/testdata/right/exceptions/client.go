// Right: as in Java: failures are thrown and caught, a connection is a resource of its own type, and the waits come from an object.
package shutdown

import (
	"bufio"
	"context"
	"errors"
	"math/rand/v2"
	"net"
	"strings"
	"time"
)

const (
	FirstWait   = 50 * time.Millisecond
	LongestWait = 2 * time.Second
)

type ioException struct{ cause error }

type finalException struct{ cause error }

// try runs block, and is what it has thrown.
func try(block func()) (lost, final error) {
	defer func() {
		switch thrown := recover().(type) {
		case nil:
		case ioException:
			lost = thrown.cause
		case finalException:
			final = thrown.cause
		default:
			panic(thrown)
		}
	}()
	block()
	return nil, nil
}

type retryPolicy struct{ attempt int }

func (p *retryPolicy) delay() time.Duration {
	d := LongestWait
	if p.attempt < 10 {
		d = min(d, FirstWait<<p.attempt)
	}
	p.attempt++
	return d - rand.N(d/2+1)
}

func (p *retryPolicy) sleep(ctx context.Context) error {
	timer := time.NewTimer(p.delay())
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
	return ctx.Err()
}

func (p *retryPolicy) connect(ctx context.Context, dial func(context.Context) (net.Conn, error)) net.Conn {
	for {
		socket, err := dial(ctx)
		if err == nil {
			return socket
		}
		if ended := p.sleep(ctx); ended != nil {
			panic(finalException{errors.Join(ended, err)})
		}
	}
}

func Reconnect(ctx context.Context, dial func(context.Context) (net.Conn, error)) (socket net.Conn, err error) {
	_, err = try(func() { socket = new(retryPolicy).connect(ctx, dial) })
	return socket, err
}

type lineSocket struct {
	socket net.Conn
	reader *bufio.Reader
}

func (l *lineSocket) close() {
	if l.socket != nil {
		_ = l.socket.Close()
	}
	l.socket = nil
}

func (l *lineSocket) request(ctx context.Context, text string) string {
	socket := l.socket
	defer context.AfterFunc(ctx, func() { _ = socket.Close() })()
	if _, err := socket.Write([]byte(text + "\n")); err != nil {
		panic(ioException{err})
	}
	reply, err := l.reader.ReadSlice('\n')
	switch {
	case errors.Is(err, bufio.ErrBufferFull):
		panic(finalException{errors.New("the reply is too long")})
	case err != nil:
		panic(ioException{err})
	}
	return string(reply[:len(reply)-1])
}

func Deliver(ctx context.Context, dial func(context.Context) (net.Conn, error), requests []string) ([]string, error) {
	for _, request := range requests {
		if strings.IndexByte(request, '\n') >= 0 || len(request)+1 > MaxLine {
			return nil, errors.New("a request is no line")
		}
	}
	replies := make([]string, 0, len(requests))
	var policy retryPolicy
	var line lineSocket
	defer line.close()
	for len(replies) < len(requests) {
		lost, final := try(func() {
			if line.socket == nil {
				line.socket = policy.connect(ctx, dial)
				line.reader = bufio.NewReaderSize(line.socket, MaxLine)
			}
			replies = append(replies, line.request(ctx, requests[len(replies)]))
			policy = retryPolicy{}
		})
		if final != nil {
			return replies, final
		}
		if lost == nil {
			continue
		}
		line.close()
		if ended := policy.sleep(ctx); ended != nil {
			return replies, errors.Join(ended, lost)
		}
	}
	return replies, nil
}
