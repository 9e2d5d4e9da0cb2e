package kit

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"
	"unicode/utf8"

	"github.com/onsi/gomega/types"

	"handshake/internal/course"
)

// matcher is a Gomega matcher that says what it saw in the language of the run. What it
// sees goes on a line of its own, below the spec's annotation.
type matcher[T any] struct {
	match func(T) (ok bool, seen string)
	seen  string
}

var _ types.GomegaMatcher = (*matcher[int])(nil)

func (m *matcher[T]) Match(actual any) (bool, error) {
	value, ok := actual.(T)
	if !ok && actual != nil {
		return false, fmt.Errorf("%T is not a %T", actual, value)
	}
	ok, m.seen = m.match(value)
	return ok, nil
}

func (m *matcher[T]) FailureMessage(any) string        { return m.seen }
func (m *matcher[T]) NegatedFailureMessage(any) string { return m.seen }

// BeReachable succeeds if a client can connect to the address, and if it is this process that
// listens there: the kernel is asked, and not whoever has told the address.
func BeReachable() types.GomegaMatcher {
	return &matcher[net.Addr]{match: func(addr net.Addr) (bool, string) {
		if addr == nil {
			return false, In("there is no address", "没有地址")
		}
		conn, err := DialBounded(addr.String())
		if err != nil {
			InVain()
			return false, err.Error()
		}
		conn.Close()
		return Ours(addr.String()), In(
			"somebody answers there, but no listener of yours holds that very address",
			"那里有人应答，可占着这个地址的并不是你的监听器")
	}}
}

// Wrap succeeds if errors.Is finds target in the error. An impostor's answer counts for
// nothing, neither its yes nor, after NotTo, its no.
func Wrap(target error) types.GomegaMatcher {
	return askedWhich(func(err error) bool { return errors.Is(err, target) })
}

// askedWhich is a matcher that asks an error which one it is, unless it is an impostor: one
// that says yes to what never happened as well.
func askedWhich(is func(error) bool) types.GomegaMatcher {
	return &questioned{matcher[error]{match: func(err error) (bool, string) {
		if err == nil {
			return false, In("there was no error", "没有返回错误")
		}
		return is(err), oneLine(err)
	}}}
}

// questioned fails for an impostor, whether it is negated or not.
type questioned struct{ matcher[error] }

func (q *questioned) Match(actual any) (bool, error) {
	err, _ := actual.(error)
	switch {
	case err == nil:
	case errors.Is(err, errNever):
		return false, errors.New(In(
			"this error says yes to every errors.Is, so its yes means nothing",
			"这个错误对任何 errors.Is 都回答“是”，这样的“是”什么也说明不了"))
	case errors.Is(err, numberOfFiles):
		return false, errors.New(In(
			"this error says yes to every number of the system, even to ENOTDIR, which no connection meets: its yes means nothing",
			"这个错误对系统的任何错误号都回答“是”，连网络上根本碰不到的 ENOTDIR 也不例外：这样的“是”什么也说明不了"))
	}
	return q.matcher.Match(actual)
}

// Nobody returns these: the first is no error of any package's, the second is about files.
var (
	errNever      = errors.New("an error that nobody returned")
	numberOfFiles = syscall.ENOTDIR
)

// oneLine is an error's text without line breaks.
func oneLine(err error) string {
	return strings.Join(strings.Fields(err.Error()), " ")
}

// HaveFailed succeeds if there is an error, whichever.
func HaveFailed() types.GomegaMatcher {
	return &matcher[error]{match: func(err error) (bool, string) {
		if err == nil {
			return false, In("there was no error", "没有返回错误")
		}
		return true, oneLine(err)
	}}
}

// HaveGoneWell succeeds if there is no error.
func HaveGoneWell() types.GomegaMatcher {
	return &matcher[error]{match: func(err error) (bool, string) {
		if err == nil {
			return true, ""
		}
		return false, oneLine(err)
	}}
}

