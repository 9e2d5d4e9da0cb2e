package wire

import (
	"net/netip"
	"slices"
	"strings"
	"testing"
)

func TestFollow(t *testing.T) {
	const top = 1<<32 - 1 // the sequence number after it is 0
	other := fromClient(SYN, 7, 0, 0)
	other.Src = netip.AddrPortFrom(other.Src.Addr(), other.Src.Port()+1)

	for _, c := range []struct {
		name  string
		trace []Segment
		want  []string // what each step does, as told
	}{
		{"nothing", nil, nil},
		{"no SYN", shaken()[1:], nil},
		{"nobody answers", shaken()[:1], []string{"SYN-SENT -> SYN-RCVD"}},
		{"the client closes, the server at once too", shaken(
			fromClient(FIN|ACK, 101, 301, 0),
			fromServer(FIN|ACK, 301, 102, 0),
			fromClient(ACK, 102, 302, 0),
		), shook("FIN-WAIT-1 -> CLOSE-WAIT", "TIME-WAIT <- LAST-ACK", "TIME-WAIT -> CLOSED")},
		{"the server closes, its FIN behind its last data", shaken(
			fromServer(FIN|PSH|ACK, 301, 101, 5),
			fromClient(ACK, 101, 307, 0),
			fromClient(FIN|ACK, 101, 307, 0),
			fromServer(ACK, 307, 102, 0),
		), shook("CLOSE-WAIT <- FIN-WAIT-1", "CLOSE-WAIT -> FIN-WAIT-2", "LAST-ACK -> TIME-WAIT", "CLOSED <- TIME-WAIT")},
		{"half-closed: an acknowledgment of data is none of the FIN", shaken(
			fromClient(PSH|ACK, 101, 301, 5),
			fromClient(FIN|ACK, 106, 301, 0),
			fromServer(ACK, 301, 106, 0),
			fromServer(ACK, 301, 107, 0),
			fromServer(PSH|ACK, 301, 107, 5),
		), shook("ESTABLISHED -> ESTABLISHED", "FIN-WAIT-1 -> ..", "FIN-WAIT-1 <- ESTABLISHED", ".. -> CLOSE-WAIT", "FIN-WAIT-2 <- CLOSE-WAIT", "FIN-WAIT-2 <- CLOSE-WAIT")},
		{"data that crosses", shaken(
			fromServer(PSH|ACK, 301, 101, 5),
			fromClient(PSH|ACK, 101, 301, 5),
			fromServer(ACK, 306, 106, 0),
		), shook(".. <- ESTABLISHED", "ESTABLISHED -> ESTABLISHED", "ESTABLISHED <- ..", "ESTABLISHED <- ESTABLISHED")},
		{"both ends open at once", []Segment{ // RFC 9293, figure 7
			fromClient(SYN, 100, 0, 0),
			fromServer(SYN, 300, 0, 0),
			fromClient(SYN|ACK, 100, 301, 0),
			fromServer(SYN|ACK, 300, 101, 0),
		}, []string{"SYN-SENT -> ..", "SYN-RCVD <- SYN-SENT", ".. -> SYN-RCVD", "SYN-RCVD -> ESTABLISHED", "ESTABLISHED <- ESTABLISHED"}},
		{"numbers that wrap around", []Segment{
			fromClient(SYN, top, 0, 0),
			fromServer(SYN|ACK, top-1, 0, 0),
			fromClient(ACK, 0, top, 0),
			fromServer(PSH|ACK, top, 0, 5),
			fromServer(FIN|ACK, 4, 0, 0),
			fromClient(ACK, 0, 5, 0),
		}, shook("ESTABLISHED <- ESTABLISHED", "CLOSE-WAIT <- FIN-WAIT-1", "CLOSE-WAIT -> FIN-WAIT-2")},
		{"another connection", append([]Segment{fromServer(FIN|ACK, 1, 1, 0)}, shaken(other, fromClient(RST, 101, 0, 0))...),
			shook("CLOSED -> CLOSED")},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, s := range Follow(c.trace) {
				got = append(got, told(s))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

// shook is what the steps of shaken do, and what follows them.
func shook(following ...string) []string {
	return append([]string{"SYN-SENT -> SYN-RCVD", "ESTABLISHED <- SYN-RCVD", "ESTABLISHED -> ESTABLISHED"}, following...)
}

// told is a step in the manner of the RFC's figures: the state that the segment leaves behind
// at each end, ".." for an end that it left, or reaches, in another step.
func told(s Step) string {
	client, server, arrow := string(s.After.Client), string(s.After.Server), " -> "
	if !s.FromClient {
		arrow = " <- "
	}
	atClient, atServer := s.ends()
	if !atClient {
		client = ".."
	}
	if !atServer {
		server = ".."
	}
	return client + arrow + server
}
