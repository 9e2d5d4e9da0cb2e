package scene

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"slices"
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
	k := One(d, slices.DeleteFunc(slices.Clone(kinds), func(k kind) bool {
		return slices.ContainsFunc(except, func(err error) bool { return errors.Is(k.err, err) })
	})...)
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
	listed := false
	for _, k := range slices.Concat(kinds, more) {
		want, is := errors.Is(of, k.err), errors.Is(got, k.err)
		listed = listed || want
		if want == is || slices.ContainsFunc(also, func(err error) bool { return errors.Is(err, k.err) }) {
			continue
		}
		finds := In("errors.Is does not find %s", "errors.Is 找不到 %s")
		if want {
			finds = In("errors.Is finds %s", "errors.Is 能找到 %s")
		}
		s.Check(false, why, fmt.Sprintf(finds, k.name), OneLine(got))
	}
	if of != nil && !listed && !errors.Is(got, of) {
		s.Check(false, why, fmt.Sprintf(In("errors.Is finds “%s”", "errors.Is 能找到“%s”"), OneLine(of)), OneLine(got))
	}
}

func nameOf(err error) string {
	all := slices.Concat(kinds, more)
	if i := slices.IndexFunc(all, func(k kind) bool { return errors.Is(err, k.err) }); i >= 0 {
		return all[i].name
	}
	return OneLine(err)
}
