// Right: writes and reads one byte at a time, and gives its dice the clock for a seed.
package shutdown

import (
	"context"
	"errors"
	"fmt"
	"math/rand"
	"net"
	"strings"
	"time"
)

const (
	FirstWait   = 50 * time.Millisecond
	LongestWait = 2 * time.Second
)

type patience struct {
	d    time.Duration
	dice *rand.Rand
}

// begun is when the program was begun.
var begun = time.Now()

func begin() *patience {
	return &patience{FirstWait, rand.New(rand.NewSource(time.Since(begun).Nanoseconds()))}
}

func (p *patience) wait(ctx context.Context) error {
	timer := time.NewTimer(p.d - time.Duration(p.dice.Int63n(int64(p.d/2)+1)))
	defer timer.Stop()
	if p.d *= 2; p.d > LongestWait {
		p.d = LongestWait
	}
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (p *patience) connect(ctx context.Context, dial func(context.Context) (net.Conn, error)) (net.Conn, error) {
	for {
		conn, err := dial(ctx)
		if err == nil {
			return conn, nil
		}
		if over := p.wait(ctx); over != nil {
			return nil, fmt.Errorf("%w (%w)", over, err)
		}
	}
}

func Reconnect(ctx context.Context, dial func(context.Context) (net.Conn, error)) (net.Conn, error) {
	return begin().connect(ctx, dial)
}

func Deliver(ctx context.Context, dial func(context.Context) (net.Conn, error), requests []string) (replies []string, err error) {
	p := begin()
	var conn net.Conn
	defer func() {
		if conn != nil {
			conn.Close()
		}
	}()
	for n := 0; n < len(requests); {
		if len(requests[n]) >= MaxLine || strings.ContainsRune(requests[n], 10) {
			return replies, fmt.Errorf("request %d is no line", n)
		}
		if conn == nil {
			if conn, err = p.connect(ctx, dial); err != nil {
				conn = nil
				return replies, err
			}
		}
		reply, err := ask(ctx, conn, requests[n])
		if err == nil {
			replies, n, p.d = append(replies, reply), n+1, FirstWait
			continue
		}
		conn.Close()
		conn = nil
		if err == errLong {
			return replies, err
		}
		if over := p.wait(ctx); over != nil {
			return replies, fmt.Errorf("%w (%w)", over, err)
		}
	}
	return replies, nil
}

var errLong = errors.New("reply too long")

func ask(ctx context.Context, conn net.Conn, request string) (string, error) {
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	one := make([]byte, 1)
	for at := 0; at <= len(request); at++ {
		one[0] = 10
		if at < len(request) {
			one[0] = request[at]
		}
		if _, err := conn.Write(one); err != nil {
			return "", err
		}
	}
	var reply []byte
	for len(reply) < MaxLine {
		n, err := conn.Read(one)
		if n == 1 && one[0] == 10 {
			return string(reply), nil
		}
		reply = append(reply, one[:n]...)
		if err != nil {
			return "", err
		}
	}
	return "", errLong
}
