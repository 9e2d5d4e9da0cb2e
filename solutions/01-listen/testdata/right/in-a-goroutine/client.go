// Right: dials in a goroutine, and waits for it or for ctx, whichever comes first.
package listen

import (
	"context"
	"net"
	"strings"
)

func Probe(ctx context.Context, addr string) (bool, error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	outcome := make(chan error, 1)
	go func() {
		var d net.Dialer
		conn, err := d.DialContext(ctx, "tcp", addr)
		if err == nil {
			err = conn.Close()
		}
		outcome <- err
	}()
	select {
	case <-ctx.Done():
		return false, ctx.Err()
	case err := <-outcome:
		if err != nil && strings.Contains(err.Error(), "refused") {
			return false, nil
		}
		return err == nil, err
	}
}
