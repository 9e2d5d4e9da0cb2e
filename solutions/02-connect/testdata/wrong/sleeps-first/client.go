// Wrong: sleeps for a second, as the original program does, and hopes that the server is there by then.
// fails: no-wait, late
// breaks: no-wait
package connect

import (
	"context"
	"net"
	"time"
)

func Connect(ctx context.Context, addr string) (net.Conn, error) {
	var dialer net.Dialer
	return dialer.DialContext(ctx, "tcp", addr)
}

func ConnectWhenReady(ctx context.Context, addr string) (net.Conn, error) {
	time.Sleep(time.Second)
	return Connect(ctx, addr)
}
