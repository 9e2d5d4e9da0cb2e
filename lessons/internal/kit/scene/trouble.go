package scene

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"syscall"

	. "handshake/lessons/internal/kit"
	"handshake/lessons/internal/kit/line"
)

// Trouble is an error that something meets, in one of the forms in which errors come.
type Trouble struct {
	Err  error
	name string
}

// String names the trouble in a story.
func (t Trouble) String() string { return t.name }

// kind is an error that a caller may want to tell from others.
type kind struct {
	name string
	err  error
}

// kinds are the errors that errors.Is is asked about.
var kinds = []kind{
	{"ECONNRESET", line.ConnectionReset},
	{"EPIPE", syscall.EPIPE},
	{"ETIMEDOUT", syscall.ETIMEDOUT},
	{"ECONNREFUSED", syscall.ECONNREFUSED},
	{"ECONNABORTED", syscall.ECONNABORTED},
	{"EHOSTUNREACH", syscall.EHOSTUNREACH},
	{"ENETUNREACH", syscall.ENETUNREACH},
	{"ENOBUFS", syscall.ENOBUFS},
	{"EMFILE", syscall.EMFILE},
	{"io.ErrUnexpectedEOF", io.ErrUnexpectedEOF},
	{"io.ErrClosedPipe", io.ErrClosedPipe},
	{"net.ErrClosed", net.ErrClosed},
	{"os.ErrDeadlineExceeded", os.ErrDeadlineExceeded},
	{"context.DeadlineExceeded", context.DeadlineExceeded},
	{"context.Canceled", context.Canceled},
	{"os.ErrClosed", os.ErrClosed},
	{"errors.New(\"odd\")", errors.New("odd")},
}

// more are errors that nothing meets here, and that errors.Is is asked about all the same.
var more = []kind{{"io.EOF", io.EOF}, {"io.ErrShortWrite", io.ErrShortWrite}, {"fs.ErrNotExist", fs.ErrNotExist}}

// Trouble is one of the errors, bare or wrapped in one of the ways in which errors are. The
// errors of except are left out.
func (d *Dice) Trouble(except ...error) Trouble {
	var of []kind
	for _, k := range kinds {
		left := true
		for _, e := range except {
			left = left && !errors.Is(k.err, e)
		}
		if left {
			of = append(of, k)
		}
	}
	k := One(d, of...)
	switch d.Below(5) {
	case 1:
		err := k.err
		if number, ok := err.(syscall.Errno); ok {
			err = os.NewSyscallError("read", number)
		}
		return Trouble{&net.OpError{Op: "read", Net: "tcp", Err: err}, "net.OpError{" + k.name + "}"}
	case 2:
		return Trouble{fmt.Errorf("layer: %w", fmt.Errorf("below: %w", k.err)), "fmt.Errorf(%w, " + k.name + ")"}
	case 3:
		return Trouble{errors.Join(errors.New("first"), k.err), "errors.Join(…, " + k.name + ")"}
	case 4:
		return Trouble{&own{k.err}, "own type{" + k.name + "}"}
	}
	return Trouble{k.err, k.name}
}

// own is an error type as a library has one.
type own struct{ reason error }

func (e *own) Error() string { return "trouble" }
func (e *own) Unwrap() error { return e.reason }

// Kinds ends the scene unless errors.Is answers the same for got as for of, for every error that
// a caller may want to tell from others, those of also excepted.
func (s *Stage) Kinds(why string, got, of error, also ...error) {
	if got == nil {
		s.Check(false, why, nameOf(of), In("no error", "没有错误"))
	}
	for _, list := range [][]kind{kinds, more} {
		for _, k := range list {
			want, is := errors.Is(of, k.err), errors.Is(got, k.err)
			if want == is || matches(also, k.err) {
				continue
			}
			if want {
				s.Check(false, why, fmt.Sprintf(In("errors.Is finds %s", "errors.Is 能找到 %s"), k.name), OneLine(got))
			}
			s.Check(false, why, fmt.Sprintf(In("errors.Is does not find %s", "errors.Is 找不到 %s"), k.name), OneLine(got))
		}
	}
	if of != nil && unlisted(of) && !errors.Is(got, of) {
		s.Check(false, why, fmt.Sprintf(In("errors.Is finds “%s”", "errors.Is 能找到“%s”"), OneLine(of)), OneLine(got))
	}
}

func matches(of []error, target error) bool {
	for _, err := range of {
		if errors.Is(err, target) {
			return true
		}
	}
	return false
}

// unlisted reports whether no error of the lists is found in err.
func unlisted(err error) bool {
	for _, list := range [][]kind{kinds, more} {
		for _, k := range list {
			if errors.Is(err, k.err) {
				return false
			}
		}
	}
	return true
}

func nameOf(err error) string {
	for _, list := range [][]kind{kinds, more} {
		for _, k := range list {
			if errors.Is(err, k.err) {
				return k.name
			}
		}
	}
	return OneLine(err)
}
