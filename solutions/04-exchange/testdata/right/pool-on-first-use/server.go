// Right: has buffers of the package, made on first use and handed back.
package exchange

import (
	"errors"
	"io"
	"net"
	"sync"
)

var ErrTooLong = errors.New("reply too long")

var (
	once    sync.Once
	buffers *sync.Pool
)

func Greet(conn net.Conn, greeting string, limit int) (string, error) {
	once.Do(func() { buffers = &sync.Pool{New: func() any { return new([1 << 12]byte) }} })
	buf := buffers.Get().(*[1 << 12]byte)
	defer buffers.Put(buf)
	if _, err := conn.Write([]byte(greeting)); err != nil {
		return "", err
	}
	var reply []byte
	for {
		n, err := conn.Read(buf[:])
		if n > limit-len(reply) {
			return "", ErrTooLong
		}
		reply = append(reply, buf[:n]...)
		if err == io.EOF {
			return string(reply), nil
		}
		if err != nil {
			return "", err
		}
	}
}
