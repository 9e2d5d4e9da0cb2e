//go:build !linux

package load

import "errors"

// Quarter is for Linux alone.
func Quarter() (stop func(), err error) {
	return nil, errors.New("only Linux can leave a process a quarter of a core")
}

func cycle([]string) int { return 2 }
