package wire

import (
	"encoding/binary"
	"net/netip"

	"handshake/tcp"
)

// Lengths of headers without options, in bytes.
const (
	ipv4Header = 20
	ipv6Header = 40
	tcpHeader  = 20
)

const protocolTCP = 6

// decode reads the segment that an IPv4 or IPv6 packet carries; false if the packet is not
// whole or carries none. Nothing of the segment lies in the packet's memory. Bytes beyond the
// packet's own length are padding. Checksums are not verified: on loopback nobody fills them in.
func decode(packet []byte) (tcp.Segment, bool) {
	src, dst, text, ok := payload(packet)
	if !ok || len(text) < tcpHeader {
		return tcp.Segment{}, false
	}
	offset := int(text[12]>>4) * 4
	if offset < tcpHeader || offset > len(text) {
		return tcp.Segment{}, false
	}
	return tcp.Segment{
		Flow: tcp.Flow{
			Src: netip.AddrPortFrom(src, binary.BigEndian.Uint16(text[0:])),
			Dst: netip.AddrPortFrom(dst, binary.BigEndian.Uint16(text[2:])),
		},
		Seq:     tcp.Seq(binary.BigEndian.Uint32(text[4:])),
		Ack:     tcp.Seq(binary.BigEndian.Uint32(text[8:])),
		Flags:   tcp.Flags(text[13]),
		Window:  binary.BigEndian.Uint16(text[14:]),
		Urgent:  binary.BigEndian.Uint16(text[18:]),
		Options: options(text[tcpHeader:offset]),
		Payload: append([]byte(nil), text[offset:]...),
	}, true
}

// options reads a header's options up to its end, or to one that is cut off. One that is not
// of the length that its kind has is unknown.
func options(text []byte) (o tcp.Options) {
	for len(text) > 0 && text[0] != tcp.KindEnd {
		if text[0] == tcp.KindNop {
			text = text[1:]
			continue
		}
		if len(text) < 2 || text[1] < 2 || int(text[1]) > len(text) {
			return o
		}
		kind, data := text[0], text[2:text[1]]
		text = text[text[1]:]
		switch {
		case kind == tcp.KindMSS && len(data) == 2:
			o.MSS = binary.BigEndian.Uint16(data)
		case kind == tcp.KindWindowScale && len(data) == 1:
			o.WindowScale = tcp.WindowScale{Present: true, Shift: data[0]}
		case kind == tcp.KindSACKPermitted && len(data) == 0:
			o.SACKPermitted = true
		case kind == tcp.KindSACK && len(data)%8 == 0:
			for ; len(data) > 0; data = data[8:] {
				o.SACK = append(o.SACK, tcp.Block{
					Left:  tcp.Seq(binary.BigEndian.Uint32(data)),
					Right: tcp.Seq(binary.BigEndian.Uint32(data[4:])),
				})
			}
		case kind == tcp.KindTimestamps && len(data) == 8:
			o.Timestamps = tcp.Timestamps{
				Present: true,
				Value:   binary.BigEndian.Uint32(data),
				Echo:    binary.BigEndian.Uint32(data[4:]),
			}
		default:
			o.Unknown = append(o.Unknown, tcp.Option{Kind: kind, Data: append([]byte(nil), data...)})
		}
	}
	return o
}

// payload is what an IP packet carries for TCP, and between whom.
func payload(packet []byte) (src, dst netip.Addr, text []byte, ok bool) {
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
func payload4(packet []byte) (src, dst netip.Addr, text []byte, ok bool) {
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
func payload6(packet []byte) (src, dst netip.Addr, text []byte, ok bool) {
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
