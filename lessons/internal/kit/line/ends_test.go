package line

import (
	"net"
	"testing"
)

func TestEndings(t *testing.T) {
	for name, c := range map[string]struct {
		end  func(*net.TCPConn)
		fin  bool
		over bool
	}{
		"closes":       {func(c *net.TCPConn) { _ = c.Close() }, true, true},
		"half-closes":  {func(c *net.TCPConn) { _ = c.CloseWrite() }, true, true},
		"resets":       {func(c *net.TCPConn) { _ = c.SetLinger(0); _ = c.Close() }, false, true},
		"speaks first": {func(c *net.TCPConn) { _, _ = c.Write([]byte("x")); _ = c.Close() }, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ln, err := net.Listen("tcp", AnyPort)
			if err != nil {
				t.Fatal(err)
			}
			defer ln.Close()
			near, err := net.Dial("tcp", ln.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			defer near.Close()
			far, err := ln.Accept()
			if err != nil {
				t.Fatal(err)
			}
			defer far.Close()
			c.end(far.(*net.TCPConn))
			fin, over := EndWithFIN(), HaveHungUp()
			if ok, err := fin.Match(near); ok != c.fin || err != nil {
				t.Errorf("%v %v: %s", ok, err, fin.FailureMessage(near))
			}
			if ok, err := over.Match(near); ok != c.over || err != nil {
				t.Errorf("%v %v: %s", ok, err, over.FailureMessage(near))
			}
		})
	}
}
