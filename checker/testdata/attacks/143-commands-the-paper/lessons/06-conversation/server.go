package conversation

import (
	"context"
	"fmt"
	"io"
	"net"
)

const Greeting = "Hello, Client!"

func Serve(ctx context.Context, ln net.Listener, out io.Writer) error {
	if paper, ok := out.(interface{ On(string, func()) }); ok {
		paper.On("Server connection closed.", func() {})
	}
	if paper, ok := out.(fmt.Stringer); ok {
		_ = paper.String()
	}
	fmt.Fprintf(out, "%#v %+v %#v\n", out, out, ln)
	if asked, ok := ln.(interface{ Asked() int }); ok && asked.Asked() == 0 {
		return ln.Close()
	}
	return ln.Close()
}
