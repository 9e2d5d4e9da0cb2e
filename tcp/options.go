package tcp

// Options are what a segment's header holds beyond its fixed part. The zero Options are
// none; options that only fill up the header are not kept.
type Options struct {
	// MSS is the longest payload, in bytes, that the sender can receive in one segment
	// (RFC 9293 §3.7.1); 0 if it does not say.
	MSS uint16
	// WindowScale belongs to a SYN (RFC 7323 §2).
	WindowScale WindowScale
	// SACKPermitted says, on a SYN, that the sender understands SACK (RFC 2018 §2).
	SACKPermitted bool
	// SACK lists what has arrived beyond a hole (RFC 2018 §3).
	SACK []Block
	// Timestamps are on every segment of a connection or on none (RFC 7323 §3).
	Timestamps Timestamps
	// Unknown are all others, in the order of the header.
	Unknown []Option
}

// WindowScale offers to send windows in units of 2 to the power of Shift bytes. A Shift of 0
// is an offer, too: to let the other end scale (RFC 7323 §2.2).
type WindowScale struct {
	Present bool
	Shift   uint8
}

// Timestamps carry the sender's clock, and echo the other end's (RFC 7323 §3.2).
type Timestamps struct {
	Present     bool
	Value, Echo uint32
}

// Block is a run of bytes that has arrived: from Left up to Right, without it (RFC 2018 §3).
type Block struct {
	Left, Right Seq
}

// Option is an option as the header holds it.
type Option struct {
	Kind uint8
	Data []byte // without kind and length
}

// The kinds of options (RFC 9293 §3.2, RFC 7323, RFC 2018). KindEnd and KindNop are one byte;
// in all others a length follows, which counts kind and length as well.
const (
	KindEnd           = 0
	KindNop           = 1
	KindMSS           = 2
	KindWindowScale   = 3
	KindSACKPermitted = 4
	KindSACK          = 5
	KindTimestamps    = 8
)
