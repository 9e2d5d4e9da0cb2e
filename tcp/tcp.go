// Package tcp is the vocabulary in which TCP is spoken about: sequence numbers, segments,
// their flags and options, the states of a connection. It only names things. It reads and
// writes no bytes and decides nothing: whoever imports it does.
package tcp

import (
	"net/netip"
	"strconv"
	"strings"
)

// Flow is one direction of a connection: from whom, to whom. The two addresses and ports
// together are what tells a connection from every other (RFC 9293 §3.3.1).
type Flow struct {
	Src, Dst netip.AddrPort
}

// Reverse is the other direction of the same connection.
func (f Flow) Reverse() Flow { return Flow{Src: f.Dst, Dst: f.Src} }

// Segment is one TCP segment (RFC 9293 §3.1), with the addresses between which it travels.
type Segment struct {
	Flow
	Seq     Seq // of the first byte of Payload, or of the SYN before it
	Ack     Seq // the number expected next; has a meaning only beside the ACK flag
	Flags   Flags
	Window  uint16 // as it is sent: not scaled
	Urgent  uint16 // has a meaning only beside the URG flag
	Options Options
	Payload []byte
}

// Len is the room that the segment takes among the sequence numbers, SEG.LEN: every byte
// of data takes one number, and SYN and FIN take one each (RFC 9293 §3.4).
func (s Segment) Len() int {
	n := len(s.Payload)
	if s.Flags.Has(SYN) {
		n++
	}
	if s.Flags.Has(FIN) {
		n++
	}
	return n
}

// Flags are the control bits of a segment.
type Flags uint8

// The control bits, in the order of the header from its low end (RFC 9293 §3.1).
const (
	FIN Flags = 1 << iota
	SYN
	RST
	PSH
	ACK
	URG
	ECE
	CWR
)

var flagNames = [...]string{"FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"}

// Has reports whether every one of the given bits is set.
func (f Flags) Has(bits Flags) bool { return f&bits == bits }

// String names the bits that are set: "SYN, ACK".
func (f Flags) String() string {
	var set []string
	for i, name := range flagNames {
		if f.Has(1 << i) {
			set = append(set, name)
		}
	}
	return strings.Join(set, ", ")
}

// State is a state of one end of a connection (RFC 9293 §3.3.2). The zero State is Closed.
type State uint8

// The eleven states.
const (
	Closed State = iota
	Listen
	SynSent
	SynReceived
	Established
	FinWait1
	FinWait2
	CloseWait
	Closing
	LastAck
	TimeWait
)

var stateNames = [...]string{
	"CLOSED", "LISTEN", "SYN-SENT", "SYN-RCVD", "ESTABLISHED",
	"FIN-WAIT-1", "FIN-WAIT-2", "CLOSE-WAIT", "CLOSING", "LAST-ACK", "TIME-WAIT",
}

// String is the state's name as figure 5 of RFC 9293 writes it: "SYN-RCVD".
func (s State) String() string {
	if int(s) < len(stateNames) {
		return stateNames[s]
	}
	return "State(" + strconv.Itoa(int(s)) + ")"
}
