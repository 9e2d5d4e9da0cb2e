// Wrong: tries to listen at the address, and takes "in use" for "somebody listens".
// fails: nobody, hangs-up
// breaks: no
package listen

import (
	"context"
	"errors"
	"net"
	"syscall"
)

func Probe(ctx context.Context, addr string) (bool, error) {
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	ln, err := net.Listen("tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	return false, ln.Close()
}
