// Package tcp is the vocabulary in which TCP is spoken about: sequence numbers, segments,
// their flags and options, the states of a connection. It only names things. It reads and
// writes no bytes and decides nothing: whoever imports it does.
//
// tcp 包是谈论 TCP 时用的词汇：序号、报文段及其标志和选项、连接的状态。它只给事物命名，
// 不读写字节，也不作任何判断：那是使用者的事。
package tcp

import (
	"net/netip"
	"strconv"
	"strings"
)

// Flow is one direction of a connection: from whom, to whom. The two addresses and ports
// together are what tells a connection from every other (RFC 9293 §3.3.1).
//
// Flow 是连接的一个方向：从谁到谁。一条连接和其他连接的区别，就在这两个地址和两个端口。
type Flow struct {
	Src, Dst netip.AddrPort
}

// Reverse is the other direction of the same connection.
//
// Reverse 是同一条连接的另一个方向。
func (f Flow) Reverse() Flow { return Flow{Src: f.Dst, Dst: f.Src} }

// Segment is one TCP segment (RFC 9293 §3.1), with the addresses between which it travels.
// Seq numbers the first byte of Payload, or the SYN before it. Ack is the number expected next,
// and has a meaning only beside the ACK flag; so has Urgent beside URG. Window is as it is sent:
// not scaled.
//
// Segment 是一个 TCP 报文段，连同它来去的地址。Seq 是 Payload 第一个字节的序号，有 SYN 时是
// SYN 的序号。Ack 是接下来要收的序号，有 ACK 标志时才有意义；Urgent 则要有 URG。Window 是
// 报文段里写的值，没有按窗口扩大换算。
type Segment struct {
	Flow
	Seq     Seq
	Ack     Seq
	Flags   Flags
	Window  uint16
	Urgent  uint16
	Options Options
	Payload []byte
}

// Len is the room that the segment takes among the sequence numbers, SEG.LEN: every byte
// of data takes one number, and SYN and FIN take one each (RFC 9293 §3.4).
//
// Len 是报文段占用的序号个数，即 SEG.LEN：每个数据字节占一个，SYN 和 FIN 也各占一个。
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
//
// Flags 是报文段的标志位。
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
//
// Has 判断给出的标志位是否全部置位。
func (f Flags) Has(bits Flags) bool { return f&bits == bits }

// String names the bits that are set: "SYN, ACK".
//
// String 列出已置位的标志："SYN, ACK"。
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
//
// State 是连接一端所处的状态。零值是 Closed。
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
//
// String 是 RFC 9293 图 5 里的状态名："SYN-RCVD"。
func (s State) String() string {
	if int(s) < len(stateNames) {
		return stateNames[s]
	}
	return "State(" + strconv.Itoa(int(s)) + ")"
}
