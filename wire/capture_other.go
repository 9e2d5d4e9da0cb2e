//go:build !linux

package wire

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
)

// Capture is a recording of loopback, which only Linux lets us make so far.
type Capture struct{}

// Start returns an error in which errors.Is finds errors.ErrUnsupported.
func Start(port uint16) (*Capture, error) {
	return nil, fmt.Errorf("capturing packets on %s: %w", runtime.GOOS, errors.ErrUnsupported)
}

// Packets is an error at once: Start never succeeds here.
func (c *Capture) Packets(context.Context) iter.Seq2[Packet, error] {
	return func(yield func(Packet, error) bool) { yield(Packet{}, errors.ErrUnsupported) }
}
