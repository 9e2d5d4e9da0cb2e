package line

import (
	"errors"
	"fmt"
	"io"
	"net"
	"time"

	"github.com/onsi/gomega/types"

	. "handshake/lessons/internal/kit"
)

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
	return Matcher(func(conn net.Conn) (bool, string) {
		err := conn.SetDeadline(time.Time{})
		return errors.Is(err, net.ErrClosed), In("it is still open", "它还开着")
	})
}

// EndWithFIN succeeds if the connection's peer has nothing more to say and has said so with
// a FIN: the next Read is io.EOF.
func EndWithFIN() types.GomegaMatcher {
	return Matcher(func(conn net.Conn) (bool, string) {
		rest, err := ending(conn)
		return err == io.EOF && len(rest) == 0, whatCame(rest, err)
	})
}

// HaveHungUp succeeds if the connection's peer has ended it, whether with a FIN or with a RST.
func HaveHungUp() types.GomegaMatcher {
	return Matcher(func(conn net.Conn) (bool, string) {
		rest, err := ending(conn)
		return err == io.EOF || errors.Is(err, ConnectionReset), whatCame(rest, err)
	})
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
			NoteTimeout(err)
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
