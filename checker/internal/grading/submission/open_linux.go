package submission

import (
	"errors"
	"os"
	"path"

	"golang.org/x/sys/unix"
)

// openBeneath opens a regular file or a folder beneath root. The kernel itself refuses any
// link on the way and any way out, whatever is exchanged meanwhile; a pipe is opened without
// waiting for its writer, and given back.
func openBeneath(root *os.Root, name string, dir bool) (*os.File, error) {
	base, err := root.Open(".")
	if err != nil {
		return nil, err
	}
	defer base.Close()
	how := unix.OpenHow{
		Flags:   unix.O_RDONLY | unix.O_NONBLOCK | unix.O_NOCTTY | unix.O_CLOEXEC,
		Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_SYMLINKS | unix.RESOLVE_NO_MAGICLINKS,
	}
	if dir {
		how.Flags |= unix.O_DIRECTORY
	}
	name = path.Clean(name)
	for range 100 {
		fd, err := unix.Openat2(int(base.Fd()), name, &how)
		switch {
		case err == nil:
			return plain(os.NewFile(uintptr(fd), name), dir)
		case errors.Is(err, unix.EINTR), errors.Is(err, unix.EAGAIN):
			continue // something was renamed on the way: the kernel asks to try again
		case errors.Is(err, unix.ENOSYS), errors.Is(err, unix.EPERM):
			return openStepwise(root, name, dir) // an old kernel, or a container that forbids it
		case errors.Is(err, unix.ELOOP):
			return nil, errLink
		case errors.Is(err, unix.ENXIO):
			return nil, errSpecial // a socket
		}
		return nil, &os.PathError{Op: "openat2", Path: name, Err: err}
	}
	return nil, errChanged
}

// plain gives back anything but a regular file, or a folder where that is wanted.
func plain(f *os.File, dir bool) (*os.File, error) {
	info, err := f.Stat()
	if err == nil && !dir && !info.Mode().IsRegular() {
		err = errSpecial
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}
