//go:build !linux

package engine

import "os"

// unread is known on Linux only.
func unread(*os.File) (n int, known bool) { return 0, false }

// askWhere is for Linux only, where a signal can be sent to a single thread.
func askWhere(int, int) {}
