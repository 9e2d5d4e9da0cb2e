// Right: wakes the other half with a deadline that has passed, and then closes; its errors go over one channel.
package framing

import (
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"
)

func WriteFrame(w io.Writer, msg []byte) error {
	length := uint64(len(msg))
	if length>>32 != 0 {
		return fmt.Errorf("%d: %w", length, ErrTooLong)
	}
	frame := append([]byte{byte(length >> 24), byte(length >> 16), byte(length >> 8), byte(length)}, msg...)
	_, err := w.Write(frame)
	return err
}

func Ask(conn net.Conn, questions [][]byte, limit int) (replies [][]byte, err error) {
	failures := make(chan error, 2)
	halves := []func() error{
		func() error {
			for i := range questions {
				if err := WriteFrame(conn, questions[i]); err != nil {
					return err
				}
			}
			return nil
		},
		func() error {
			for len(replies) < len(questions) {
				reply, err := ReadFrame(conn, limit)
				switch {
				case errors.Is(err, io.EOF):
					return fmt.Errorf("the server hung up: %w", io.ErrUnexpectedEOF)
				case err != nil:
					return err
				}
				replies = append(replies, reply)
			}
			return nil
		},
	}
	var over sync.WaitGroup
	for _, half := range halves {
		over.Go(func() {
			err := half()
			failures <- err // before the other half can fail because of it
			if err != nil {
				conn.SetDeadline(time.Unix(1, 0))
			}
		})
	}
	if err = <-failures; err != nil {
		<-failures
	} else {
		err = <-failures
	}
	over.Wait()
	if err != nil {
		conn.Close()
	}
	return replies, err
}