// Say succeeds if the text or bytes are exactly want; otherwise both are shown from shortly
// before the first difference, with a caret under it.
func Say[T ~string | ~[]byte](want T) types.GomegaMatcher {
	return &matcher[T]{match: func(got T) (bool, string) {
		return bytes.Equal([]byte(got), []byte(want)), difference([]byte(got), []byte(want))
	}}
}

// difference lays got and want out one below the other with a caret at the first byte that
// differs, and says how many bytes there are.
func difference(got, want []byte) string {
	at := 0
	for at < len(got) && at < len(want) && got[at] == want[at] {
		at++
	}
	const before, after = 16, 32
	from := max(0, at-before)
	for from > 0 && from > at-before-utf8.UTFMax && !utf8.RuneStart(got[min(from, len(got)-1)]) {
		from--
	}
	show := func(b []byte) (string, int) {
		head, tail := "", ""
		if from > 0 {
			head = "…"
		}
		end := min(len(b), at+after)
		if end < len(b) {
			tail = "…"
		}
		start := min(from, len(b))
		lead := fmt.Sprintf("%q", b[start:min(at, len(b))])
		all := fmt.Sprintf("%q", b[start:end])
		return head + all + tail, course.Columns(head+lead) - 1
	}
	g, caret := show(got)
	w, _ := show(want)
	labels := [2]string{In("got:  ", "得到："), In("want: ", "应为：")}
	indent := strings.Repeat(" ", course.Columns(labels[0])+caret)
	return fmt.Sprintf("  %s%s\n  %s%s\n  %s^ %s", labels[0], g, labels[1], w, indent,
		fmt.Sprintf(In("byte %d differs; got %d bytes, want %d", "第 %d 个字节不同；得到 %d 字节，应为 %d 字节"), at+1, len(got), len(want)))
}

// EndWithFIN succeeds if the connection's peer has nothing more to say and has said so with
// a FIN: the next Read is io.EOF.
func EndWithFIN() types.GomegaMatcher {
	return &matcher[net.Conn]{match: func(conn net.Conn) (bool, string) {
		rest, err := ending(conn)
		return err == io.EOF && len(rest) == 0, whatCame(rest, err)
	}}
}

// HaveHungUp succeeds if the connection's peer has ended it, whether with a FIN or with a RST.
func HaveHungUp() types.GomegaMatcher {
	return &matcher[net.Conn]{match: func(conn net.Conn) (bool, string) {
		rest, err := ending(conn)
		return err == io.EOF || errors.Is(err, ConnectionReset), whatCame(rest, err)
	}}
}

// EndWithReset succeeds if the connection's peer has thrown it away with a RST.
func EndWithReset() types.GomegaMatcher {
	return &matcher[net.Conn]{match: func(conn net.Conn) (bool, string) {
		rest, err := ending(conn)
		return errors.Is(err, ConnectionReset), whatCame(rest, err)
	}}
}

// ending reads conn to its end: what still came, and how it ended.
func ending(conn net.Conn) ([]byte, error) {
	defer Bounded(conn.SetReadDeadline)()
	var rest []byte
	buf := make([]byte, 4096)
	for {
		n, err := conn.Read(buf)
		rest = append(rest, buf[:n]...)
		if err != nil {
			noteTimeout(err)
			return rest, err
		}
	}
}

func whatCame(rest []byte, err error) string {
	var how string
	var timeout net.Error
	switch {
	case err == io.EOF:
		how = In("then a FIN", "然后是 FIN")
	case errors.Is(err, ConnectionReset):
		how = In("then a RST: the connection was torn down, not ended", "然后是 RST：连接是被拆掉的，不是好好结束的")
	case errors.As(err, &timeout) && timeout.Timeout():
		how = In("then nothing: no FIN came, the connection is still open", "然后什么也没有：没有等到 FIN，连接还开着")
	default:
		how = err.Error()
	}
	if len(rest) == 0 {
		return In("the peer read: nothing, ", "对端读到：没有数据，") + how
	}
	const shown = 48
	tail := ""
	if len(rest) > shown {
		tail = "…"
	}
	return fmt.Sprintf(In("the peer read: %d bytes %q%s, ", "对端读到：%d 字节 %q%s，"), len(rest), rest[:min(shown, len(rest))], tail) + how
}
