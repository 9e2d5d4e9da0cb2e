package line

import (
	"bytes"
	"errors"
	"io"
	"net"

	"github.com/onsi/gomega/types"

	. "handshake/lessons/internal/kit"
)

// Send writes words on conn in one piece, and does not wait for longer than Patience.
func Send(conn net.Conn, words string) error {
	defer Bounded(conn.SetWriteDeadline)()
	_, err := io.WriteString(conn, words)
	NoteTimeout(err)
	return err
}

// Speak writes words on conn in pieces of random size. Whoever does not listen to the end
// makes it fail.
func Speak(conn net.Conn, words []byte) error {
	defer Bounded(conn.SetWriteDeadline)()
	for len(words) > 0 {
		n := min(len(words), pieceSize())
		if _, err := conn.Write(words[:n]); err != nil {
			NoteTimeout(err)
			return err
		}
		words = words[n:]
	}
	return nil
}

// Heard is what one end of a connection has read.
type Heard struct {
	Words []byte
	// End is why no more was read; nil if there was no need to.
	End error
}

// Hear reads n bytes from conn, in pieces of random size, and no further.
func Hear(conn net.Conn, n int) Heard {
	defer Bounded(conn.SetReadDeadline)()
	words := make([]byte, n)
	for got := 0; got < n; {
		room := words[got:min(n, got+pieceSize())]
		more, err := conn.Read(room)
		if more < 0 || more > len(room) {
			return Heard{words[:got], errors.New(In(
				"a Read was given room for fewer bytes than it says to have read",
				"Read 说它读到的字节数，比给它的空间还多"))}
		}
		got += more
		if err != nil {
			NoteTimeout(err)
			return Heard{words[:got], err}
		}
	}
	return Heard{Words: words}
}

// TextFrom is the next n bytes that arrive on conn; fewer if it ends, fails or is silent for
// too long.
func TextFrom(conn net.Conn, n int) string {
	return string(Hear(conn, n).Words)
}

// pieceSize is between one byte and 16 KiB, as often small as large.
func pieceSize() int { return 1 + Random(1<<Random(15)) }

// ArriveWhole succeeds if the bytes, or what was Heard, are exactly what was said. Speech is
// random, so that a difference is told in words.
func ArriveWhole(said []byte) types.GomegaMatcher {
	return Matcher(func(actual any) (bool, string) {
		heard, ok := actual.(Heard)
		if !ok {
			heard.Words, _ = actual.([]byte)
		}
		return bytes.Equal(heard.Words, said), whatArrived(heard, said)
	})
}

func whatArrived(heard Heard, said []byte) string {
	got := heard.Words
	var what string
	switch {
	case len(got) == 0:
		what = In("nothing arrived", "什么也没有到")
	case bytes.HasPrefix(said, got):
		what = In("only the beginning arrived", "只到了开头一部分")
	case bytes.HasSuffix(said, got):
		what = In("only the last part arrived, the beginning is lost", "只到了后面一部分，开头丢了")
	case bytes.HasPrefix(got, said):
		what = In("all arrived, and then more than was said", "全都到了，可后面又多出了没有说过的话")
	default:
		what = In("something else arrived than was said", "到的不是说出来的话")
	}
	var timeout net.Error
	switch {
	case heard.End == nil:
		return what
	case heard.End == io.EOF:
		return what + In(", then a FIN", "，然后是 FIN")
	case errors.Is(heard.End, ConnectionReset):
		return what + In(", then a RST", "，然后是 RST")
	case errors.As(heard.End, &timeout) && timeout.Timeout():
		return what + In(", and then silence: no FIN, no RST", "，然后一直没有动静：没有 FIN，也没有 RST")
	}
	return what + "\n" + OneLine(heard.End)
}
