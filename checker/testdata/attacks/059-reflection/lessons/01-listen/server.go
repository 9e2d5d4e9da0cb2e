package listen

import (
	"net"
	"reflect"
)

func Listen(addr string) (net.Listener, error) {
	panic(reflect.ValueOf(net.ErrClosed).Elem())
}
