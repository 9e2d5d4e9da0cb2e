package kit

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"strconv"
	"sync"
	"time"

	. "github.com/onsi/ginkgo/v2"
	"github.com/onsi/gomega/types"
)

// StartOn is Start for a function that talks on conn. Its panic closes conn, so that the
// other end does not wait in vain: call Check after each wait.
func StartOn[T any](conn net.Conn, call func() T) *Running[T] {
	r := Start(call)
	go func() {
		<-r.returned
		if r.panicked != nil {
			_ = conn.Close()
		}
	}()
	return r
}

// Speech is n random letters, so that nobody can know beforehand what will be said.
func Speech(n int) []byte {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ."
	words := make([]byte, n)
	chance(func(random *rand.ChaCha8) { _, _ = random.Read(words) })
	for i, b := range words {
		words[i] = letters[int(b)%len(letters)]
	}
	return words
}

// chance lends out the one source of randomness, seeded with the suite's seed.
var chance = func() func(use func(*rand.ChaCha8)) {
	var mu sync.Mutex
	var random *rand.ChaCha8
	return func(use func(*rand.ChaCha8)) {
		mu.Lock()
		defer mu.Unlock()
		if random == nil { // not before the flags are parsed
			var seed [32]byte
			copy(seed[:], strconv.FormatInt(GinkgoRandomSeed(), 10))
			random = rand.NewChaCha8(seed)
		}
		use(random)
	}
}()

// Speak writes words on conn in pieces of random size. Whoever does not listen to the end
// makes it fail.
func Speak(conn net.Conn, words []byte) error {
	defer Bounded(conn.SetWriteDeadline)()
	for len(words) > 0 {
		n := min(len(words), pieceSize())
		if _, err := conn.Write(words[:n]); err != nil {
			noteTimeout(err)
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
			noteTimeout(err)
			return Heard{words[:got], err}
		}
	}
	return Heard{Words: words}
}

// noteTimeout remembers that a wait for the other end ran out.
func noteTimeout(err error) {
	if errors.Is(err, os.ErrDeadlineExceeded) {
		InVain()
	}
}

// pieceSize is between one byte and 16 KiB, as often small as large.
func pieceSize() (n int) {
	chance(func(random *rand.ChaCha8) { n = 1 + int(random.Uint64()%(1<<(random.Uint64()%15))) })
	return n
}

// ArriveWhole succeeds if the bytes, or what was Heard, are exactly what was said. Speech is
// random, so that a difference is told in words.
func ArriveWhole(said []byte) types.GomegaMatcher {
	return &matcher[any]{match: func(actual any) (bool, string) {
		heard, ok := actual.(Heard)
		if !ok {
			heard.Words, _ = actual.([]byte)
		}
		return bytes.Equal(heard.Words, said), whatArrived(heard, said)
	}}
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
	return what + "\n" + oneLine(heard.End)
}

// Finish sends conn's FIN: the spec's end has no more to say. Where the student's end has
// torn the connection down already, the spec's next question brings that to light.
func Finish(conn *net.TCPConn) { _ = conn.CloseWrite() }

// Vanish throws conn away with a RST, as the system does for a program that crashed with
// unread data.
func Vanish(conn *net.TCPConn) {
	_ = conn.SetLinger(0)
	_ = conn.Close()
}

// BeGivenBack succeeds if the connection was closed on this side.
func BeGivenBack() types.GomegaMatcher {
	return &matcher[net.Conn]{match: func(conn net.Conn) (bool, string) {
		err := conn.SetDeadline(time.Time{})
		return errors.Is(err, net.ErrClosed), In("it is still open", "它还开着")
	}}
}
