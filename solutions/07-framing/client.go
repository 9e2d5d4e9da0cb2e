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
// goes out in a single w.Write, so that goroutines that share w do not mix their frames; on
// a *net.TCPConn, net.Buffers will do as well. No second Write follows, whatever becomes of
// the first. A message longer than four bytes can count is an error, and nothing is written.
// A failure of w is an error in which errors.Is finds its reason, however many bytes w took.
// msg, and the memory behind it, is only read.
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

// Ask sends every question as a frame, in order, and does not wait for replies in between,
// however many questions there are. At the same time it reads the replies, each at most limit
// bytes and as many as there are questions. It returns them in order, when all questions have
// been sent and all replies have come; without questions it neither reads nor writes. What
// comes after the last reply is left unread, and conn is left open in both directions, with
// the deadlines it had.
//
// On a failure, Ask returns the replies that it has read whole until then, and an error in
// which errors.Is finds the reason that came first. A server that finishes before its last
// reply is io.ErrUnexpectedEOF and not io.EOF, even between two frames; a reply longer than
// limit is ErrTooLong; any other failure is its own reason. Before it returns, Ask then closes
// conn: a frame may have travelled in part, and nobody could tell any more where the next one
// begins.
//
// Ask has no time limit of its own and only reads the questions. Nothing of Ask's is at work
// when it has returned.
func Ask(conn net.Conn, questions [][]byte, limit int) ([][]byte, error) {
	// Were it to send first and to read then, both ends could wait for room in their buffers
	// for ever.
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
