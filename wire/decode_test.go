package wire

import (
	"encoding/hex"
	"net/netip"
	"reflect"
	"testing"

	"handshake/tcp"
)

// Packets that Linux sent over loopback: the header of IP, and what follows it.
const (
	syn4 = "4500003c937940004006a9407f0000017f000001" +
		"b17ec4539a7773e500000000a002ffd7fe3000000204ffd70402080a84523cce000000000103030a"
	synAck4 = "4500003c0000400040063cba7f0000017f000001" +
		"c453b17e56e0b60b9a7773e6a012ffcbfe3000000204ffd70402080a775be23b84523cce0103030a"
	data4 = "4500004207c64000400634ee7f0000017f000001" +
		"c453b17e56e0b60c9a7773e680180040fe3600000101080a775be23b84523cce48656c6c6f2c20436c69656e7421"
	fin4 = "45000034937c40004006a9457f0000017f000001" +
		"b17ec4539a7773e656e0b61a80110040fe2800000101080a84523cce775be23b"
	refuse4 = "450000280000400040063cce7f0000017f000001" +
		"00019b9e000000006f29636950140000439c0000"
	syn6 = "6002310b002806400000000000000000000000000000000100000000000000000000000000000001" +
		"9feeb8111a4b5e3b00000000a002ffc4003000000204ffc40402080a2f9aed73000000000103030a"
	data6 = "6008f670002e06400000000000000000000000000000000100000000000000000000000000000001" +
		"b8119fee8e0c5c1a1a4b5e3c80180040003600000101080ab9cd78852f9aed7348656c6c6f2c20436c69656e7421"
)

func TestDecode(t *testing.T) {
	var (
		client4 = netip.MustParseAddrPort("127.0.0.1:45438")
		server4 = netip.MustParseAddrPort("127.0.0.1:50259")
		client6 = netip.MustParseAddrPort("[::1]:40942")
		server6 = netip.MustParseAddrPort("[::1]:47121")
	)
	withOptions := edit(t, refuse4, func(p []byte) []byte {
		p[0]++ // a header of six words
		p[3] += 4
		return append(p[:20:20], append([]byte{1, 1, 1, 0}, p[20:]...)...)
	})
	padded := edit(t, refuse4, func(p []byte) []byte { return append(p, 0, 0, 0, 0, 0, 0) })

	offered := tcp.Options{SACKPermitted: true, WindowScale: tcp.WindowScale{Present: true, Shift: 10}}
	for _, c := range []struct {
		name, packet string
		want         tcp.Segment
	}{
		{"SYN", syn4, tcp.Segment{
			Flow: tcp.Flow{Src: client4, Dst: server4}, Seq: 2591519717, Flags: tcp.SYN, Window: 65495,
			Options: with(offered, 65495, 0x84523cce, 0),
		}},
		{"SYN, ACK", synAck4, tcp.Segment{
			Flow: tcp.Flow{Src: server4, Dst: client4}, Seq: 1457567243, Ack: 2591519718,
			Flags: tcp.SYN | tcp.ACK, Window: 65483,
			Options: with(offered, 65495, 0x775be23b, 0x84523cce),
		}},
		{"data", data4, tcp.Segment{
			Flow: tcp.Flow{Src: server4, Dst: client4}, Seq: 1457567244, Ack: 2591519718,
			Flags: tcp.PSH | tcp.ACK, Window: 64, Payload: []byte(greeting),
			Options: with(tcp.Options{}, 0, 0x775be23b, 0x84523cce),
		}},
		{"FIN", fin4, tcp.Segment{
			Flow: tcp.Flow{Src: client4, Dst: server4}, Seq: 2591519718, Ack: 1457567258,
			Flags: tcp.FIN | tcp.ACK, Window: 64,
			Options: with(tcp.Options{}, 0, 0x84523cce, 0x775be23b),
		}},
		{"refusal", refuse4, refused},
		{"IP options", withOptions, refused},
		{"padding", padded, refused},
		{"SYN over IPv6", syn6, tcp.Segment{
			Flow: tcp.Flow{Src: client6, Dst: server6}, Seq: 441146939, Flags: tcp.SYN, Window: 65476,
			Options: with(offered, 65476, 0x2f9aed73, 0),
		}},
		{"data over IPv6", data6, tcp.Segment{
			Flow: tcp.Flow{Src: server6, Dst: client6}, Seq: 2383174682, Ack: 441146940,
			Flags: tcp.PSH | tcp.ACK, Window: 64, Payload: []byte(greeting),
			Options: with(tcp.Options{}, 0, 0xb9cd7885, 0x2f9aed73),
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			packet := unhex(t, c.packet)
			got, ok := decode(packet)
			clear(packet) // nothing of the segment lies in it
			if !ok || !reflect.DeepEqual(got, c.want) {
				t.Errorf("got  %+v, %v\nwant %+v", got, ok, c.want)
			}
		})
	}
}

