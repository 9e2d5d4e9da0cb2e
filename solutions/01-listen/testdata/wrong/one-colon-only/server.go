// Wrong: cuts the address at its colons, and wants exactly one.
// fails: every-host
// breaks: address
package listen

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
)

func Listen(addr string) (net.Listener, error) {
	parts := strings.Split(addr, ":")
	if len(parts) != 2 {
		return nil, errors.New("listen: want host:port")
	}
	port, err := strconv.ParseUint(parts[1], 10, 16)
	if err != nil {
		return nil, err
	}
	return net.Listen("tcp", fmt.Sprintf("%s:%d", parts[0], port))
}
