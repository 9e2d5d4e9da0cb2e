// Right: a goroutine for each connection reads its lines into a channel; the package keeps its dice, made on first use.
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
	"sync"
	"time"
)

const (
	FirstWait   = 50 * time.Millisecond
	LongestWait = 2 * time.Second
)

var dice = sync.OnceValue(func() func(n time.Duration) time.Duration {
	var mu sync.Mutex
	source := rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64()))
	return func(n time.Duration) time.Duration {
		mu.Lock()
		defer mu.Unlock()
		return time.Duration(source.Int64N(int64(n) + 1))
	}
})

func waitAfter(ctx context.Context, failure int) error {
	d := FirstWait
	for k := 1; k < failure && d < LongestWait; k++ {
		d *= 2
	}
	d = min(d, LongestWait)
	select {
	case <-time.After(d/2 + dice()(d/2)):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func dialOn(ctx context.Context, dial func(context.Context) (net.Conn, error), failures *int) (net.Conn, error) {
	for {
		derived, cancel := context.WithCancel(ctx)
		conn, err := dial(derived)
		cancel()
		if err == nil {
			return conn, nil
		}
		*failures++
		if over := waitAfter(ctx, *failures); over != nil {
			return nil, fmt.Errorf("%w: %w", over, err)
		}
	}
}

func Reconnect(ctx context.Context, dial func(context.Context) (net.Conn, error)) (net.Conn, error) {
	failures := 0
	return dialOn(ctx, dial, &failures)
}

type heard struct {
	line string
	err  error
}

type wire10 struct {
	conn  net.Conn
	lines chan heard
}

func newWire(conn net.Conn) *wire10 {
	w := &wire10{conn, make(chan heard)}
	go func() {
		defer close(w.lines)
		in := bufio.NewReaderSize(conn, MaxLine)
		for {
			line, err := readLine(in)
			w.lines <- heard{line, err}
			if err != nil {
				return
			}
		}
	}()
	return w
}

func (w *wire10) hangUp() {
	if w == nil {
		return
	}
	_ = w.conn.Close()
	for range w.lines { // the reader is gone when this ends
	}
}

func (w *wire10) ask(ctx context.Context, request string) heard {
	sent := make(chan error, 1)
	go func() {
		_, err := io.WriteString(w.conn, request+"\n")
		sent <- err
	}()
	answer, writing := heard{}, sent
	for waiting := true; waiting; {
		select {
		case answer = <-w.lines:
			waiting = false
		case answer.err = <-writing:
			waiting, writing = answer.err == nil, nil
		case <-ctx.Done():
			answer.err, waiting = ctx.Err(), false
		}
	}
	if answer.err != nil {
		_ = w.conn.Close()
	}
	if writing != nil {
		if err := <-sent; answer.err == nil {
			answer.err = err
		}
	}
	return answer
}

func Deliver(ctx context.Context, dial func(context.Context) (net.Conn, error), requests []string) (replies []string, err error) {
	for _, request := range requests {
		if len(request) >= MaxLine || strings.Contains(request, "\n") {
			return nil, errors.New("not a line")
		}
	}
	var w *wire10
	defer func() { w.hangUp() }()
	failures := 0
	for n := 0; n < len(requests); {
		if w == nil {
			conn, err := dialOn(ctx, dial, &failures)
			if err != nil {
				return replies, err
			}
			w = newWire(conn)
		}
		answer := w.ask(ctx, requests[n])
		if answer.err == nil {
			replies = append(replies, answer.line)
			failures = 0
			n++
			continue
		}
		w.hangUp()
		w = nil
		if errors.Is(answer.err, bufio.ErrBufferFull) {
			return replies, answer.err
		}
		failures++
		if over := waitAfter(ctx, failures); over != nil {
			return replies, fmt.Errorf("%w: %w", over, answer.err)
		}
	}
	return replies, nil
}
