package wire

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"net"
	"time"

	"golang.org/x/sys/unix"
)

// Capture is a recording of the TCP segments that travel over loopback to or from one port.
// It is for one goroutine. Segments that nobody reads wait in the kernel, which has room for
// a few thousand of them.
type Capture struct {
	socket  int
	lo      int       // the index of the loopback interface
	mark    []byte    // what our own marks carry: other captures send marks too
	arrived []Packet  // read, and not yet handed on
	seen    time.Time // when the packet read last was on the wire

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
		_ = unix.Close(socket)
		return nil, err
	}
	return c, nil
}

const (
	// room is how many bytes of packets may wait to be read, where the system lets us choose.
	room = 8 << 20
	// patience bounds the wait for a packet that is certain to come.
	patience = 5 * time.Second
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

// heartbeat is how often a stream asks whether it shall end.
const heartbeat = 50 * time.Millisecond

// Packets is the stream of what is captured, in the order of arrival, until ctx ends or the
// caller has heard enough; the capture is over then. Whatever was sent before ctx ended is
// part of it, with all that the kernel sent at once in reply: nothing is left to timing. An
// acknowledgment that the kernel holds back (RFC 9293 §3.8.6.3) has not been sent. If packets
// were lost because there were too many, an error ends the stream, as any other does. A capture
// has one stream, then it is closed.
func (c *Capture) Packets(ctx context.Context) iter.Seq2[Packet, error] {
	return func(yield func(Packet, error) bool) {
		if c.socket < 0 {
			yield(Packet{}, fmt.Errorf("read packets: %w", fs.ErrClosed))
			return
		}
		defer c.close()
		for ctx.Err() == nil {
			if c.arrives(heartbeat) {
				if _, err := c.next(); err != nil {
					yield(Packet{}, err)
					return
				}
			}
			if !c.handOn(yield) {
				return
			}
		}
		err := c.settle()
		if err == nil {
			err = c.losses()
		}
		if c.handOn(yield) && err != nil {
			yield(Packet{}, err)
		}
	}
}

// handOn gives away what has arrived; it reports whether more is wanted.
func (c *Capture) handOn(yield func(Packet, error) bool) bool {
	for _, p := range c.arrived {
		if !yield(p, nil) {
			return false
		}
	}
	c.arrived = nil
	return true
}

// losses is an error if there was no room for a packet.
func (c *Capture) losses() error {
	count, err := unix.GetsockoptTpacketStats(c.socket, unix.SOL_PACKET, unix.PACKET_STATISTICS)
	if err != nil {
		return fmt.Errorf("count the packets: %w", err)
	}
	if count.Drops > 0 {
		return fmt.Errorf("too much for one capture: %d of %d packets were lost", count.Drops, count.Packets)
	}
	return nil
}

func (c *Capture) close() {
	_ = unix.Close(c.socket)
	c.socket = -1
}

// next waits for a packet and reads it: one to hand on, which it keeps, or a mark of our own.
func (c *Capture) next() (marked bool, err error) {
	n, controls, _, from, err := unix.Recvmsg(c.socket, c.packet, c.control, 0)
	for err == unix.EINTR {
		n, controls, _, from, err = unix.Recvmsg(c.socket, c.packet, c.control, 0)
	}
	if err == unix.EAGAIN {
		return false, fmt.Errorf("no packet arrived within %v", patience)
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
		c.arrived = append(c.arrived, Packet{c.seen, s})
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

// address is loopback's address for packets of one EtherType.
func (c *Capture) address(etherType uint16) *unix.SockaddrLinklayer {
	return &unix.SockaddrLinklayer{Protocol: networkOrder(etherType), Ifindex: c.lo, Halen: 6}
}

func networkOrder(n uint16) uint16 {
	return binary.NativeEndian.Uint16(binary.BigEndian.AppendUint16(nil, n))
}
