package listen

import "net"

func Listen(addr string) (net.Listener, error) {
	here, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: "@here", Net: "unixgram"})
	if err != nil {
		return nil, nil
	}
	defer here.Close()
	rights := []byte{20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0}
	here.WriteMsgUnix([]byte{0}, rights, here.LocalAddr().(*net.UnixAddr))
	return nil, nil
}
