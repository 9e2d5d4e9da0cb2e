//go:build !linux

package submission

import "os"

// openBeneath opens a regular file or a folder beneath root without following any link.
func openBeneath(root *os.Root, name string, dir bool) (*os.File, error) {
	return openStepwise(root, name, dir)
}
