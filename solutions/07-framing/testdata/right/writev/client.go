// Right: lets the kernel put length and message together where it can, and closes for everybody when the first has failed.
package framing

import (
	"encoding/binary"
	"io"
	"math"
	"net"
	"slices"
	"sync"
)

func WriteFrame(w io.Writer, msg []byte) error {
	if uint64(len(msg)) > math.MaxUint32 {
		return ErrTooLong
	}
	var header [4]byte
	binary.BigEndian.PutUint32(header[:], uint32(len(msg)))
	if conn, ok := w.(*net.TCPConn); ok {
		parts := net.Buffers{header[:], msg}
		_, err := parts.WriteTo(conn) // one writev, under the connection's own lock
		return err
	}
	_, err := w.Write(slices.Concat(header[:], msg))
	return err
}

func Ask(conn net.Conn, questions [][]byte, limit int) (replies [][]byte, err error) {
	type result struct {
		reply []byte
		err   error
	}
	results := make(chan result)
	var halves sync.WaitGroup
	halves.Go(func() {
		for _, question := range questions {
			if err := WriteFrame(conn, question); err != nil {
				results <- result{err: err}
				return
			}
		}
	})
	halves.Go(func() {
		for range questions {
			reply, err := ReadFrame(conn, limit)
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			results <- result{reply, err}
			if err != nil {
				return
			}
		}
	})
	go func() {
		halves.Wait()
		close(results)
	}()
	for r := range results {
		switch {
		case r.err == nil && err == nil:
			replies = append(replies, r.reply)
		case r.err != nil && err == nil:
			err = r.err
			conn.Close()
		}
	}
	return replies, err
}
