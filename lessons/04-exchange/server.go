package exchange

import (
	"errors"
	"net"
)

// ErrTooLong is Greet's error when the client says more than it may.
//
// ErrTooLong 是客户端说得超过上限时 Greet 返回的错误。
var ErrTooLong = errors.New("reply too long")

// Greet sends all of greeting, byte for byte, before it waits for the client. Then it reads what
// the client says until the client has finished, and returns all of it, byte for byte. Only
// io.EOF says that the client has finished: silence does not, however long it is, nor does a Read
// of 0 bytes without an error (a few may come in a row), nor does any other error.
//
// The reply has at most limit bytes; limit may be anything from 0 to math.MaxInt. As soon as
// there is one byte more, Greet stops reading and returns an error in which errors.Is finds
// ErrTooLong. A failure of conn is an error in which errors.Is finds its reason, and no other.
// Greet leaves conn to its caller, open in both directions, after an error too. It sets no
// deadline and clears none. Greet may be called for several connections at once.
//
// Greet 先原样发送整个 greeting，一个字节不多，一个字节不少，然后才等客户端说话。客户端说的话，
// 它一直读到客户端说完，再一个字节不改地全部返回。只有 io.EOF 才表示客户端说完了：沉默多久都不算，
// 读到 0 字节而没有错误也不算（可能接连几次），别的错误更不算。
//
// 答复最多 limit 字节；limit 可以是 0 到 math.MaxInt 之间的任何数。只要多出一个字节，
// Greet 就不再读下去，返回的错误能用 errors.Is 认出 ErrTooLong。conn 出了故障也要返回错误，
// errors.Is 能在其中找到原因，而且只找到这一个。Greet 把 conn 留给调用者，两个方向都开着，
// 出错时也一样。它不设截止时间，也不清除。可以在几条连接上同时调用 Greet。
func Greet(conn net.Conn, greeting string, limit int) (reply string, err error) {
	panic("TODO: Greet")
}
