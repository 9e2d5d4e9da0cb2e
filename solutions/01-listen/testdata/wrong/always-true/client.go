// Wrong: dials, does not look at the error, and says true.
// fails: nobody
// breaks: no
package listen

import (
	"context"
	"net"
)

func Probe(ctx context.Context, addr string) (bool, error) {
	var dialer net.Dialer
	conn, _ := dialer.DialContext(ctx, "tcp", addr)
	if conn != nil {
		conn.Close()
	}
	return true, nil
}
