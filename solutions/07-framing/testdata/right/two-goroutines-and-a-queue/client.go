// Right: a lock for each connection, which is not needed, and errors that tell of both halves.
package framing

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"sync"
)

// locks holds a lock for each writer.
var locks sync.Map

func WriteFrame(w io.Writer, msg []byte) error {
	if uint64(len(msg)) > math.MaxUint32 {
		return errors.New("more than four bytes can count")
	}
	lock, _ := locks.LoadOrStore(w, new(sync.Mutex))
	lock.(*sync.Mutex).Lock()
	defer lock.(*sync.Mutex).Unlock()
	frame := make([]byte, 4+len(msg))
	binary.BigEndian.PutUint32(frame, uint32(len(msg)))
	copy(frame[4:], msg)
	n, err := w.Write(frame)
	if err == nil && n < len(frame) {
		err = io.ErrShortWrite
	}
	return err
}

func Ask(conn net.Conn, questions [][]byte, limit int) ([][]byte, error) {
	defer locks.Delete(conn)
	sent, came := make(chan error), make(chan []byte)
	go func() {
		for _, question := range questions {
			if err := WriteFrame(conn, question); err != nil {
				sent <- fmt.Errorf("asking: %w", err)
				return
			}
		}
		sent <- nil
	}()
	var failed error
	go func() {
		defer close(came)
		for range questions {
			reply, err := ReadFrame(conn, limit)
			if errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF
			}
			if err != nil {
				failed = fmt.Errorf("listening: %w", err)
				return
			}
			came <- reply
		}
	}()
	var replies [][]byte
	var all error
	for sent != nil || came != nil {
		select {
		case err := <-sent:
			sent = nil
			if err != nil {
				all = errors.Join(all, err)
				conn.Close()
			}
		case reply, ok := <-came:
			if ok {
				replies = append(replies, reply)
				continue
			}
			came = nil
			if failed != nil {
				all = errors.Join(all, failed)
				conn.Close()
			}
		}
	}
	return replies, all
}
