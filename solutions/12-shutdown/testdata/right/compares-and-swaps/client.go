package shutdown

import (
	"bufio"
	"context"
	crand "crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"
)

const (
	FirstWait   = 50 * time.Millisecond
	LongestWait = 2 * time.Second
)

// waits are the longest waits after the first failure, the second one ...
var waits = func() (w []time.Duration) {
	for d := FirstWait; d < LongestWait; d *= 2 {
		w = append(w, d)
	}
	return append(w, LongestWait)
}()

// chance is a number from 0 to n-1; n is small, so that the bias is nothing.
func chance(n uint64) uint64 {
	var b [8]byte
	crand.Read(b[:])
	return binary.LittleEndian.Uint64(b[:]) % n
}

// rest waits after a failure, the row-th one in a row, counted from 0.
func rest(ctx context.Context, row int) {
	d := waits[min(row, len(waits)-1)]
	d -= time.Duration(chance(uint64(d/2) + 1))
	alarm, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	<-alarm.Done()
}

// persevere dials until it succeeds. row is how many failures there have been in a row.
func persevere(ctx context.Context, dial func(context.Context) (net.Conn, error), row *int) (net.Conn, error) {
	for {
		conn, err := dial(ctx)
		if err == nil {
			return conn, nil
		}
		if conn != nil {
			conn.Close()
		}
		if ctx.Err() == nil {
			rest(ctx, *row)
			*row++
		}
		if ended := ctx.Err(); ended != nil {
			return nil, fmt.Errorf("gave up: %w; last dial: %w", ended, err)
		}
	}
}

func Reconnect(ctx context.Context, dial func(context.Context) (net.Conn, error)) (net.Conn, error) {
	return persevere(ctx, dial, new(int))
}

// line is one connection of Deliver's, or none.
type line struct {
	conn    net.Conn
	in      *bufio.Reader
	unhook  func()
	brought int // replies
}

func pickUp(ctx context.Context, conn net.Conn) *line {
	gone := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(gone)
		conn.Close()
	})
	return &line{
		conn: conn,
		in:   bufio.NewReaderSize(conn, MaxLine+1),
		unhook: func() {
			if !stop() {
				<-gone
			}
		},
	}
}

func (l *line) hangUp() {
	if l != nil {
		l.unhook()
		l.conn.Close()
	}
}

var errUnfit = errors.New("unfit for a line")

// ask is one question; errUnfit is for good, any other error is the connection's.
func (l *line) ask(request string) (string, error) {
	if _, err := l.conn.Write([]byte(request + "\n")); err != nil {
		return "", err
	}
	reply := make([]byte, 0, MaxLine+1)
	for {
		b, err := l.in.ReadByte()
		if err == io.ErrNoProgress {
			continue
		}
		if err != nil {
			return "", err
		}
		reply = append(reply, b)
		switch {
		case len(reply) > MaxLine:
			return "", fmt.Errorf("a reply of more than %d bytes: %w", MaxLine, errUnfit)
		case b == '\n':
			l.brought++
			return string(reply[:len(reply)-1]), nil
		}
	}
}

// Deliver begins again at FirstWait after a connection that has brought a reply, and waits that
// long before it dials again, although it might dial at once.
func Deliver(
	ctx context.Context, dial func(context.Context) (net.Conn, error), requests []string,
) (replies []string, err error) {
	var l *line
	defer func() { l.hangUp() }()
	row := 0
	for i, request := range requests {
		if strings.ContainsRune(request, '\n') || len(request) > MaxLine-1 {
			return replies, fmt.Errorf("request %d: %w", i, errUnfit)
		}
		for {
			if l == nil {
				conn, err := persevere(ctx, dial, &row)
				if err != nil {
					return replies, err
				}
				l = pickUp(ctx, conn)
			}
			reply, err := l.ask(request)
			if err == nil {
				replies = append(replies, reply)
				row = 0
				break
			}
			if errors.Is(err, errUnfit) {
				return replies, err
			}
			brought := l.brought
			l.hangUp()
			l = nil
			if ctx.Err() == nil {
				rest(ctx, row)
			}
			if ended := ctx.Err(); ended != nil {
				return replies, fmt.Errorf("request %d: %w (%w)", i, ended, err)
			}
			if brought == 0 {
				row++
			}
		}
	}
	return replies, nil
}
