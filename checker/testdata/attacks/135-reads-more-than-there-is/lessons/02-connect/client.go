package connect

import (
	"context"
	"net"
)

// liar has read more than is asked for, or less than nothing.
type liar struct{ net.Conn }

func (liar) Read(p []byte) (int, error) { return 1000*len(p) - 1, nil }
func (liar) Close() error               { return nil }

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
