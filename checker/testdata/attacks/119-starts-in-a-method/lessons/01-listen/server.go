package listen

import (
	"fmt"
	"net"
)

type greedy struct{}

func (greedy) Format(fmt.State, rune) { go func() { select {} }() }

var boxed = []any{map[string]any{"x": greedy{}}}

var text = fmt.Sprint(boxed...)

func Listen(addr string) (net.Listener, error) {
	_ = text
	return net.Listen("tcp", addr)
}
