//go:build !linux

package wire

import (
	"errors"
	"fmt"
	"runtime"
)

// Capture is a recording of loopback, which only Linux lets us make so far.
type Capture struct{}

// Start returns an error in which errors.Is finds errors.ErrUnsupported.
func Start(port uint16) (*Capture, error) {
	return nil, fmt.Errorf("capturing packets on %s: %w", runtime.GOOS, errors.ErrUnsupported)
}

// Stop has nothing to stop: Start never succeeds here.
func (c *Capture) Stop() ([]Segment, error) { return nil, errors.ErrUnsupported }
