package wire

import (
	"net/netip"
	"slices"
	"strings"
	"testing"

	"handshake/tcp"
)

func TestFollow(t *testing.T) {
	const top = 1<<32 - 1 // the sequence number after it is 0
	other := fromClient(tcp.SYN, 7, 0, 0)
	other.Src = netip.AddrPortFrom(other.Src.Addr(), other.Src.Port()+1)

	for _, c := range []struct {
		name  string
		trace []Packet
		want  []string // what each step does, as told
	}{
		{"nothing", nil, nil},
		{"no SYN", shaken()[1:], nil},
		{"nobody answers", shaken()[:1], []string{"SYN-SENT -> SYN-RCVD"}},
		{"the client closes, the server at once too", shaken(
			fromClient(tcp.FIN|tcp.ACK, 101, 301, 0),
			fromServer(tcp.FIN|tcp.ACK, 301, 102, 0),
			fromClient(tcp.ACK, 102, 302, 0),
		), shook("FIN-WAIT-1 -> CLOSE-WAIT", "TIME-WAIT <- LAST-ACK", "TIME-WAIT -> CLOSED")},
		{"the server closes, its FIN behind its last data", shaken(
			fromServer(tcp.FIN|tcp.PSH|tcp.ACK, 301, 101, 5),
			fromClient(tcp.ACK, 101, 307, 0),
			fromClient(tcp.FIN|tcp.ACK, 101, 307, 0),
			fromServer(tcp.ACK, 307, 102, 0),
		), shook("CLOSE-WAIT <- FIN-WAIT-1", "CLOSE-WAIT -> FIN-WAIT-2", "LAST-ACK -> TIME-WAIT",
			"CLOSED <- TIME-WAIT")},
		{"half-closed: an acknowledgment of data is none of the FIN", shaken(
			fromClient(tcp.PSH|tcp.ACK, 101, 301, 5),
			fromClient(tcp.FIN|tcp.ACK, 106, 301, 0),
			fromServer(tcp.ACK, 301, 106, 0),
			fromServer(tcp.ACK, 301, 107, 0),
			fromServer(tcp.PSH|tcp.ACK, 301, 107, 5),
		), shook("ESTABLISHED -> ESTABLISHED", "FIN-WAIT-1 -> ..", "FIN-WAIT-1 <- ESTABLISHED", ".. -> CLOSE-WAIT",
			"FIN-WAIT-2 <- CLOSE-WAIT", "FIN-WAIT-2 <- CLOSE-WAIT")},
		{"data that crosses", shaken(
			fromServer(tcp.PSH|tcp.ACK, 301, 101, 5),
			fromClient(tcp.PSH|tcp.ACK, 101, 301, 5),
			fromServer(tcp.ACK, 306, 106, 0),
		), shook(".. <- ESTABLISHED", "ESTABLISHED -> ESTABLISHED", "ESTABLISHED <- ..", "ESTABLISHED <- ESTABLISHED")},
		{"both ends open at once", []Packet{ // RFC 9293, figure 7
			fromClient(tcp.SYN, 100, 0, 0),
			fromServer(tcp.SYN, 300, 0, 0),
			fromClient(tcp.SYN|tcp.ACK, 100, 301, 0),
			fromServer(tcp.SYN|tcp.ACK, 300, 101, 0),
		}, []string{
			"SYN-SENT -> ..", "SYN-RCVD <- SYN-SENT", ".. -> SYN-RCVD", "SYN-RCVD -> ESTABLISHED",
			"ESTABLISHED <- ESTABLISHED",
		}},
		{"numbers that wrap around", []Packet{
			fromClient(tcp.SYN, top, 0, 0),
			fromServer(tcp.SYN|tcp.ACK, top-1, 0, 0),
			fromClient(tcp.ACK, 0, top, 0),
			fromServer(tcp.PSH|tcp.ACK, top, 0, 5),
			fromServer(tcp.FIN|tcp.ACK, 4, 0, 0),
			fromClient(tcp.ACK, 0, 5, 0),
		}, shook("ESTABLISHED <- ESTABLISHED", "CLOSE-WAIT <- FIN-WAIT-1", "CLOSE-WAIT -> FIN-WAIT-2")},
		{"another connection",
			append([]Packet{fromServer(tcp.FIN|tcp.ACK, 1, 1, 0)}, shaken(other, fromClient(tcp.RST, 101, 0, 0))...),
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
	handshake := []string{"SYN-SENT -> SYN-RCVD", "ESTABLISHED <- SYN-RCVD", "ESTABLISHED -> ESTABLISHED"}
	return append(handshake, following...)
}

// told is a step in the manner of the RFC's figures: the state that the segment leaves behind
// at each end, ".." for an end that it left, or reaches, in another step.
func told(s Step) string {
	client, server, arrow := s.After.Client.String(), s.After.Server.String(), " -> "
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
