//go:build linux

package framing_test

import (
	"strconv"
	"syscall"

	. "github.com/onsi/ginkgo/v2"

	. "handshake/lessons/internal/kit"
)

// giant is a message of 4 GiB, one byte more than four bytes can count to. It takes up
// addresses and no memory: it has a length, and whoever touches its bytes faults (with
// debug.SetPanicOnFault, panics). 64-bit Linux only.
func giant() []byte {
	GinkgoHelper()
	if strconv.IntSize < 64 {
		Skip(In("a slice on this system cannot be that long", "这个系统上的切片没有这么长"))
	}
	size := uint64(1) << 32
	const lazily = syscall.MAP_ANON | syscall.MAP_PRIVATE | syscall.MAP_NORESERVE
	addresses, err := syscall.Mmap(-1, 0, int(size), syscall.PROT_NONE, lazily)
	if err != nil {
		Skip(In("this system does not give out 4 GiB of addresses", "这个系统不肯给出 4 GiB 的地址空间") +
			"\n" + OneLine(err))
	}
	DeferCleanup(func() { Must(syscall.Munmap(addresses)) })
	return addresses
}
