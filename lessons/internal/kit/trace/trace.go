// Package trace is what specs see of a connection's packets.
package trace

import (
	"errors"
	"net"
	"net/netip"
	"strings"

	. "github.com/onsi/ginkgo/v2"
	"github.com/onsi/gomega/types"

	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/tcp"
	"handshake/wire"
)

// Wired is a Pair whose packets are captured from the first SYN on. Call packets once, when
// both ends have returned from what they do: it ends the capture and returns the segments
// of this connection in the order in which they travelled. The spec is skipped where
// packets cannot be captured.
func Wired() (client, server *net.TCPConn, packets func() []wire.Packet) {
	GinkgoHelper()
	ln := Listening()
	capture, err := wire.Start(uint16(PortOf(ln.Addr())))
	switch {
	case errors.Is(err, wire.ErrNotPermitted):
		Skip(In("seeing the packets needs root or CAP_NET_RAW", "要看到数据包，需要 root 或 CAP_NET_RAW 权限"))
	case err != nil:
		Skip(In("packets cannot be captured on this system", "在这个系统上抓不到数据包") + "\n" + OneLine(err))
	}
	DeferCleanup(func() { _, _ = capture.Stop() }) // an error, as a rule: it is over
	client = Dial(ln.Addr(), "")
	server = Accept(ln, "")
	Must(ln.Close())
	flow := tcp.Flow{Src: addrPort(client.LocalAddr()), Dst: addrPort(client.RemoteAddr())}

	return client, server, func() []wire.Packet {
		GinkgoHelper()
		all, err := capture.Stop()
		Must(err)
		var ours []wire.Packet
		for _, s := range all {
			if s.Flow == flow || s.Flow == flow.Reverse() {
				ours = append(ours, s)
			}
		}
		return ours
	}
}

func addrPort(addr net.Addr) netip.AddrPort {
	ap := addr.(*net.TCPAddr).AddrPort()
	return netip.AddrPortFrom(ap.Addr().Unmap(), ap.Port())
}

// EndInFINs succeeds if each end of the captured connection sent one FIN and neither sent a
// RST. A FIN sent again because its acknowledgement was late counts once.
func EndInFINs() types.GomegaMatcher {
	return Matcher(func(segments []wire.Packet) (bool, string) {
		type fin struct {
			from netip.AddrPort
			seq  tcp.Seq // of the FIN itself, behind the data it came with
		}
		fins, resets, ends := map[fin]bool{}, 0, map[netip.AddrPort]bool{}
		for _, s := range segments {
			if s.Flags.Has(tcp.FIN) {
				fins[fin{s.Src, s.Seq.Add(len(s.Payload))}] = true
				ends[s.Src] = true
			}
			if s.Flags.Has(tcp.RST) {
				resets++
			}
		}
		return len(fins) == 2 && len(ends) == 2 && resets == 0, ladder(segments)
	})
}

// ladder draws what travelled, each line set in so that it is not folded.
func ladder(segments []wire.Packet) string {
	if len(segments) == 0 {
		return In("no packet was seen", "一个数据包也没有看到")
	}
	drawn := wire.Lay(wire.Follow(segments)).Draw(Lang())
	return "  " + strings.ReplaceAll(strings.TrimRight(drawn, "\n"), "\n", "\n  ")
}
