//go:build unix

package manyclients_test

import (
	"syscall"

	. "github.com/onsi/ginkgo/v2"

	. "handshake/lessons/internal/kit"
)

// fewDescriptors lets this process open no more than spare further descriptors until the spec
// ends or the returned function is called: the next socket is EMFILE, "too many open files".
// What is open stays open. Skipped where there is no such limit.
func fewDescriptors(spare int) (plenty func()) {
	GinkgoHelper()
	taken := map[int]bool{}
	for _, fd := range Descriptors() {
		var about syscall.Stat_t
		taken[fd] = syscall.Fstat(fd, &about) == nil // some are closed by now, or never were open
	}
	// A new descriptor gets the lowest free number, and that must stay below the limit.
	few := 0
	for ; spare > 0; few++ {
		if !taken[few] {
			spare--
		}
	}
	var before syscall.Rlimit
	Must(syscall.Getrlimit(syscall.RLIMIT_NOFILE, &before))
	limit := before
	limit.Cur = uint64(few)
	Must(syscall.Setrlimit(syscall.RLIMIT_NOFILE, &limit))
	plenty = func() { _ = syscall.Setrlimit(syscall.RLIMIT_NOFILE, &before) }
	DeferCleanup(plenty)
	return plenty
}
