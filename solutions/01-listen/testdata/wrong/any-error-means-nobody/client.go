// Wrong: takes every error for a refusal.
// fails: ctx-over, silence, no-address
// breaks: open-question
package listen

import (
	"context"
	"net"
)

func Probe(ctx context.Context, addr string) (bool, error) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", addr)
	if err != nil {
		return false, nil
	}
	_ = conn.Close()
	return true, nil
}
