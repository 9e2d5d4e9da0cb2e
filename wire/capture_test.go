package wire

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/netip"
	"slices"
	"syscall"
	"testing"
	"time"

	"handshake/internal/course"
	"handshake/tcp"
)

const (
	greeting = "Hello, Client!"
	thanks   = "Thank you, Server!"
)

// The original conversation, both halves at work at once; the client is the first to close.
func TestCaptureConversation(t *testing.T) {
	for _, host := range []string{"127.0.0.1", "::1"} {
		t.Run(host, func(t *testing.T) {
			ln := listening(t, host)
			began := time.Now()
			capture := started(t, port(ln.Addr()))

			served := make(chan error, 1)
			go func() { served <- serve(ln) }()
			if err := call(ln.Addr().String()); err != nil {
				t.Fatal(err)
			}
			if err := <-served; err != nil {
				t.Fatal(err)
			}

			trace := stopped(t, capture)
			steps := Follow(trace)
			checkConversation(t, steps)
			moments := []time.Time{began}
			for _, s := range trace {
				moments = append(moments, s.Time)
			}
			if moments = append(moments, time.Now()); !slices.IsSortedFunc(moments, time.Time.Compare) {
				t.Errorf("times out of order: %v", moments)
			}
			if t.Failed() {
				t.Log(Lay(steps).Draw(course.English))
			}
		})
	}
}

// A stream tells of every packet while the conversation goes on, and ends with what was sent
// before it was ended.
func TestStream(t *testing.T) {
	ln := listening(t, "127.0.0.1")
	capture := started(t, port(ln.Addr()))
	ctx, end := context.WithCancel(t.Context())
	defer end()
	conn, err := net.Dial("tcp", ln.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	var said, finished bool
	for p, err := range capture.Packets(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case p.Flags.Has(tcp.SYN | tcp.ACK):
			if _, err := io.WriteString(conn, thanks); err != nil {
				t.Fatal(err)
			}
		case string(p.Payload) == thanks:
			said = true
			_ = conn.Close()
			end()
		case p.Flags.Has(tcp.FIN):
			finished = true
		}
	}
	if !said || !finished {
		t.Errorf("seen: the words %v, the end %v", said, finished)
	}
	if trace, err := capture.Stop(); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("a capture that is over has seen %v, %v", trace, err)
	}
}

// Who has seen enough ends the capture.
func TestStreamBrokenOff(t *testing.T) {
	ln := listening(t, "127.0.0.1")
	capture := started(t, port(ln.Addr()))
	conn, err := net.Dial("tcp", ln.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })

	for p, err := range capture.Packets(t.Context()) {
		if err != nil || p.Flags&^(tcp.ECE|tcp.CWR) != tcp.SYN {
			t.Errorf("first of all came %v, %v", p.Flags, err)
		}
		break
	}
	if trace, err := capture.Stop(); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("a capture that is over has seen %v, %v", trace, err)
	}
}

// A capture of one port hears nothing of another.
func TestCaptureHearsOnePort(t *testing.T) {
	ln, other := listening(t, "127.0.0.1"), listening(t, "127.0.0.1")
	capture := started(t, port(ln.Addr()))

	conn, err := net.Dial("tcp", other.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })

	if trace := stopped(t, capture); len(trace) > 0 {
		t.Errorf("captured %v", trace)
	}
}

// checkConversation asks for the handshake, all that was said, one FIN each way and no RST,
// and, since the last acknowledgment is what takes the server to CLOSED, for that one too.
func checkConversation(t *testing.T, steps []Step) {
	t.Helper()
	if len(steps) < 3 {
		t.Fatalf("%d segments are no conversation", len(steps))
	}
	for i, want := range []tcp.Flags{tcp.SYN, tcp.SYN | tcp.ACK, tcp.ACK} {
		if got := steps[i].Packet.Flags; got != want {
			t.Errorf("segment %d of the handshake: got %v, want %v", i+1, got, want)
		}
	}
	var sent []Packet
	for _, s := range steps {
		if s.Sent {
			sent = append(sent, s.Packet)
		}
	}
	client := sent[0].Src
	bytes, fins := map[bool]int{}, map[bool]int{} // by whether the client sent them
	for _, s := range sent {
		bytes[s.Src == client] += len(s.Payload)
		if s.Flags.Has(tcp.FIN) {
			fins[s.Src == client]++
		}
		if s.Flags.Has(tcp.RST) {
			t.Error("a RST")
		}
	}
	if bytes[true] != len(thanks) || bytes[false] != len(greeting) {
		t.Errorf("said: %d bytes by the client, %d by the server", bytes[true], bytes[false])
	}
	if fins[true] != 1 || fins[false] != 1 {
		t.Errorf("FINs: %d by the client, %d by the server", fins[true], fins[false])
	}
	if end := steps[len(steps)-1].After; end != (States{tcp.TimeWait, tcp.Closed}) {
		t.Errorf("it ended in %v", end)
	}
}

func serve(ln net.Listener) error {
	conn, err := ln.Accept()
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	if _, err := io.WriteString(conn, greeting); err != nil {
		return err
	}
	if heard, err := io.ReadAll(conn); err != nil || string(heard) != thanks {
		return fmt.Errorf("the server heard %q, %w", heard, err)
	}
	return nil
}

func call(addr string) error {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	if _, err := io.ReadFull(conn, make([]byte, len(greeting))); err != nil {
		return err
	}
	_, err = io.WriteString(conn, thanks)
	return err
}

// listening is a listener for plain TCP, closed when the test ends.
func listening(t *testing.T, host string) net.Listener {
	t.Helper()
	return listen(t, plainTCP(), host)
}

// plainTCP takes back what Go's listeners offer besides: Multipath TCP would put options of
// its own on the wire.
func plainTCP() net.ListenConfig {
	var config net.ListenConfig
	config.SetMultipathTCP(false)
	return config
}

func listen(t *testing.T, config net.ListenConfig, host string) net.Listener {
	t.Helper()
	ln, err := config.Listen(t.Context(), "tcp", net.JoinHostPort(host, "0"))
	if errors.Is(err, syscall.EADDRNOTAVAIL) || errors.Is(err, syscall.EAFNOSUPPORT) {
		t.Skip(err) // no IPv6 here
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ln.Close() })
	return ln
}

// started is a capture of the port; the test is skipped where none can be made.
func started(t *testing.T, port uint16) *Capture {
	t.Helper()
	capture, err := Start(port)
	if errors.Is(err, ErrNotPermitted) || errors.Is(err, errors.ErrUnsupported) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return capture
}

// stopped is what the capture has recorded.
func stopped(t *testing.T, capture *Capture) []Packet {
	t.Helper()
	trace, err := capture.Stop()
	if err != nil {
		t.Fatal(err)
	}
	return trace
}

func port(addr net.Addr) uint16 { return netip.MustParseAddrPort(addr.String()).Port() }
