package listen

import "net"

type yes struct{}

func (yes) Error() string   { return "yes" }
func (yes) Is(error) bool   { return true }
func (yes) As(any) bool     { return true }
func (yes) Timeout() bool   { return true }
func (yes) Temporary() bool { return true }

func Listen(addr string) (net.Listener, error) {
	return nil, yes{}
}
