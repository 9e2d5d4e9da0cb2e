// Package wire shows what really travels between a client and a server: it captures the
// segments of a TCP connection, follows both ends through their states, and lays the
// conversation out as a ladder.
package wire

import (
	"context"
	"errors"
	"time"

	"handshake/tcp"
)

// Packet is a segment, and when it was captured.
type Packet struct {
	Time time.Time
	tcp.Segment
}

// end is the sequence number after the packet's segment.
func (p Packet) end() tcp.Seq { return p.Seq.Add(p.Len()) }

// ErrNotPermitted is the error of Start where this process may not capture packets.
var ErrNotPermitted = errors.New("capturing packets needs root or CAP_NET_RAW")

// Stop ends the capture and returns its packets: those of a stream that ends now.
func (c *Capture) Stop() ([]Packet, error) {
	over, cancel := context.WithCancel(context.Background())
	cancel()
	var trace []Packet
	for p, err := range c.Packets(over) {
		if err != nil {
			return nil, err
		}
		trace = append(trace, p)
	}
	return trace, nil
}
