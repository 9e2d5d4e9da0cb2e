// Wrong: hands a refusal on as an error, though it answers the question.
// fails: nobody
// breaks: no
package listen

import (
	"context"
	"net"
)

func Probe(ctx context.Context, addr string) (bool, error) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", addr)
	if err != nil {
		return false, err
	}
	_ = conn.Close()
	return true, nil
}
