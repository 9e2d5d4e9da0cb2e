package wire

import (
	"errors"
	"net"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"
)

// Without the right to it, Start says what it takes.
func TestStartNotPermitted(t *testing.T) {
	failed := make(chan error, 1)
	go func() {
		runtime.LockOSThread() // forever: the thread ends with the goroutine, its rights are its own
		failed <- func() error {
			header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
			var none [2]unix.CapUserData
			if err := unix.Capset(&header, &none[0]); err != nil {
				return err
			}
			_, err := Start(1)
			return err
		}()
	}()
	if err := <-failed; !errors.Is(err, ErrNotPermitted) || !errors.Is(err, unix.EPERM) {
		t.Errorf("got %v", err)
	}
}

// What does not fit is an error, never a gap in the trace.
func TestCaptureTooMuch(t *testing.T) {
	ln := listening(t, "127.0.0.1")
	capture := started(t, port(ln.Addr()))
	if err := unix.SetsockoptInt(capture.socket, unix.SOL_SOCKET, unix.SO_RCVBUF, 0); err != nil {
		t.Fatal(err)
	}
	for range 10 {
		conn, err := net.Dial("tcp", ln.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = conn.Close() })
	}
	if trace, err := capture.Stop(); err == nil {
		t.Errorf("%d segments and no error", len(trace))
	}
}
