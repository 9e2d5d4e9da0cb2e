package wire

import (
	"flag"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"handshake/internal/course"
	"handshake/tcp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var (
	clientAddr = netip.MustParseAddrPort("127.0.0.1:49152")
	serverAddr = netip.MustParseAddrPort("127.0.0.1:7")
)

// fromClient and fromServer are one segment of a trace that is written by hand.
func fromClient(flags tcp.Flags, seq, ack tcp.Seq, length int) Packet {
	return Packet{Segment: tcp.Segment{
		Flow:  tcp.Flow{Src: clientAddr, Dst: serverAddr},
		Flags: flags, Seq: seq, Ack: ack, Window: 0xffff, Payload: make([]byte, length),
	}}
}

func fromServer(flags tcp.Flags, seq, ack tcp.Seq, length int) Packet {
	p := fromClient(flags, seq, ack, length)
	p.Flow = p.Reverse()
	return p
}

// shaken is a handshake with the numbers of RFC 9293's figure 6, and what follows it.
func shaken(following ...Packet) []Packet {
	return append([]Packet{
		fromClient(tcp.SYN, 100, 0, 0),
		fromServer(tcp.SYN|tcp.ACK, 300, 101, 0),
		fromClient(tcp.ACK, 101, 301, 0),
	}, following...)
}

var ladders = []struct {
	name  string
	trace []Packet
}{
	{"handshake", shaken()},
	{"refusal", []Packet{
		fromClient(tcp.SYN, 100, 0, 0),
		fromServer(tcp.RST|tcp.ACK, 0, 101, 0),
	}},
	{"termination", shaken( // RFC 9293, figure 12
		fromClient(tcp.FIN|tcp.ACK, 101, 301, 0),
		fromServer(tcp.ACK, 301, 102, 0),
		fromServer(tcp.FIN|tcp.ACK, 301, 102, 0),
		fromClient(tcp.ACK, 102, 302, 0),
	)},
	{"simultaneous-close", shaken( // RFC 9293, figure 13
		fromClient(tcp.FIN|tcp.ACK, 101, 301, 0),
		fromServer(tcp.FIN|tcp.ACK, 301, 101, 0),
		fromClient(tcp.ACK, 102, 302, 0),
		fromServer(tcp.ACK, 302, 102, 0),
	)},
	{"reset", shaken(
		fromClient(tcp.PSH|tcp.ACK, 101, 301, 18),
		fromServer(tcp.ACK, 301, 119, 0),
		fromServer(tcp.RST|tcp.ACK, 301, 119, 0),
	)},
}

func TestLadder(t *testing.T) {
	for _, l := range ladders {
		for _, lang := range []course.Lang{course.English, course.Chinese} {
			name := l.name + "." + string(lang) + ".txt"
			t.Run(name, func(t *testing.T) {
				compare(t, filepath.Join("testdata", name), Lay(Follow(l.trace)).Draw(lang))
			})
		}
	}
}

func TestLadderOfNothing(t *testing.T) {
	if text := Lay(nil).Draw(course.English); text != "" {
		t.Errorf("drew %q", text)
	}
}

// A ladder is laid out before it is drawn: a picture of another kind finds all words in it.
func TestLay(t *testing.T) {
	closing := shaken(
		fromClient(tcp.FIN|tcp.ACK, 101, 301, 0),
		fromServer(tcp.FIN|tcp.PSH|tcp.ACK, 301, 101, 5),
		fromClient(tcp.ACK, 102, 307, 0),
	)
	noon := time.Date(2026, time.November, 28, 12, 0, 0, 0, time.UTC)
	for i := range closing {
		closing[i].Time = noon.Add(time.Duration(i) * time.Millisecond)
	}
	l := Lay(Follow(closing))
	if want := (States{tcp.Closed, tcp.Listen}); l.Before != want || len(l.Notes) != 2 {
		t.Errorf("it begins in %v and has %d notes", l.Before, len(l.Notes))
	}
	want := []string{
		"0s|SYN-SENT|SYN-RCVD|SYN|seq=0||",
		"1ms|ESTABLISHED|SYN-RCVD|SYN, ACK|seq=0|ack=1|",
		"2ms|ESTABLISHED|ESTABLISHED|ACK|seq=1|ack=1|",
		"3ms|FIN-WAIT-1||FIN, ACK|seq=1|ack=1|",
		"4ms|CLOSING|FIN-WAIT-1|FIN, PSH, ACK|seq=1|ack=1|len=5",
		"3ms||CLOSING|FIN, ACK|seq=1|ack=1|",
		"5ms|CLOSING|TIME-WAIT|ACK|seq=2|ack=7|",
	}
	var got []string
	for _, r := range l.Rows {
		got = append(got, strings.Join([]string{
			r.Packet.Time.Sub(noon).String(), r.Client, r.Server, r.Flags, r.Number, r.Acks, r.Size}, "|"))
	}
	if !slices.Equal(got, want) {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// The widest segment that a conversation of less than a million bytes each way can have.
func TestLadderFits(t *testing.T) {
	text := Lay([]Step{{
		Packet: Packet{Segment: tcp.Segment{ // its window is closed, too
			Flags: tcp.FIN | tcp.PSH | tcp.ACK, Payload: make([]byte, 65483),
		}},
		Sent: true, Received: true, FromClient: true, Seq: 999_999, Ack: 999_999,
		Before: States{tcp.Established, tcp.Established}, After: States{tcp.Established, tcp.Established},
	}}).Draw(course.English)
	for line := range strings.Lines(text) {
		if n := course.Columns(strings.TrimSuffix(line, "\n")); n > 78 {
			t.Errorf("%d columns: %s", n, line)
		}
	}
}

// compare holds text against a golden file, or makes it the golden file under -update.
func compare(t *testing.T, file, text string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	golden, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	// A checkout on Windows may end lines with CR LF.
	if want := strings.ReplaceAll(string(golden), "\r\n", "\n"); text != want {
		t.Errorf("%s has changed (-update keeps the new one). Now:\n%s\nwas:\n%s", file, text, want)
	}
}
