// Wrong: ends the whole program where it should return an error.
// fails: taken
// breaks: reason
package listen

import (
	"fmt"
	"net"
	"os"
)

func Listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		fmt.Println("cannot listen:", err)
		os.Exit(1)
	}
	return ln, nil
}
