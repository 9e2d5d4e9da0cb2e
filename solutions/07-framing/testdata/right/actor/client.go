// Right: one goroutine owns the outcome, and the halves send it messages: no lock, and nothing shared.
package framing

import (
	"encoding/binary"
	"io"
	"math"
	"net"
)

func WriteFrame(w io.Writer, msg []byte) error {
	if uint64(len(msg)) > math.MaxUint32 {
		return ErrTooLong
	}
	frame := make([]byte, 0, 4+len(msg))
	frame = binary.BigEndian.AppendUint32(frame, uint32(len(msg)))
	frame = append(frame, msg...)
	_, err := w.Write(frame)
	return err
}

func Ask(conn net.Conn, questions [][]byte, limit int) ([][]byte, error) {
	type event struct {
		reply []byte
		err   error
		done  bool
	}
	events := make(chan event)
	type outcome struct {
		replies [][]byte
		err     error
	}
	result := make(chan outcome)
	go func() { // the actor
		var out outcome
		for left := 2; left > 0; {
			switch e := <-events; {
			case e.done:
				left--
			case e.err != nil && out.err == nil:
				out.err = e.err
				_ = conn.Close()
			case e.err == nil && out.err == nil:
				out.replies = append(out.replies, e.reply)
			}
		}
		result <- out
	}()
	go func() {
		for _, question := range questions {
			if err := WriteFrame(conn, question); err != nil {
				events <- event{err: err}
				break
			}
		}
		events <- event{done: true}
	}()
	go func() {
		for range questions {
			reply, err := ReadFrame(conn, limit)
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			events <- event{reply: reply, err: err}
			if err != nil {
				break
			}
		}
		events <- event{done: true}
	}()
	out := <-result
	return out.replies, out.err
}
