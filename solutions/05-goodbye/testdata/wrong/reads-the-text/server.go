// Wrong: reads the text of the error in place of the error.
// fails: other
// breaks: ending-text
package goodbye

import (
	"io"
	"net"
	"strings"
)

func SeeOff(conn *net.TCPConn, lastWords func(heard []byte) []byte) error {
	defer conn.Close()
	heard, err := io.ReadAll(conn)
	if err != nil {
		return err
	}
	_, err = conn.Write(lastWords(heard))
	return err
}

type Ending string

const (
	Finished   Ending = "finished"
	Reset      Ending = "reset"
	Timeout    Ending = "timeout"
	LocalClose Ending = "local close"
	Other      Ending = "other"
)

func EndingOf(err error) Ending {
	if err == nil {
		return Finished
	}
	text := err.Error()
	switch {
	case strings.Contains(text, "EOF"):
		return Finished
	case strings.Contains(text, "reset by peer"), strings.Contains(text, "broken pipe"):
		return Reset
	case strings.Contains(text, "timeout"):
		return Timeout
	case strings.Contains(text, "closed"):
		return LocalClose
	}
	return Other
}
