// Right: as in Python: the waits come from a generator, which is begun anew after each reply, and the connections from another.
package shutdown

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"net"
	"slices"
	"strings"
	"time"
)

const (
	FirstWait   = 50 * time.Millisecond
	LongestWait = 2 * time.Second
)

// waits are the waits after failures, for ever.
func waits() iter.Seq[time.Duration] {
	return func(yield func(time.Duration) bool) {
		for d := FirstWait; yield(d/2 + time.Duration(rand.Int64N(int64(d/2)+1))); d = min(2*d, LongestWait) {
		}
	}
}

func rest(ctx context.Context, wait time.Duration) error {
	resting, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	<-resting.Done()
	return ctx.Err()
}

func Reconnect(ctx context.Context, dial func(context.Context) (net.Conn, error)) (net.Conn, error) {
	var last error
	for wait := range waits() {
		conn, err := dial(ctx)
		if err == nil {
			return conn, nil
		}
		if last = err; rest(ctx, wait) != nil {
			break
		}
	}
	return nil, fmt.Errorf("%w, and %w", ctx.Err(), last)
}

func Deliver(ctx context.Context, dial func(context.Context) (net.Conn, error), requests []string) (replies []string, err error) {
	if slices.ContainsFunc(requests, func(r string) bool { return len(r) > MaxLine-1 || strings.Contains(r, "\n") }) {
		return nil, errors.New("there is a request that is no line")
	}
	next, stop := iter.Pull(waits())
	defer func() { stop() }()
	for len(replies) < len(requests) {
		conn, failed := dial(ctx)
		if failed == nil {
			before := len(replies)
			failed = talk(ctx, conn, requests, &replies)
			if _, long := failed.(tooLong); failed == nil || long {
				return replies, failed
			}
			if len(replies) > before {
				stop()
				next, stop = iter.Pull(waits())
			}
		}
		wait, _ := next()
		if ended := rest(ctx, wait); ended != nil {
			return replies, fmt.Errorf("%w, and %w", ended, failed)
		}
	}
	return replies, nil
}

type tooLong struct{}

func (tooLong) Error() string { return "a reply is too long" }

// talk asks over conn what has no reply yet, and closes it.
func talk(ctx context.Context, conn net.Conn, requests []string, replies *[]string) error {
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })()
	in := bufio.NewReaderSize(conn, MaxLine)
	for _, request := range requests[len(*replies):] {
		if _, err := fmt.Fprintf(conn, "%s\n", request); err != nil {
			return err
		}
		reply, err := readLine(in)
		if err == bufio.ErrBufferFull {
			return tooLong{}
		}
		if err != nil {
			return err
		}
		*replies = append(*replies, reply)
	}
	return nil
}
