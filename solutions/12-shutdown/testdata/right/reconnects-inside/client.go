// Right: lets Reconnect dial and ask in one go, and grows the wait by that; each request is written in pieces and read through textproto's kind of reader.
package shutdown

import (
	"bufio"
	"bytes"
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

const (
	FirstWait   = 50 * time.Millisecond
	LongestWait = 2 * time.Second
)

func Reconnect(ctx context.Context, dial func(context.Context) (net.Conn, error)) (net.Conn, error) {
	d := FirstWait
	for {
		conn, err := dial(ctx)
		if err == nil {
			return conn, nil
		}
		extra, _ := rand.Int(rand.Reader, big.NewInt(int64(d/2)))
		wait, stop := context.WithTimeout(ctx, d/2+time.Duration(extra.Int64()))
		<-wait.Done()
		stop()
		if ctx.Err() != nil {
			return nil, fmt.Errorf("%w: %w", ctx.Err(), err)
		}
		if d *= 2; d > LongestWait {
			d = LongestWait
		}
	}
}

func Deliver(ctx context.Context, dial func(context.Context) (net.Conn, error), requests []string) (replies []string, err error) {
	for _, request := range requests {
		if bytes.ContainsAny([]byte(request), "\n") || len(request) > MaxLine-1 {
			return nil, errors.New("not a line")
		}
	}
	if len(requests) == 0 {
		return nil, nil
	}
	var conn net.Conn
	var in *bufio.Reader
	var fatal error
	// next dials and asks the next request: a dial counts once it has brought a reply.
	next := func(ctx context.Context) (net.Conn, error) {
		fresh, err := dial(ctx)
		if err != nil {
			return nil, err
		}
		conn, in = fresh, bufio.NewReader(io.MultiReader(fresh))
		if err := ask(ctx, conn, in, requests[len(replies)], &replies, &fatal); err != nil && fatal == nil {
			_ = fresh.Close()
			return nil, err
		}
		return fresh, nil
	}
	for len(replies) < len(requests) && fatal == nil {
		if conn == nil {
			if _, err := Reconnect(ctx, next); err != nil {
				return replies, err
			}
			continue
		}
		if err := ask(ctx, conn, in, requests[len(replies)], &replies, &fatal); err != nil {
			_ = conn.Close()
			conn = nil
		}
	}
	if conn != nil {
		_ = conn.Close()
	}
	return replies, fatal
}

func ask(ctx context.Context, conn net.Conn, in *bufio.Reader, request string, replies *[]string, fatal *error) error {
	watched, stop := context.WithCancel(ctx)
	over := make(chan struct{})
	go func() {
		defer close(over)
		<-watched.Done()
		if ctx.Err() != nil {
			_ = conn.Close()
		}
	}()
	defer func() { stop(); <-over }()
	for _, piece := range []string{request, "\n"} {
		if _, err := io.WriteString(conn, piece); err != nil {
			return err
		}
	}
	var reply strings.Builder
	for reply.Len() < MaxLine {
		b, err := in.ReadByte()
		if err != nil {
			return err
		}
		if b == '\n' {
			*replies = append(*replies, reply.String())
			return nil
		}
		reply.WriteByte(b)
	}
	*fatal = errors.New("no reply: too long")
	return *fatal
}
