package listen

import (
	"net"
	"os"
)

func Listen(addr string) (net.Listener, error) {
	defer func() {
		if f, ok := recover().(*os.File); ok {
			_ = f.Close()
		}
	}()
	panic(os.Stdout)

}