// with is the options with a MSS and timestamps.
func with(o tcp.Options, mss uint16, value, echo uint32) tcp.Options {
	o.MSS, o.Timestamps = mss, tcp.Timestamps{Present: true, Value: value, Echo: echo}
	return o
}

func TestOptions(t *testing.T) {
	fastOpen := tcp.Option{Kind: 34, Data: []byte{7, 7}}
	for _, c := range []struct {
		name, text string
		want       tcp.Options
	}{
		{"none", "", tcp.Options{}},
		{"padding", "01010000", tcp.Options{}},
		{"nothing behind the end", "000204ffd7", tcp.Options{}},
		{"SACK", "0101050a0000000100000005", tcp.Options{SACK: []tcp.Block{{Left: 1, Right: 5}}}},
		{"SACK of two", "051200000001000000050000000900000010", tcp.Options{
			SACK: []tcp.Block{{Left: 1, Right: 5}, {Left: 9, Right: 16}}}},
		{"unknown", "220407070204ffd7", tcp.Options{MSS: 65495, Unknown: []tcp.Option{fastOpen}}},
		{"a scale of 0", "030300", tcp.Options{WindowScale: tcp.WindowScale{Present: true}}},
		{"a MSS of another length", "02030102", tcp.Options{Unknown: []tcp.Option{{Kind: 2, Data: []byte{1}}}}},
		{"a length of 0", "0204ffd70800", tcp.Options{MSS: 65495}},
		{"a length beyond the header", "0204ffd7080a", tcp.Options{MSS: 65495}},
		{"no length", "0204ffd708", tcp.Options{MSS: 65495}},
	} {
		if got := options(unhex(t, c.text)); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got  %+v\nwant %+v", c.name, got, c.want)
		}
	}
}

// refused is what refuse4 says: a segment whose two headers have no options.
var refused = tcp.Segment{
	Flow: tcp.Flow{
		Src: netip.MustParseAddrPort("127.0.0.1:1"),
		Dst: netip.MustParseAddrPort("127.0.0.1:39838"),
	},
	Ack: 1864983401, Flags: tcp.RST | tcp.ACK,
}

func TestDecodeRefuses(t *testing.T) {
	const ip4, ip6 = 20, 40 // where TCP begins
	for name, packet := range map[string]string{
		"nothing":                 "",
		"IP version 5":            edit(t, syn4, func(p []byte) []byte { p[0] = 0x55; return p }),
		"UDP":                     edit(t, syn4, func(p []byte) []byte { p[9] = 17; return p }),
		"UDP over IPv6":           edit(t, syn6, func(p []byte) []byte { p[6] = 17; return p }),
		"IP header too short":     edit(t, syn4, func(p []byte) []byte { p[0] = 0x44; return p }),
		"IP header beyond packet": edit(t, refuse4, func(p []byte) []byte { p[0] = 0x4f; return p }),
		"total below IP header":   edit(t, syn4, func(p []byte) []byte { p[3] = 19; return p }),
		"total below TCP header":  edit(t, syn4, func(p []byte) []byte { p[3] = 39; return p }),
		"first fragment":          edit(t, syn4, func(p []byte) []byte { p[6] = 0x20; return p }),
		"later fragment":          edit(t, syn4, func(p []byte) []byte { p[7] = 1; return p }),
		"TCP header too short":    edit(t, syn4, func(p []byte) []byte { p[ip4+12] = 0x40; return p }),
		"TCP header beyond end":   edit(t, syn6, func(p []byte) []byte { p[ip6+12] = 0xf0; return p }),
	} {
		t.Run(name, func(t *testing.T) {
			if got, ok := decode(unhex(t, packet)); ok {
				t.Errorf("decoded %+v", got)
			}
		})
	}
}

func TestDecodeRefusesEveryTruncation(t *testing.T) {
	for _, packet := range []string{syn4, synAck4, data4, refuse4, syn6, data6} {
		whole := unhex(t, packet)
		for n := range whole {
			if got, ok := decode(whole[:n:n]); ok {
				t.Errorf("decoded %+v from the first %d of %d bytes", got, n, len(whole))
			}
		}
	}
}

// A capture hands over whatever is on the wire: no byte may make decode panic, or report
// more data than there is.
func FuzzDecode(f *testing.F) {
	for _, packet := range []string{syn4, synAck4, data4, fin4, refuse4, syn6, data6} {
		b, err := hex.DecodeString(packet)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, packet []byte) {
		if s, ok := decode(packet); ok && len(s.Payload) > len(packet)-ipv4Header-tcpHeader {
			t.Errorf("%d bytes of data in a packet of %d", len(s.Payload), len(packet))
		}
	})
}

// edit is the packet after change, in hexadecimal.
func edit(t *testing.T, packet string, change func([]byte) []byte) string {
	t.Helper()
	return hex.EncodeToString(change(unhex(t, packet)))
}

func unhex(t *testing.T, packet string) []byte {
	t.Helper()
	b, err := hex.DecodeString(packet)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
