package tcp

// Options are what a segment's header holds beyond its fixed part. The zero Options are
// none; options that only fill up the header are not kept.
//
// Options 是首部固定部分之后的选项。零值表示没有选项；只用来填充首部的选项不记录。
type Options struct {
	// MSS is the longest payload, in bytes, that the sender can receive in one segment
	// (RFC 9293 §3.7.1); 0 if it does not say.
	//
	// MSS 是发送方一个报文段里最多能收多少字节数据；没有说就是 0。
	MSS uint16
	// WindowScale belongs to a SYN (RFC 7323 §2).
	//
	// WindowScale 只出现在 SYN 上。
	WindowScale WindowScale
	// SACKPermitted says, on a SYN, that the sender understands SACK (RFC 2018 §2).
	//
	// SACKPermitted 出现在 SYN 上，表示发送方懂得 SACK。
	SACKPermitted bool
	// SACK lists what has arrived beyond a hole (RFC 2018 §3).
	//
	// SACK 列出缺口之后已经收到的数据。
	SACK []Block
	// Timestamps are on every segment of a connection or on none (RFC 7323 §3).
	//
	// Timestamps 在一条连接上要么每个报文段都有，要么都没有。
	Timestamps Timestamps
	// Unknown are all others, in the order of the header.
	//
	// Unknown 是其余的选项，按首部里的顺序。
	Unknown []Option
}

// WindowScale offers to send windows in units of 2 to the power of Shift bytes. A Shift of 0
// is an offer, too: to let the other end scale (RFC 7323 §2.2).
//
// WindowScale 提出以 2 的 Shift 次方字节为单位来说窗口大小。Shift 为 0 也算提出：让对端可以扩大。
type WindowScale struct {
	Present bool
	Shift   uint8
}

// Timestamps carry the sender's clock, and echo the other end's (RFC 7323 §3.2).
//
// Timestamps 带着发送方的时钟，并送回对端的时钟。
type Timestamps struct {
	Present     bool
	Value, Echo uint32
}

// Block is a run of bytes that has arrived: from Left up to Right, without it (RFC 2018 §3).
//
// Block 是已经收到的一段连续字节：从 Left 到 Right，不含 Right。
type Block struct {
	Left, Right Seq
}

// Option is an option as the header holds it. Data is without kind and length.
//
// Option 是首部里原样的一个选项。Data 不含类型和长度这两个字节。
type Option struct {
	Kind uint8
	Data []byte
}

// The kinds of options (RFC 9293 §3.2, RFC 7323, RFC 2018). KindEnd and KindNop are one byte;
// in all others a length follows, which counts kind and length as well.
//
// 选项的类型。KindEnd 和 KindNop 只有一个字节；其余的后面跟着长度，类型和长度自己也算在内。
const (
	KindEnd           = 0
	KindNop           = 1
	KindMSS           = 2
	KindWindowScale   = 3
	KindSACKPermitted = 4
	KindSACK          = 5
	KindTimestamps    = 8
)
