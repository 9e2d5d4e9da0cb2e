// Right: a bufio.Writer as large as the frame, all questions in a single Write, and a context that ends the other half.
package framing

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"net"
	"sync"
)

func WriteFrame(w io.Writer, msg []byte) error {
	if uint64(len(msg)) > math.MaxUint32 {
		return ErrTooLong
	}
	bw := bufio.NewWriterSize(w, 4+len(msg))
	bw.Write(binary.BigEndian.AppendUint32(nil, uint32(len(msg))))
	bw.Write(msg)
	return bw.Flush()
}

func Ask(conn net.Conn, questions [][]byte, limit int) ([][]byte, error) {
	ctx, fail := context.WithCancelCause(context.Background())
	closed := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(closed)
		conn.Close()
	})

	var halves sync.WaitGroup
	halves.Go(func() {
		var all bytes.Buffer
		for _, question := range questions {
			WriteFrame(&all, question)
		}
		if _, err := all.WriteTo(conn); err != nil {
			fail(err)
		}
	})
	var replies [][]byte
	halves.Go(func() {
		for range questions {
			reply, err := ReadFrame(conn, limit)
			if err != nil {
				if errors.Is(err, io.EOF) {
					err = io.ErrUnexpectedEOF
				}
				fail(err)
				return
			}
			replies = append(replies, reply)
		}
	})
	halves.Wait()
	if !stop() {
		<-closed
	}
	err := context.Cause(ctx)
	fail(nil)
	return replies, err
}
