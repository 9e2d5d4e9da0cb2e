package kit

import (
	"strconv"
	"syscall"

	. "github.com/onsi/ginkgo/v2"
)

// Giant is a message of 4 GiB, one byte more than four bytes can count to. It takes up
// addresses and no memory: it has a length, and whoever touches its bytes faults (with
// debug.SetPanicOnFault, panics). 64-bit Linux only.
func Giant() []byte {
	GinkgoHelper()
	if strconv.IntSize < 64 {
		Skip(In("a slice on this system cannot be that long", "这个系统上的切片没有这么长"))
	}
	size := uint64(1) << 32
	giant, err := syscall.Mmap(-1, 0, int(size), syscall.PROT_NONE, syscall.MAP_ANON|syscall.MAP_PRIVATE|syscall.MAP_NORESERVE)
	if err != nil {
		Skip(In("this system does not give out 4 GiB of addresses", "这个系统不肯给出 4 GiB 的地址空间") + "\n" + oneLine(err))
	}
	DeferCleanup(func() { must(syscall.Munmap(giant)) })
	return giant
}
