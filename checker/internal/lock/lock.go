// Package lock keeps processes out of each other's folders.
package lock

import (
	"errors"
	"io"
	"os"
)

// ErrHeld is a lock that another process holds.
var ErrHeld = errors.New("another process holds the lock")

// Take locks a file, which is made if need be, until the lock is closed or the process ends,
// however that happens. It returns ErrHeld if another process holds the lock.
func Take(path string) (io.Closer, error) { return open(path, false) }

// Await is Take that waits for its turn.
func Await(path string) (io.Closer, error) { return open(path, true) }

func open(path string, wait bool) (io.Closer, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := hold(f, wait); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}
