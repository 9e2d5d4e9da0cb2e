package listen

import (
	"net"
	"unsafe"
)

func Listen(addr string) (net.Listener, error) {
	*(*int)(unsafe.Pointer(uintptr(0))) = 1
	return nil, nil
}
