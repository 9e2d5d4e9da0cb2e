package wire

import (
	"flag"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"handshake/internal/course"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var (
	clientAddr = netip.MustParseAddrPort("127.0.0.1:49152")
	serverAddr = netip.MustParseAddrPort("127.0.0.1:7")
)

// fromClient and fromServer are one segment of a trace that is written by hand.
func fromClient(flags Flags, seq, ack uint32, length int) Segment {
	return Segment{Src: clientAddr, Dst: serverAddr, Flags: flags, Seq: seq, Ack: ack, Window: 0xffff, Length: length}
}

func fromServer(flags Flags, seq, ack uint32, length int) Segment {
	return Segment{Src: serverAddr, Dst: clientAddr, Flags: flags, Seq: seq, Ack: ack, Window: 0xffff, Length: length}
}

// shaken is a handshake with the numbers of RFC 9293's figure 6, and what follows it.
func shaken(following ...Segment) []Segment {
	return append([]Segment{
		fromClient(SYN, 100, 0, 0),
		fromServer(SYN|ACK, 300, 101, 0),
		fromClient(ACK, 101, 301, 0),
	}, following...)
}

var ladders = []struct {
	name  string
	trace []Segment
}{
	{"handshake", shaken()},
	{"refusal", []Segment{
		fromClient(SYN, 100, 0, 0),
		fromServer(RST|ACK, 0, 101, 0),
	}},
	{"termination", shaken( // RFC 9293, figure 12
		fromClient(FIN|ACK, 101, 301, 0),
		fromServer(ACK, 301, 102, 0),
		fromServer(FIN|ACK, 301, 102, 0),
		fromClient(ACK, 102, 302, 0),
	)},
	{"simultaneous-close", shaken( // RFC 9293, figure 13
		fromClient(FIN|ACK, 101, 301, 0),
		fromServer(FIN|ACK, 301, 101, 0),
		fromClient(ACK, 102, 302, 0),
		fromServer(ACK, 302, 102, 0),
	)},
	{"reset", shaken(
		fromClient(PSH|ACK, 101, 301, 18),
		fromServer(ACK, 301, 119, 0),
		fromServer(RST|ACK, 301, 119, 0),
	)},
}

func TestLadder(t *testing.T) {
	for _, l := range ladders {
		for _, lang := range []course.Lang{course.English, course.Chinese} {
			name := l.name + "." + string(lang) + ".txt"
			t.Run(name, func(t *testing.T) {
				compare(t, filepath.Join("testdata", name), draw(t, lang, Follow(l.trace)))
			})
		}
	}
}

func TestLadderOfNothing(t *testing.T) {
	if text := draw(t, course.English, nil); text != "" {
		t.Errorf("drew %q", text)
	}
}

// The widest segment that a conversation of less than a million bytes each way can have.
func TestLadderFits(t *testing.T) {
	text := draw(t, course.English, []Step{{
		Segment: Segment{Flags: FIN | PSH | ACK, Length: 65483}, // its window is closed, too
		Sent:    true, Received: true, FromClient: true, Seq: 999_999, Ack: 999_999,
		Before: States{Established, Established}, After: States{Established, Established},
	}})
	for line := range strings.Lines(text) {
		if n := course.Columns(strings.TrimSuffix(line, "\n")); n > 78 {
			t.Errorf("%d columns: %s", n, line)
		}
	}
}

// draw is the ladder as text.
func draw(t *testing.T, lang course.Lang, steps []Step) string {
	t.Helper()
	var text strings.Builder
	if err := Ladder(&text, lang, steps); err != nil {
		t.Fatal(err)
	}
	return text.String()
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
