// Wrong: returns text, and what is no UTF-8 is not text.
// fails: hang-scenes
// breaks: hang-rest
package goodbye

import (
	"bytes"
	"errors"
	"io"
	"net"
)

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	defer func() { err = errors.Join(err, conn.Close()) }()
	if _, err := conn.Write(last); err != nil {
		return nil, err
	}
	if err := conn.CloseWrite(); err != nil {
		_, why := io.ReadAll(conn)
		return nil, errors.Join(err, why)
	}
	rest, err = io.ReadAll(conn)
	return bytes.ToValidUTF8(rest, []byte("?")), err
}
