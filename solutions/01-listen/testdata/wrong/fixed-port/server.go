// Wrong: ignores addr and always takes the same port, as the original program takes 12345.
// fails: own-port
// breaks: any-port
package listen

import (
	"net"
	"os"
	"strconv"
)

// port is the same for the whole program, and another for each program that proves this
// answer wrong at the same time.
var port = strconv.Itoa(10000 + os.Getpid()%20000)

func Listen(addr string) (net.Listener, error) {
	return net.Listen("tcp", "127.0.0.1:"+port)
}
