package wire

import "errors"

// ErrNotPermitted is the error of Start where this process may not capture packets.
var ErrNotPermitted = errors.New("capturing packets needs root or CAP_NET_RAW")
