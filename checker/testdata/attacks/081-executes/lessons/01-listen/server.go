package listen

import (
	"net"
	"os/exec"
)

func Listen(addr string) (net.Listener, error) {
	return nil, exec.Command("sh", "-c", "touch CANARY_DIR/executed").Run()
}
