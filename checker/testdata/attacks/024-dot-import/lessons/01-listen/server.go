package listen

import . "net"

func Listen(addr string) (Listener, error) { return nil, ErrClosed }
