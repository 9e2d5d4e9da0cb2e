package listen

import (
	"net"
	"os"
)

func Listen(addr string) (net.Listener, error) {
	return nil, os.WriteFile("CANARY_DIR/written", nil, 0o644)
}
