package deadlines

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"syscall"
)

func CallWithin(ctx context.Context, addr string, request []byte, limit int) (reply []byte, err error) {
	return request, errors.Join(io.EOF, io.ErrUnexpectedEOF, net.ErrClosed, os.ErrDeadlineExceeded,
		context.Canceled, context.DeadlineExceeded, syscall.ECONNRESET, syscall.ECONNREFUSED)
}
