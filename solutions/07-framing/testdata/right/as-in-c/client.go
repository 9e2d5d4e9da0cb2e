// Right: one exit, a buffer that doubles, and a struct that both halves fill in; the halves wake each other through pipes of their own.
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

// job is what the two halves of Ask share; each writes only its own fields.
type job struct {
	conn      net.Conn
	questions [][]byte
	limit     int
	replies   [][]byte
	rc, wc    error
	readEnd   chan struct{}
	writeEnd  chan struct{}
}

func Ask(conn net.Conn, questions [][]byte, limit int) ([][]byte, error) {
	j := &job{conn: conn, questions: questions, limit: limit, readEnd: make(chan struct{}), writeEnd: make(chan struct{})}
	go readHalf(j)
	go writeHalf(j)
	select {
	case <-j.readEnd:
		if j.rc != nil {
			conn.Close()
			<-j.writeEnd
			return j.replies, j.rc
		}
		<-j.writeEnd
		if j.wc != nil {
			conn.Close()
		}
		return j.replies, j.wc
	case <-j.writeEnd:
		if j.wc != nil {
			conn.Close()
			<-j.readEnd
			return j.replies, j.wc
		}
		<-j.readEnd
		if j.rc != nil {
			conn.Close()
		}
		return j.replies, j.rc
	}
}

func readHalf(j *job) {
	defer close(j.readEnd)
	for range j.questions {
		var reply []byte
		if reply, j.rc = ReadFrame(j.conn, j.limit); j.rc != nil {
			if j.rc == io.EOF {
				j.rc = io.ErrUnexpectedEOF
			}
			return
		}
		j.replies = append(j.replies, reply)
	}
}

func writeHalf(j *job) {
	defer close(j.writeEnd)
	for i := range j.questions {
		if j.wc = WriteFrame(j.conn, j.questions[i]); j.wc != nil {
			return
		}
	}
}
