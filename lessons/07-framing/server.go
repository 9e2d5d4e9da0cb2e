package framing

import (
	"errors"
	"io"
	"net"
)

// ErrTooLong is the error for a message that is longer than allowed.
//
// ErrTooLong 是消息超过长度上限时的错误。
var ErrTooLong = errors.New("message too long")

// ReadFrame reads one frame from r and returns its message. A frame is the length of a
// message in bytes, written in four bytes with the most significant first (big-endian), and
// then the message itself. ReadFrame takes the bytes of this frame from r and none of what
// follows. A message may have no bytes at all.
//
// An end of r before the frame's first byte is the clean end: io.EOF. An end anywhere inside
// the frame is an error in which errors.Is finds io.ErrUnexpectedEOF. A message longer than
// limit bytes is ErrTooLong; nothing beyond its length is then read. A length is only a
// promise: the memory used is in proportion to the bytes that have come, not to the length.
// Any other failure of r is an error in which errors.Is finds its reason.
//
// ReadFrame 从 r 读一帧，返回其中的消息。一帧先是消息的长度，以字节计，写成四个字节，高位在前（大端序），
// 然后是消息本身。ReadFrame 只从 r 取走这一帧的字节，后面的一个也不碰。消息可以一个字节也没有。
//
// 如果这一帧的第一个字节还没来 r 就结束了，那是正常的结尾，返回 io.EOF；如果结束在帧内的任何地方，返回的错误
// 要能用 errors.Is 认出 io.ErrUnexpectedEOF。消息长于 limit 字节时返回 ErrTooLong，长度之后的内容不再读。
// 长度只是一句承诺：占用的内存应当和已经到达的字节相称，而不是和这个长度相称。
// r 出了别的故障也要返回错误，errors.Is 能在其中找到原因。
func ReadFrame(r io.Reader, limit int) ([]byte, error) {
	panic("TODO: ReadFrame")
}

// EchoFrames sends every frame that comes on conn back, in the same order, each as soon as
// it has come whole, until the peer has finished: an end between two frames is the clean end,
// and no error. While the peer does not read its echoes, EchoFrames must not go on reading
// and pile them up.
//
// A frame that breaks off is io.ErrUnexpectedEOF and a message longer than limit bytes is
// ErrTooLong, as from ReadFrame; the frames before it have been echoed, and nothing of it.
// Any other failure of conn is an error in which errors.Is finds its reason. EchoFrames
// leaves conn open: to close it is for the caller.
//
// EchoFrames 把 conn 上来的每一帧按原来的次序发回去，每一帧一来齐就发，直到对端说完；在两帧之间结束就是
// 正常的结尾，不算错误。对端不读回声的时候，EchoFrames 也不能自顾自地往下读，把回声越堆越多。
//
// 和 ReadFrame 一样，帧中途断掉是 io.ErrUnexpectedEOF，消息长于 limit 字节是 ErrTooLong；在它之前的帧都已
// 发回，它自己则一个字节也不发回。conn 出了别的故障也要返回错误，errors.Is 能在其中找到原因。
// EchoFrames 不关闭 conn，由调用者来关。
func EchoFrames(conn net.Conn, limit int) error {
	panic("TODO: EchoFrames")
}
