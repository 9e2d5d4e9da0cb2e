package wire

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"runtime"
	"time"

	"golang.org/x/net/bpf"
	"golang.org/x/sys/unix"
)

// Capture is a recording of the TCP segments that travel over loopback to or from one port.
// It is for one goroutine. The segments wait in the kernel until Stop, which has room for a
// few thousand of them.
type Capture struct {
	socket   int
	lo       int    // the index of the loopback interface
	mark     []byte // what our own marks carry: other captures send marks too
	segments []Segment
	seen     time.Time // when the packet read last was on the wire

	packet, control []byte // where a packet is read to
}

// Start begins to capture. Where the process may not (it needs CAP_NET_RAW), errors.Is finds
// ErrNotPermitted in the error. Every capture started must be stopped.
func Start(port uint16) (*Capture, error) {
	lo, err := net.InterfaceByName("lo")
	if err != nil {
		return nil, err
	}
	// Protocol 0 receives nothing yet: first the filter, then the packets.
	socket, err := unix.Socket(unix.AF_PACKET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if errors.Is(err, fs.ErrPermission) {
		return nil, fmt.Errorf("%w: %w", ErrNotPermitted, err)
	}
	if err != nil {
		return nil, fmt.Errorf("packet socket: %w", err)
	}
	c := &Capture{
		socket:  socket,
		lo:      lo.Index,
		mark:    []byte(rand.Text()),
		packet:  make([]byte, 1<<16+ipv6Header), // the longest IPv6 packet
		control: make([]byte, 64),
	}
	if err := c.open(port); err != nil {
		unix.Close(socket)
		return nil, err
	}
	return c, nil
}

const (
	// room is how many bytes of packets may wait to be read, where the system lets us choose.
	room = 8 << 20
	// patience bounds the wait for a packet that is certain to come.
	patience = 5 * time.Second
	// marks is the EtherType of our marks, which no protocol of the kernel's listens to.
	marks = unix.ETH_P_802_EX1
)

// open lets packets into the socket: those of the port and our marks, each once and with
// its time.
func (c *Capture) open(port uint16) error {
	filter, err := filter(port)
	if err != nil {
		return err
	}
	if err := unix.SetsockoptSockFprog(c.socket, unix.SOL_SOCKET, unix.SO_ATTACH_FILTER, filter); err != nil {
		return fmt.Errorf("attach the filter: %w", err)
	}
	// On loopback every packet is seen leaving and arriving: the arrival is enough.
	if err := unix.SetsockoptInt(c.socket, unix.SOL_PACKET, unix.PACKET_IGNORE_OUTGOING, 1); err != nil {
		return fmt.Errorf("ignore outgoing packets: %w", err)
	}
	if err := unix.SetsockoptInt(c.socket, unix.SOL_SOCKET, unix.SO_TIMESTAMPNS_NEW, 1); err != nil {
		return fmt.Errorf("ask for times: %w", err)
	}
	limit := unix.NsecToTimeval(patience.Nanoseconds())
	if err := unix.SetsockoptTimeval(c.socket, unix.SOL_SOCKET, unix.SO_RCVTIMEO, &limit); err != nil {
		return fmt.Errorf("limit the wait: %w", err)
	}
	// Beyond the system's limit if we may, up to it if not.
	if unix.SetsockoptInt(c.socket, unix.SOL_SOCKET, unix.SO_RCVBUFFORCE, room) != nil {
		if err := unix.SetsockoptInt(c.socket, unix.SOL_SOCKET, unix.SO_RCVBUF, room); err != nil {
			return fmt.Errorf("make room: %w", err)
		}
	}
	if err := unix.Bind(c.socket, c.address(unix.ETH_P_ALL)); err != nil {
		return fmt.Errorf("bind to loopback: %w", err)
	}
	return c.awaitClock()
}

// filter lets pass the TCP segments to and from the port, over IPv4 and IPv6, and the marks
// of every capture.
func filter(port uint16) (*unix.SockFprog, error) {
	pass, drop := bpf.RetConstant{Val: 1<<32 - 1}, bpf.RetConstant{Val: 0}
	program, err := bpf.Assemble([]bpf.Instruction{
		bpf.LoadExtension{Num: bpf.ExtProto},
		bpf.JumpIf{Cond: bpf.JumpNotEqual, Val: marks, SkipTrue: 1},
		pass,
		bpf.JumpIf{Cond: bpf.JumpEqual, Val: unix.ETH_P_IPV6, SkipTrue: 5},
		bpf.JumpIf{Cond: bpf.JumpEqual, Val: unix.ETH_P_IP, SkipTrue: 1},
		drop,
		// IPv4: what it carries, and into X where that begins.
		bpf.LoadAbsolute{Off: 9, Size: 1},
		bpf.LoadMemShift{Off: 0},
		bpf.Jump{Skip: 2},
		// IPv6: the same.
		bpf.LoadAbsolute{Off: 6, Size: 1},
		bpf.LoadConstant{Dst: bpf.RegX, Val: ipv6Header},

		bpf.JumpIf{Cond: bpf.JumpEqual, Val: protocolTCP, SkipTrue: 1},
		drop,
		bpf.LoadIndirect{Off: 0, Size: 2}, // source port
		bpf.JumpIf{Cond: bpf.JumpNotEqual, Val: uint32(port), SkipTrue: 1},
		pass,
		bpf.LoadIndirect{Off: 2, Size: 2}, // destination port
		bpf.JumpIf{Cond: bpf.JumpNotEqual, Val: uint32(port), SkipTrue: 1},
		pass,
		drop,
	})
	if err != nil {
		return nil, fmt.Errorf("assemble the filter: %w", err)
	}
	code := make([]unix.SockFilter, len(program))
	for i, in := range program {
		code[i] = unix.SockFilter{Code: in.Op, Jt: in.Jt, Jf: in.Jf, K: in.K}
	}
	return &unix.SockFprog{Len: uint16(len(code)), Filter: &code[0]}, nil
}

// Stop ends the capture and returns its segments in the order of their arrival. Whatever was
// sent before the call is among them, with all that the kernel sent at once in reply: nothing
// is left to timing. An acknowledgment that the kernel holds back (RFC 9293 §3.8.6.3) has not
// been sent. If segments were lost because there were too many, that is an error.
func (c *Capture) Stop() ([]Segment, error) {
	defer unix.Close(c.socket)
	if err := c.settle(); err != nil {
		return nil, err
	}
	count, err := unix.GetsockoptTpacketStats(c.socket, unix.SOL_PACKET, unix.PACKET_STATISTICS)
	if err != nil {
		return nil, fmt.Errorf("count the packets: %w", err)
	}
	if count.Drops > 0 {
		return nil, fmt.Errorf("too much for one capture: %d of %d packets were lost", count.Drops, count.Packets)
	}
	return c.segments, nil
}

// settle reads until no segment is under way.
//
// A packet sent over loopback joins a queue of the CPU it was sent on, first in, first out,
// and is delivered from there: at once as a rule, a little later on a busy machine. A mark
// therefore arrives behind all that was sent before it on its CPU. When a round of marks, one
// on each CPU, brings no segment along, then none was waiting anywhere, nor was there one
// left to be answered.
func (c *Capture) settle() error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var all unix.CPUSet
	if err := unix.SchedGetaffinity(0, &all); err != nil {
		return fmt.Errorf("list the CPUs: %w", err)
	}
	defer unix.SchedSetaffinity(0, &all)

	for c.arrives(0) { // a full socket would lose the marks
		if _, err := c.next(); err != nil {
			return err
		}
	}
	for found := -1; found < len(c.segments); {
		found = len(c.segments)
		for cpu := range len(all) * 64 {
			if !all.IsSet(cpu) {
				continue
			}
			var one unix.CPUSet
			one.Set(cpu)
			if err := unix.SchedSetaffinity(0, &one); err != nil {
				return fmt.Errorf("move to CPU %d: %w", cpu, err)
			}
			if err := c.sendMark(); err != nil {
				return err
			}
			if err := c.readToMark(); err != nil {
				return err
			}
		}
	}
	return nil
}

