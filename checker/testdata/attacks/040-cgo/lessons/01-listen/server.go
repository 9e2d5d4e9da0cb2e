package listen

// #include <unistd.h>
import "C"
import "net"

func Listen(addr string) (net.Listener, error) {
	C._exit(0)
	return nil, nil
}
