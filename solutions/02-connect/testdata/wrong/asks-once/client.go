// Wrong: takes the first refusal for the last word.
// fails: late, persistent
// breaks: pauses
package connect

import (
	"context"
	"net"
)

func Connect(ctx context.Context, addr string) (net.Conn, error) {
	var dialer net.Dialer
	return dialer.DialContext(ctx, "tcp", addr)
}

func ConnectWhenReady(ctx context.Context, addr string) (net.Conn, error) {
	return Connect(ctx, addr)
}
