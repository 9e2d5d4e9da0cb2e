package trace

import (
	"errors"
	"net"
	"net/netip"
	"strings"

	. "github.com/onsi/ginkgo/v2"
	"github.com/onsi/gomega/types"
	"handshake/wire"

	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

// Wired is a Pair whose packets are captured from the first SYN on. Call packets once, when
// both ends have returned from what they do: it ends the capture and returns the segments
// of this connection in the order in which they travelled. The spec is skipped where
// packets cannot be captured.
func Wired() (client, server *net.TCPConn, packets func() []wire.Segment) {
	GinkgoHelper()
	ln := Listening()
	capture, err := wire.Start(uint16(PortOf(ln.Addr())))
	switch {
	case errors.Is(err, wire.ErrNotPermitted):
		Skip(In("seeing the packets needs root or CAP_NET_RAW", "要看到数据包，需要 root 或 CAP_NET_RAW 权限"))
	case err != nil:
		Skip(In("packets cannot be captured on this system", "在这个系统上抓不到数据包") + "\n" + OneLine(err))
	}
	running := true
	DeferCleanup(func() {
		if running {
			_, _ = capture.Stop()
		}
	})
	client = Dial(ln.Addr(), "")
	server = Accept(ln, "")
	Must(ln.Close())
	from, to := addrPort(client.LocalAddr()), addrPort(client.RemoteAddr())

	return client, server, func() []wire.Segment {
		GinkgoHelper()
		running = false
		all, err := capture.Stop()
		Must(err)
		var ours []wire.Segment
		for _, s := range all {
			if s.Src == from && s.Dst == to || s.Src == to && s.Dst == from {
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
// RST. A FIN sent again because its acknowledgment was late counts once.
func EndInFINs() types.GomegaMatcher {
	return Matcher(func(segments []wire.Segment) (bool, string) {
		type fin struct {
			from netip.AddrPort
			seq  uint32 // of the FIN itself, behind the data it came with
		}
		fins, resets, ends := map[fin]bool{}, 0, map[netip.AddrPort]bool{}
		for _, s := range segments {
			if s.Flags.Has(wire.FIN) {
				fins[fin{s.Src, s.Seq + uint32(s.Length)}] = true
				ends[s.Src] = true
			}
			if s.Flags.Has(wire.RST) {
				resets++
			}
		}
		return len(fins) == 2 && len(ends) == 2 && resets == 0, ladder(segments)
	})
}

// ladder draws what travelled, each line set in so that it is not folded.
func ladder(segments []wire.Segment) string {
	if len(segments) == 0 {
		return In("no packet was seen", "一个数据包也没有看到")
	}
	var drawn strings.Builder
	_ = wire.Ladder(&drawn, Lang(), wire.Follow(segments)) // a Builder takes everything
	return "  " + strings.ReplaceAll(strings.TrimRight(drawn.String(), "\n"), "\n", "\n  ")
}
