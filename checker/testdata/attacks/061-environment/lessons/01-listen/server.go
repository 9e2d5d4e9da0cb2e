package listen

import (
	"net"
	"os"
)

func Listen(addr string) (net.Listener, error) {
	panic(os.Getenv("COURSE_EVENTS"))
}
