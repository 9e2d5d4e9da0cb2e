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
// follows. A message may have no bytes at all. Each message is the caller's own: no later
// call changes it.
//
// If r ends before the frame's first byte, that is the clean end: io.EOF. If r ends anywhere
// inside the frame, that is io.ErrUnexpectedEOF. A message longer than limit bytes is
// ErrTooLong; nothing beyond its length is then read. limit is never below 0. Any other
// failure of r is its own reason. errors.Is finds the reason in the error, and none of the
// other three.
//
// Bytes count before an error that comes with them: if they complete the frame, it is
// returned without an error. A Read of no bytes and no error says nothing: read on. A length
// is only a promise: ReadFrame never holds more than 1 MiB of memory and four times the bytes
// that have come.
//
// ReadFrame 从 r 读一帧，返回其中的消息。一帧先是消息的长度，以字节计，写成四个字节，高位在前（大端序），
// 然后是消息本身。ReadFrame 只从 r 取走这一帧的字节，后面的一个也不碰。消息可以一个字节也没有。
// 每条消息都归调用者所有：以后的调用不会改动它。
//
// 如果这一帧的第一个字节还没来 r 就结束了，那是正常的结尾：io.EOF。如果 r 结束在帧内的任何地方，
// 那是 io.ErrUnexpectedEOF。消息长于 limit 字节是 ErrTooLong，长度之后的内容不再读。limit 不会小于 0。
// r 出了别的故障，原因就是那个故障。返回的错误里，errors.Is 能找到原因，找不到另外那三个。
//
// 先算字节，再看和它们一起来的错误：这一帧要是因此完整了，就返回消息，不返回错误。一次 Read 既没有字节、
// 也没有错误，什么也不说明：接着读。长度只是一句承诺：任何时候，ReadFrame 占用的内存都不超过 1 MiB
// 加上已到字节数的四倍。
func ReadFrame(r io.Reader, limit int) ([]byte, error) {
	panic("TODO: ReadFrame")
}

// EchoFrames sends every frame that comes on conn back, in the same order, until the peer has
// finished: an end between two frames, or before the first, is the clean end and no error.
// Each frame goes back as soon as it has come whole and the one before it has gone. While the
// peer does not read its echoes, EchoFrames does not read on and pile them up: at most 64 KiB
// may wait, or sixteen frames if these are more.
//
// A frame that breaks off is io.ErrUnexpectedEOF and a message longer than limit bytes is
// ErrTooLong, as from ReadFrame; when EchoFrames returns, the frames before it have been
// echoed, and nothing of it. Any other failure of conn, in reading or in writing, is an error
// in which errors.Is finds its reason. When an echo cannot be sent, EchoFrames reads one more
// frame at most, and returns. It leaves conn open, also after a failure: to close it, or one
// direction of it, is for the caller.
//
// EchoFrames has no time limit of its own and leaves conn's deadlines as they are. Many
// connections may be served at the same time, and none holds up another. Nothing of
// EchoFrames' is at work when it has returned.
//
// EchoFrames 把 conn 上来的每一帧按原来的次序发回去，直到对端说完：在两帧之间、或者在第一帧之前结束，
// 都是正常的结尾，不算错误。每一帧一来齐、前一帧也发出去了，就马上发回。对端不读回声的时候，EchoFrames
// 也不能自顾自地往下读，把回声越堆越多：积压的最多 64 KiB，或者十六帧，取多的一个。
//
// 和 ReadFrame 一样，帧中途断掉是 io.ErrUnexpectedEOF，消息长于 limit 字节是 ErrTooLong；返回时，在它之前的
// 帧都已发回，它自己则一个字节也不发回。conn 出了别的故障，不管是读是写，返回的错误要能用 errors.Is 找到
// 原因。有一个回声发不出去，EchoFrames 最多再读一帧，就返回。它不关闭 conn，出了故障也不关：整个关闭，
// 还是只关一个方向，都由调用者来做。
//
// EchoFrames 自己不设时限，也不动 conn 的截止时间。可以同时服务许多条连接，谁也不拖累谁。
// EchoFrames 返回之后，它启动的一切都已经结束。
func EchoFrames(conn net.Conn, limit int) error {
	panic("TODO: EchoFrames")
}
