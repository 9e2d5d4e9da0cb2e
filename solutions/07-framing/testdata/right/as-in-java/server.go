// Right: streams, exceptions and a try with resources, as in Java.
package framing

import (
	"bytes"
	"errors"
	"io"
	"net"
)

// ErrTooLong is the error for a message that is longer than allowed.
var ErrTooLong = errors.New("message too long")

// headerSize is the size of a frame's length, in bytes.
const headerSize = 4

// dataInput reads as java.io.DataInputStream does: it throws.
type dataInput struct{ r io.Reader }

// ioException is what dataInput throws.
type ioException struct{ err error }

func (in dataInput) read() int {
	var b [1]byte
	switch _, err := io.ReadFull(in.r, b[:]); err {
	case nil:
		return int(b[0])
	case io.EOF:
		return -1
	default:
		panic(ioException{err})
	}
}

func (in dataInput) readFully(length int) []byte {
	var out bytes.Buffer
	for out.Len() < length {
		piece := make([]byte, min(8192, length-out.Len()))
		n, err := in.r.Read(piece)
		out.Write(piece[:n])
		if err != nil && out.Len() < length {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			panic(ioException{err})
		}
	}
	return out.Bytes()
}

// catch turns what was thrown into an error.
func catch(err *error) {
	switch v := recover().(type) {
	case nil:
	case ioException:
		*err = v.err
	default:
		panic(v)
	}
}

func ReadFrame(r io.Reader, limit int) (msg []byte, err error) {
	defer catch(&err)
	in := dataInput{r}
	first := in.read()
	if first < 0 {
		return nil, io.EOF
	}
	rest := in.readFully(3)
	length := int64(first)<<24 | int64(rest[0])<<16 | int64(rest[1])<<8 | int64(rest[2])
	if length > int64(limit) {
		return nil, ErrTooLong
	}
	return in.readFully(int(length)), nil
}

func EchoFrames(conn net.Conn, limit int) (err error) {
	defer catch(&err)
	for {
		msg, err := ReadFrame(conn, limit)
		if err == io.EOF {
			return nil
		}
		throw(err)
		throw(WriteFrame(conn, msg))
	}
}

// throw throws what is an error.
func throw(err error) {
	if err != nil {
		panic(ioException{err})
	}
}
