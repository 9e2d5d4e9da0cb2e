package framing

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
)

// WriteFrame sends msg as one frame: its length in bytes, four bytes with the most
// significant first (big-endian), and then msg itself, which may be empty. The whole frame
// goes out in a single w.Write, so that goroutines that share w do not mix their frames: a
// net.Conn carries out one Write after the other. A message longer than four bytes can
// count is ErrTooLong, and nothing is written. A failure of w is an error in which errors.Is
// finds its reason. msg is only read.
func WriteFrame(w io.Writer, msg []byte) error {
	if uint64(len(msg)) > math.MaxUint32 {
		return fmt.Errorf("%w: %d bytes, and four bytes count to %d", ErrTooLong, len(msg), uint32(math.MaxUint32))
	}
	frame := make([]byte, 0, headerSize+len(msg))
	frame = binary.BigEndian.AppendUint32(frame, uint32(len(msg)))
	frame = append(frame, msg...)
	_, err := w.Write(frame)
	return err
}

// Ask sends every question as a frame, without waiting for replies in between, and at the
// same time reads the replies, each at most limit bytes and as many as there are questions:
// were it to send first and read then, both ends could wait for room in their buffers for
// ever. It returns the replies in order. What comes after the last reply is not read, and
// conn stays open.
//
// On a failure, Ask returns the replies that came whole until then, and the error that came
// first. A server that finishes before its last reply is io.ErrUnexpectedEOF, even between
// two frames; a reply longer than limit is ErrTooLong; any other failure is an error in which
// errors.Is finds its reason. Ask then closes conn: a frame may have travelled in part, and
// nobody could tell any more where the next one begins. Nothing of Ask's is at work when it
// has returned.
func Ask(conn net.Conn, questions [][]byte, limit int) ([][]byte, error) {
	var replies [][]byte
	done := make(chan error, 2)
	go func() { done <- send(conn, questions) }()
	go func() {
		var err error
		replies, err = receive(conn, len(questions), limit)
		done <- err
	}()
	var err error
	for range 2 {
		if failure := <-done; failure != nil && err == nil {
			err = failure
			conn.Close() // ends the wait of the other one
		}
	}
	return replies, err
}

// send writes a frame for each question.
func send(conn net.Conn, questions [][]byte) error {
	for i, question := range questions {
		if err := WriteFrame(conn, question); err != nil {
			return fmt.Errorf("question %d of %d: %w", i+1, len(questions), err)
		}
	}
	return nil
}

// receive reads the given number of replies, and returns those that came whole.
func receive(conn net.Conn, count, limit int) ([][]byte, error) {
	var replies [][]byte
	for range count {
		reply, err := ReadFrame(conn, limit)
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF // the end is clean, but replies are due
		}
		if err != nil {
			return replies, fmt.Errorf("reply %d of %d: %w", len(replies)+1, count, err)
		}
		replies = append(replies, reply)
	}
	return replies, nil
}
