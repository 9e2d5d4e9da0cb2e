package tcp_test

import (
	"net/netip"
	"testing"

	"handshake/tcp"
)

func TestFlags(t *testing.T) {
	for flags, want := range map[tcp.Flags]string{
		0:                           "",
		tcp.SYN:                     "SYN",
		tcp.SYN | tcp.ACK:           "SYN, ACK",
		tcp.FIN | tcp.ACK:           "FIN, ACK",
		tcp.RST | tcp.ACK:           "RST, ACK",
		tcp.FIN | tcp.PSH | tcp.ACK: "FIN, PSH, ACK",
		255:                         "FIN, SYN, RST, PSH, ACK, URG, ECE, CWR",
	} {
		if got := flags.String(); got != want {
			t.Errorf("%08b: got %q, want %q", uint8(flags), got, want)
		}
	}
	if !(tcp.SYN | tcp.ACK).Has(tcp.ACK) || tcp.SYN.Has(tcp.SYN|tcp.ACK) {
		t.Error("Has asks for every bit")
	}
}

func TestStates(t *testing.T) {
	if got := (tcp.State(0)).String(); got != "CLOSED" {
		t.Errorf("the zero State is %s", got)
	}
	if got := tcp.TimeWait.String(); got != "TIME-WAIT" {
		t.Errorf("the last state is %s", got)
	}
	names := map[string]bool{}
	for s := tcp.Closed; s <= tcp.TimeWait; s++ {
		names[s.String()] = true
	}
	if len(names) != 11 {
		t.Errorf("%d names for eleven states: %v", len(names), names)
	}
	if got := tcp.State(11).String(); got != "State(11)" {
		t.Errorf("no state is %s", got)
	}
}

func TestLen(t *testing.T) {
	for _, c := range []struct {
		name string
		s    tcp.Segment
		want int
	}{
		{"an acknowledgment", tcp.Segment{Flags: tcp.ACK}, 0},
		{"a SYN", tcp.Segment{Flags: tcp.SYN}, 1},
		{"data", tcp.Segment{Flags: tcp.PSH | tcp.ACK, Payload: []byte("hello")}, 5},
		{"a FIN behind data", tcp.Segment{Flags: tcp.FIN | tcp.ACK, Payload: []byte("bye")}, 4},
		{"a reset", tcp.Segment{Flags: tcp.RST}, 0},
	} {
		if got := c.s.Len(); got != c.want {
			t.Errorf("%s takes %d numbers, want %d", c.name, got, c.want)
		}
	}
}

func TestReverse(t *testing.T) {
	flow := tcp.Flow{Src: netip.MustParseAddrPort("127.0.0.1:1024"), Dst: netip.MustParseAddrPort("[::1]:7")}
	if back := flow.Reverse(); back.Src != flow.Dst || back.Dst != flow.Src || back.Reverse() != flow {
		t.Errorf("%v reversed is %v", flow, back)
	}
}
