package listen

import "net"

// doorman hands out connections that lead to nobody.
type doorman struct{ net.Listener }

func (d *doorman) Accept() (net.Conn, error) {
	conn, err := d.Listener.Accept()
	if err != nil {
		return nil, err
	}
	conn.Close()
	nobody, _ := net.Pipe()
	return nobody, nil
}

func Listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &doorman{Listener: ln}, nil
}
