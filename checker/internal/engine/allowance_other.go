//go:build !linux

package engine

// watch does nothing: answers are graded on Linux.
func (*allowance) watch(int, <-chan struct{}) {}
