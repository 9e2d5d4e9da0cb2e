// Package wire shows what really travels between a client and a server: it captures the
// segments of a TCP connection, follows both ends through their states, and draws the
// conversation as a ladder.
package wire

import (
	"encoding/binary"
	"net/netip"
	"strings"
	"time"
)

// Segment is one TCP segment as it was captured (RFC 9293 §3.1).
type Segment struct {
	Time     time.Time
	Src, Dst netip.AddrPort
	Seq      uint32
	Ack      uint32 // has a meaning only beside the ACK flag
	Flags    Flags
	Window   uint16 // as it was sent: not scaled
	Length   int    // bytes of data
}

// Flags are the control bits of a segment.
type Flags uint8

// The control bits, in the order of the header from its low end.
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

// end is the sequence number after the segment: SYN and FIN take one number each, every
// byte of data takes one (RFC 9293 §3.4).
func (s Segment) end() uint32 {
	end := s.Seq + uint32(s.Length)
	if s.Flags.Has(SYN) {
		end++
	}
	if s.Flags.Has(FIN) {
		end++
	}
	return end
}

// before compares sequence numbers, which wrap around at 2³² (RFC 9293 §3.4).
func before(a, b uint32) bool { return int32(a-b) < 0 }

// Lengths of headers without options, in bytes.
const (
	ipv4Header = 20
	ipv6Header = 40
	tcpHeader  = 20
)

const protocolTCP = 6

// decode reads the segment that an IPv4 or IPv6 packet carries; false if the packet is not
// whole or carries none. Bytes beyond the packet's own length are padding. Checksums are
// not verified: on loopback nobody fills them in.
func decode(packet []byte) (Segment, bool) {
	src, dst, tcp, ok := payload(packet)
	if !ok || len(tcp) < tcpHeader {
		return Segment{}, false
	}
	offset := int(tcp[12]>>4) * 4
	if offset < tcpHeader || offset > len(tcp) {
		return Segment{}, false
	}
	return Segment{
		Src:    netip.AddrPortFrom(src, binary.BigEndian.Uint16(tcp[0:])),
		Dst:    netip.AddrPortFrom(dst, binary.BigEndian.Uint16(tcp[2:])),
		Seq:    binary.BigEndian.Uint32(tcp[4:]),
		Ack:    binary.BigEndian.Uint32(tcp[8:]),
		Flags:  Flags(tcp[13]),
		Window: binary.BigEndian.Uint16(tcp[14:]),
		Length: len(tcp) - offset,
	}, true
}

// payload is what an IP packet carries for TCP, and between whom.
func payload(packet []byte) (src, dst netip.Addr, tcp []byte, ok bool) {
	if len(packet) == 0 {
		return src, dst, nil, false
	}
	switch packet[0] >> 4 {
	case 4:
		return payload4(packet)
	case 6:
		return payload6(packet)
	}
	return src, dst, nil, false
}

// payload4 reads an IPv4 packet (RFC 791 §3.1). A fragment is not a whole segment.
func payload4(packet []byte) (src, dst netip.Addr, tcp []byte, ok bool) {
	if len(packet) < ipv4Header {
		return src, dst, nil, false
	}
	const moreOrOffset = 0x3fff // "more fragments" and the fragment offset, without "don't fragment"
	header := int(packet[0]&0x0f) * 4
	total := int(binary.BigEndian.Uint16(packet[2:]))
	fragment := binary.BigEndian.Uint16(packet[6:])&moreOrOffset != 0
	if header < ipv4Header || total < header || total > len(packet) || fragment || packet[9] != protocolTCP {
		return src, dst, nil, false
	}
	src = netip.AddrFrom4([4]byte(packet[12:16]))
	dst = netip.AddrFrom4([4]byte(packet[16:20]))
	return src, dst, packet[header:total], true
}

// payload6 reads an IPv6 packet without extension headers (RFC 8200 §3).
func payload6(packet []byte) (src, dst netip.Addr, tcp []byte, ok bool) {
	if len(packet) < ipv6Header {
		return src, dst, nil, false
	}
	total := ipv6Header + int(binary.BigEndian.Uint16(packet[4:]))
	if total > len(packet) || packet[6] != protocolTCP {
		return src, dst, nil, false
	}
	src = netip.AddrFrom16([16]byte(packet[8:24]))
	dst = netip.AddrFrom16([16]byte(packet[24:40]))
	return src, dst, packet[ipv6Header:total], true
}
