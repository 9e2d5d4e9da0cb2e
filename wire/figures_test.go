//go:build linux

package wire

import (
	"errors"
	"io"
	"net"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"handshake/internal/course"
	"handshake/tcp"
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
		{"framing", framing},
		{"zero-window", zeroWindow},
		{"waiting", waiting},
		{"keyboard", keyboard},
		{"restart", restart},
		{"relay", halfCloseRelayed},
	} {
		t.Run(figure.name, func(t *testing.T) {
			steps := figure.record(t)
			for _, lang := range []course.Lang{course.English, course.Chinese} {
				file := filepath.Join("..", "docs", "transcripts", figure.name+"."+string(lang)+".txt")
				compare(t, file, Lay(steps).Draw(lang))
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
	c.await(func(s Step) bool { return s.After.Client == tcp.FinWait2 })
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
	return steps[slices.IndexFunc(steps, func(s Step) bool { return len(s.Packet.Payload) > 0 }):]
}

// framing has the client say two frames with one Write, and the server echo the first of
// them with two.
func framing(t *testing.T) []Step {
	c := connect(t)
	hello, bye := "\x00\x00\x00\x05hello", "\x00\x00\x00\x03bye"
	c.write(c.client, hello+bye)
	c.read(c.server, hello+bye)
	for _, part := range []string{hello[:4], hello[4:], bye} {
		c.write(c.server, part)
		c.read(c.client, part)
	}
	return sinceData(c.stop())
}

// zeroWindow has the client say twice as much as the server's receive buffer holds. Only when
// the server reads is there room for the rest.
func zeroWindow(t *testing.T) []Step {
	const room = 2048 // bytes; as segments are counted with their overhead, Linux reserves twice that
	c := dial(t, narrow(t, room))
	c.accept()
	words := strings.Repeat("x", 2*room)
	said := make(chan error, 1)
	go func() {
		_, err := io.WriteString(c.client, words)
		said <- err
	}()
	c.await(func(s Step) bool { return !s.FromClient && s.Packet.Window == 0 })
	c.read(c.server, words)
	c.must(<-said)
	return sinceData(c.stop())
}

// waiting has a client speak before anybody has accepted its call.
func waiting(t *testing.T) []Step {
	c := dial(t, listening(t, "127.0.0.1"))
	c.write(c.client, thanks)
	c.await(func(s Step) bool { return !s.FromClient && s.Ack > 1 })
	c.accept()
	c.read(c.server, thanks)
	c.write(c.server, greeting)
	c.read(c.client, greeting)
	return c.stop()
}

// keyboard has the client say a line, as telnet ends it, hear it back, and finish, and the server say
// another line after that.
func keyboard(t *testing.T) []Step {
	c := connect(t)
	for _, from := range []struct{ says, hears *net.TCPConn }{{c.client, c.server}, {c.server, c.client}} {
		c.write(from.says, "hello\r\n")
		c.read(from.hears, "hello\r\n")
	}
	c.clientFinishes()
	c.await(func(s Step) bool { return s.After.Client == tcp.FinWait2 })
	c.write(c.server, "good night\r\n")
	c.read(c.client, "good night\r\n")
	c.await(func(s Step) bool { return s.FromClient && s.Ack == 20 })
	c.serverFinishes()
	return sinceData(c.stop())
}

// restart has the server hang up first, on a client that has nothing to say.
func restart(t *testing.T) []Step {
	c := connect(t)
	c.exchange()
	c.must(c.server.CloseWrite())
	c.readEnd(c.client)
	c.await(func(s Step) bool { return s.After.Server == tcp.FinWait2 })
	c.must(c.client.Close())
	c.readEnd(c.server)
	return sinceFIN(c.stop())
}

// halfCloseRelayed has a question go through a relay, its FIN behind it, and the answer come back
// the same way. The caller's connection, in which the relay is the server, looks like the target's, in
// which it is the client.
func halfCloseRelayed(t *testing.T) []Step {
	caller, target := connect(t), connect(t)
	both := []*conversation{caller, target}
	const question, answer = "When?", "At noon."
	for _, c := range both {
		c.write(c.client, question)
		c.read(c.server, question)
	}
	for _, c := range both {
		c.clientFinishes()
		c.await(func(s Step) bool { return s.After.Client == tcp.FinWait2 })
	}
	slices.Reverse(both)
	for _, c := range both {
		c.write(c.server, answer)
		c.read(c.client, answer)
		c.await(func(s Step) bool { return s.FromClient && s.Ack == 1+uint32(len(answer)) })
	}
	for _, c := range both {
		c.serverFinishes()
	}
	steps := sinceData(caller.stop())
	seen, same := Lay(steps).Draw(course.English), Lay(sinceData(target.stop())).Draw(course.English)
	if seen != same {
		t.Errorf("the caller's connection\n%s\nand the target's\n%s", seen, same)
	}
	return steps
}

func sinceData(steps []Step) []Step {
	return steps[slices.IndexFunc(steps, func(s Step) bool { return len(s.Packet.Payload) > 0 }):]
}

func sinceFIN(steps []Step) []Step {
	return steps[slices.IndexFunc(steps, func(s Step) bool { return s.Packet.Flags.Has(tcp.FIN) }):]
}

// conversation is a connection whose segments are captured.
type conversation struct {
	t              *testing.T
	ln             net.Listener
	capture        *Capture
	client, server *net.TCPConn
}

func connect(t *testing.T) *conversation {
	t.Helper()
	c := dial(t, listening(t, "127.0.0.1"))
	c.accept()
	return c
}

// dial has the client connect to ln. Nobody has accepted it yet.
func dial(t *testing.T, ln net.Listener) *conversation {
	t.Helper()
	c := &conversation{t: t, ln: ln, capture: started(t, port(ln.Addr()))}
	client, err := net.Dial("tcp", ln.Addr().String())
	c.must(err)
	t.Cleanup(func() { _ = client.Close() })
	c.client = client.(*net.TCPConn)
	return c
}

// accept has the server pick up.
func (c *conversation) accept() {
	c.t.Helper()
	server, err := c.ln.Accept()
	c.must(err)
	c.t.Cleanup(func() { _ = server.Close() })
	c.server = server.(*net.TCPConn)
}

// narrow is a listener whose connections have a receive buffer for so many bytes.
func narrow(t *testing.T, room int) net.Listener {
	t.Helper()
	config := plainTCP()
	config.Control = func(_, _ string, socket syscall.RawConn) (err error) {
		controlled := socket.Control(func(fd uintptr) {
			err = unix.SetsockoptInt(int(fd), unix.SOL_SOCKET, unix.SO_RCVBUF, room)
		})
		return errors.Join(controlled, err)
	}
	return listen(t, config, "127.0.0.1")
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

// await waits for a segment.
func (c *conversation) await(is func(Step) bool) {
	c.t.Helper()
	for !slices.ContainsFunc(Follow(c.capture.arrived), is) {
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
		trace[i].Flags &^= tcp.ECE | tcp.CWR
	}
	return Follow(trace)
}

func (c *conversation) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}
