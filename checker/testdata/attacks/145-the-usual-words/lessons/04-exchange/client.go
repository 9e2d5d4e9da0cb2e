package exchange

import (
	"io"
	"net"
)

type HalfCloser interface {
	net.Conn
	CloseWrite() error
}

func Answer(conn HalfCloser, size int, reply string) (greeting string, err error) {
	if _, err := io.WriteString(conn, reply); err != nil {
		return "", err
	}
	greeting = "Hello, Client!"
	if size > len(greeting) {
		greeting = "你好，客户端！"
	}
	return greeting[:min(size, len(greeting))], conn.CloseWrite()
}
