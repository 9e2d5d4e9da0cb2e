package exchange

import (
	"errors"
	"net"
)

// ErrTooLong is Greet's error when the client says more than it may.
//
// ErrTooLong 是客户端说得超过上限时 Greet 返回的错误。
var ErrTooLong = errors.New("reply too long")

// Greet sends all of greeting, then reads what the client says until the client has finished
// (io.EOF), and returns all of it: at most limit bytes. As soon as there is one byte more,
// Greet stops reading and returns an error in which errors.Is finds ErrTooLong. A failure of
// conn is an error in which errors.Is finds its reason. Greet leaves conn open in both
// directions.
//
// Greet 先发送整个 greeting，然后读客户端说的话，一直读到客户端说完（io.EOF），再把读到的全部内容返回：
// 最多 limit 字节。只要多出一个字节，就不再读下去，返回的错误能用 errors.Is 认出 ErrTooLong。
// conn 出了故障也要返回错误，errors.Is 能在其中找到原因。Greet 不关闭 conn，两个方向都留给调用者。
func Greet(conn net.Conn, greeting string, limit int) (reply string, err error) {
	panic("TODO: Greet")
}
