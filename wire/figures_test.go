//go:build linux

package wire

import (
	"errors"
	"io"
	"net"
	"path/filepath"
	"slices"
	"syscall"
	"testing"

	"handshake/internal/course"
)

// The figures of the book, as Linux sends them: each is drawn from a conversation that is
// held here and now. One goroutine plays both ends, so that nothing hangs on who is faster.
func TestFigures(t *testing.T) {
	for _, figure := range []struct {
		name   string
		record func(*testing.T) []Step
	}{
		{"handshake", handshake},
		{"refusal", refusal},
		{"exchange", exchange},
		{"termination-four", fourSegments},
		{"termination-three", threeSegments},
		{"reset", reset},
	} {
		t.Run(figure.name, func(t *testing.T) {
			steps := figure.record(t)
			for _, lang := range []course.Lang{course.English, course.Chinese} {
				file := filepath.Join("..", "docs", "transcripts", figure.name+"."+string(lang)+".txt")
				compare(t, file, draw(t, lang, steps))
			}
		})
	}
}

func handshake(t *testing.T) []Step {
	return connect(t).stop()
}

// refusal calls a port that nobody listens at, nor can begin to: a connection has it.
func refusal(t *testing.T) []Step {
	taken := connect(t)
	taken.stop()
	addr := taken.client.LocalAddr()

	c := &conversation{t: t, capture: started(t, port(addr))}
	if _, err := net.Dial("tcp", addr.String()); !errors.Is(err, syscall.ECONNREFUSED) {
		t.Fatalf("not refused: %v", err)
	}
	return c.stop()
}

func exchange(t *testing.T) []Step {
	c := connect(t)
	c.exchange()
	return c.stop()
}

// fourSegments has the server close only when the client's FIN has been acknowledged.
func fourSegments(t *testing.T) []Step {
	c := connect(t)
	c.exchange()
	c.clientFinishes()
	c.awaitClient(FinWait2)
	c.serverFinishes()
	return sinceFIN(c.stop())
}

// threeSegments has the server close at once: Linux waits up to 40 ms before it acknowledges
// a FIN, for a segment of its own that can carry the acknowledgment. On a machine that is
// too busy for that, it tries again.
func threeSegments(t *testing.T) []Step {
	for range 20 {
		c := connect(t)
		c.exchange()
		c.clientFinishes()
		c.serverFinishes()
		if steps := sinceFIN(c.stop()); len(steps) == 3 {
			return steps
		}
	}
	t.Fatal("the server's FIN never came in time to carry the acknowledgment")
	return nil
}

// reset has the server close with the greater part of what the client said unread.
func reset(t *testing.T) []Step {
	c := connect(t)
	c.write(c.client, thanks)
	c.read(c.server, thanks[:5])
	c.must(c.server.Close())
	if _, err := c.client.Read(make([]byte, 1)); !errors.Is(err, syscall.ECONNRESET) {
		t.Fatalf("not reset: %v", err)
	}
	steps := c.stop()
	return steps[slices.IndexFunc(steps, func(s Step) bool { return s.Segment.Length > 0 }):]
}

func sinceFIN(steps []Step) []Step {
	return steps[slices.IndexFunc(steps, func(s Step) bool { return s.Segment.Flags.Has(FIN) }):]
}

// conversation is a connection whose segments are captured.
type conversation struct {
	t              *testing.T
	capture        *Capture
	client, server *net.TCPConn
}

func connect(t *testing.T) *conversation {
	t.Helper()
	ln := listening(t, "127.0.0.1")
	c := &conversation{t: t, capture: started(t, port(ln.Addr()))}
	client, err := net.Dial("tcp", ln.Addr().String())
	c.must(err)
	server, err := ln.Accept()
	c.must(err)
	t.Cleanup(func() {
		_ = client.Close()
		_ = server.Close()
	})
	c.client, c.server = client.(*net.TCPConn), server.(*net.TCPConn)
	return c
}

func (c *conversation) exchange() {
	c.t.Helper()
	c.write(c.server, greeting)
	c.read(c.client, greeting)
	c.write(c.client, thanks)
	c.read(c.server, thanks)
}

// clientFinishes has the client send its FIN, and the server notice.
func (c *conversation) clientFinishes() {
	c.t.Helper()
	c.must(c.client.CloseWrite())
	c.readEnd(c.server)
}

// serverFinishes has the server send its FIN, and the client notice.
func (c *conversation) serverFinishes() {
	c.t.Helper()
	c.must(c.server.Close())
	c.readEnd(c.client)
}

// awaitClient waits until a segment has taken the client to the state.
func (c *conversation) awaitClient(state State) {
	c.t.Helper()
	for {
		steps := Follow(c.capture.segments)
		if len(steps) > 0 && steps[len(steps)-1].After.Client == state {
			break
		}
		_, err := c.capture.next()
		c.must(err)
	}
	c.must(c.capture.settle()) // captured it is; now it has arrived
}

func (c *conversation) write(conn net.Conn, text string) {
	c.t.Helper()
	_, err := io.WriteString(conn, text)
	c.must(err)
}

// read expects the text, and sees to it that its acknowledgment has arrived as well.
func (c *conversation) read(conn net.Conn, text string) {
	c.t.Helper()
	_, err := io.ReadFull(conn, make([]byte, len(text)))
	c.must(err)
	c.must(c.capture.settle())
}

// readEnd expects the peer's FIN.
func (c *conversation) readEnd(conn net.Conn) {
	c.t.Helper()
	if _, err := conn.Read(make([]byte, 1)); err != io.EOF {
		c.t.Fatalf("expected the end, got %v", err)
	}
}

// stop ends the capture and follows it. Whether ECN is offered in a handshake is a setting of
// the machine, so the figures leave it out.
func (c *conversation) stop() []Step {
	c.t.Helper()
	trace := stopped(c.t, c.capture)
	for i := range trace {
		trace[i].Flags &^= ECE | CWR
	}
	return Follow(trace)
}

func (c *conversation) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}