// readToMark reads all that arrives up to the mark that was sent.
func (c *Capture) readToMark() error {
	for {
		if marked, err := c.next(); marked || err != nil {
			return err
		}
	}
}

func (c *Capture) sendMark() error {
	if err := unix.Sendto(c.socket, c.mark, 0, c.address(marks)); err != nil {
		return fmt.Errorf("mark the capture: %w", err)
	}
	return nil
}

// next waits for a packet and reads it: a segment, which it keeps, or a mark of our own.
func (c *Capture) next() (marked bool, err error) {
	n, controls, _, from, err := unix.Recvmsg(c.socket, c.packet, c.control, 0)
	for err == unix.EINTR {
		n, controls, _, from, err = unix.Recvmsg(c.socket, c.packet, c.control, 0)
	}
	if err != nil {
		return false, fmt.Errorf("read a packet: %w", err)
	}
	if c.seen, err = arrival(c.control[:controls]); err != nil {
		return false, err
	}
	packet := c.packet[:n]
	if from.(*unix.SockaddrLinklayer).Protocol == networkOrder(marks) {
		return bytes.Equal(packet, c.mark), nil
	}
	if s, ok := decode(packet); ok {
		s.Time = c.seen
		c.segments = append(c.segments, s)
	}
	return false, nil
}

// arrival is the time that the kernel noted for a packet.
func arrival(control []byte) (time.Time, error) {
	_, stamp, _, err := unix.ParseOneSocketControlMessage(control)
	if err != nil {
		return time.Time{}, fmt.Errorf("read a packet's time: %w", err)
	}
	seconds, nanoseconds := binary.NativeEndian.Uint64(stamp), binary.NativeEndian.Uint64(stamp[8:])
	return time.Unix(int64(seconds), int64(nanoseconds)), nil
}

// awaitClock waits until the kernel notes when packets arrive. It begins to a little after
// it was asked to, and until then a packet's time is only when it was read.
func (c *Capture) awaitClock() error {
	for {
		if err := c.sendMark(); err != nil {
			return err
		}
		c.arrives(patience)
		arrived := time.Now()
		if err := c.readToMark(); err != nil {
			return err
		}
		if c.seen.Before(arrived) {
			return nil
		}
	}
}

// arrives reports whether a packet waits to be read, or comes within the time given.
func (c *Capture) arrives(within time.Duration) bool {
	ready := []unix.PollFd{{Fd: int32(c.socket), Events: unix.POLLIN}}
	n, _ := unix.Poll(ready, int(within.Milliseconds()))
	return n > 0
}

// address is loopback's address for packets of one EtherType.
func (c *Capture) address(etherType uint16) *unix.SockaddrLinklayer {
	return &unix.SockaddrLinklayer{Protocol: networkOrder(etherType), Ifindex: c.lo, Halen: 6}
}

func networkOrder(n uint16) uint16 {
	return binary.NativeEndian.Uint16(binary.BigEndian.AppendUint16(nil, n))
}
