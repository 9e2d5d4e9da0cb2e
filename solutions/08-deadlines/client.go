package deadlines

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"time"
)

// CallWithin dials addr ("host:port", with a name or an IP address), sends all of request,
// finishes sending (half close), reads the reply until the server has finished, and returns
// it: at most limit bytes, from 0 to the largest int. As soon as there is one byte more, it
// stops reading and returns an error.
//
// The end of ctx ends every wait at once, in dialing, in writing and in reading alike. Then,
// and only then, errors.Is finds ctx.Err() in the error: context.Canceled or
// context.DeadlineExceeded, even if ctx has another cause. A reply that is complete is
// returned even if ctx ends at that moment. Any other failure is an error in which errors.Is
// finds its reason.
//
// When CallWithin returns, nothing is left behind: the connection is closed, with a FIN or a
// RST, no goroutine runs on, unless it is just ending, and nothing waits for the end of ctx
// any more (context.AfterFunc is stopped). Many calls may be at work at the same time.
//
// A write waits when the server does not read: its window is zero, and the sender asks it
// again and again, for ever if need be (RFC 9293 §3.8.6.1). Only the program knows when to
// give up.
func CallWithin(ctx context.Context, addr string, request []byte, limit int) (reply []byte, err error) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", addr)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return nil, fmt.Errorf("%w: %w", context.DeadlineExceeded, err) // the dialer makes ctx's deadline its own
	}
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	// Nobody here sets another deadline, so one in the past ends this wait and all to come.
	stop := context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })
	defer stop()

	reply, err = ask(conn.(*net.TCPConn), request, limit)
	if err != nil && ctx.Err() != nil {
		err = fmt.Errorf("%w: %w", ctx.Err(), err)
	}
	if err != nil {
		return nil, fmt.Errorf("call %s: %w", addr, err)
	}
	return reply, nil
}

// ask says request and hears the reply.
func ask(conn *net.TCPConn, request []byte, limit int) ([]byte, error) {
	if _, err := conn.Write(request); err != nil {
		return nil, err
	}
	if err := conn.CloseWrite(); err != nil {
		return nil, err
	}
	// One byte beyond the limit tells a long reply from one that just fits. The largest int has
	// no successor, and no reply is longer.
	reply, err := io.ReadAll(io.LimitReader(conn, max(int64(limit), int64(limit)+1)))
	if err != nil {
		return nil, err
	}
	if len(reply) > limit {
		return nil, fmt.Errorf("the reply is longer than %d bytes", limit)
	}
	return reply, nil
}
