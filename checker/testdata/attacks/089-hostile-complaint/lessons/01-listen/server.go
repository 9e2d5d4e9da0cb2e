package listen

import "net"

func Listen(addr string) (net.Listener, error) {
	var x int = `<script>alert(1)</script>[2J‮=1+1
::error::owned`
	return nil, nil
}
