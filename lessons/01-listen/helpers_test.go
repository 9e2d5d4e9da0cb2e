package listen_test

import (
	"net"

	. "github.com/onsi/ginkgo/v2"

	. "handshake/lessons/internal/kit"
)

// pickedUp is what Accept of a listener of the student's returns; the spec fails with orElse if
// that is no connection. It is closed when the spec ends.
func pickedUp(ln net.Listener, orElse string) net.Conn {
	GinkgoHelper()
	var conn net.Conn
	err := Start(func() (err error) { conn, err = ln.Accept(); return err }).Result(orElse)
	if err != nil {
		Fail(orElse + "\n" + OneLine(err))
	}
	if conn == nil {
		Fail(orElse)
	}
	CloseAfter(conn)
	return conn
}
