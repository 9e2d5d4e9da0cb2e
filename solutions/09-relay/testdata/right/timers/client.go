// Right: no deadline is set; a timer for each direction ends the relay, and io.CopyBuffer moves the bytes.
package relay

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"time"
)

type Conn interface {
	net.Conn
	CloseWrite() error
	SetLinger(sec int) error
}

const MaxHeld = 1 << 20

func Relay(ctx context.Context, a, b Conn, idle time.Duration) (aToB, bToA int64, err error) {
	if err := ctx.Err(); err != nil {
		tear(a, b)
		return 0, 0, err
	}
	over, end := context.WithCancelCause(context.WithoutCancel(ctx))
	defer end(nil)
	stop := context.AfterFunc(ctx, func() { end(ctx.Err()) })
	defer stop()
	torn := make(chan struct{})
	stopTearing := context.AfterFunc(over, func() { tear(a, b); close(torn) })

	ab, ba := &watch{idle: idle, end: end}, &watch{idle: idle, end: end}
	defer ab.stop()
	defer ba.stop()
	both := make(chan struct{}, 2)
	go func() { aToB = copyTo(b, a, ab, ba, end); both <- struct{}{} }()
	go func() { bToA = copyTo(a, b, ba, ab, end); both <- struct{}{} }()
	<-both
	<-both
	if !stopTearing() {
		<-torn
		return aToB, bToA, context.Cause(over)
	}
	_ = a.Close()
	_ = b.Close()
	return aToB, bToA, nil
}

func tear(conns ...Conn) {
	for _, c := range conns {
		_ = c.SetLinger(0)
		_ = c.Close()
	}
}

func copyTo(to, from Conn, own, other *watch, end func(error)) int64 {
	n, err := io.CopyBuffer(moving{to, own}, moving{fromThenOther{from, other}, own}, make([]byte, 9000))
	if err == nil {
		own.stop()
		err = to.CloseWrite()
	}
	if err != nil {
		end(err)
	}
	return n
}

// moving tells a watch of every byte.
type moving struct {
	io.ReadWriter
	watch *watch
}

func (m moving) Read(p []byte) (int, error) {
	n, err := m.ReadWriter.Read(p)
	m.watch.moved(n)
	return n, err
}

func (m moving) Write(p []byte) (int, error) {
	n, err := m.ReadWriter.Write(p)
	m.watch.moved(n)
	return n, err
}

// fromThenOther starts the other direction's watch at the end.
type fromThenOther struct {
	io.ReadWriter
	other *watch
}

func (f fromThenOther) Read(p []byte) (int, error) {
	n, err := f.ReadWriter.Read(p)
	if err == io.EOF {
		f.other.start()
	}
	return n, err
}

type watch struct {
	mu    sync.Mutex
	idle  time.Duration
	end   func(error)
	timer *time.Timer
	done  bool
}

var errIdle = errors.Join(errors.New("nothing moves any more"), os.ErrDeadlineExceeded)

func (w *watch) start() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.idle > 0 && !w.done && w.timer == nil {
		w.timer = time.AfterFunc(w.idle, func() { w.end(errIdle) })
	}
}

func (w *watch) moved(n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if n > 0 && w.timer != nil && !w.done {
		w.timer.Reset(w.idle)
	}
}

func (w *watch) stop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done = true
	if w.timer != nil {
		w.timer.Stop()
	}
}
