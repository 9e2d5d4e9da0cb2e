package listen

import (
	"bufio"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"os"
	"strings"
	"text/tabwriter"
)

var (
	out    io.Writer = os.Stdout
	logger           = log.New(os.Stderr, "listen: ", log.LstdFlags|log.Lmsgprefix)
	events           = slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelDebug}))
)

func Listen(addr string) (net.Listener, error) {
	fmt.Println("listen", addr)
	fmt.Fprintf(out, "%q\n", addr)
	_, _ = io.Copy(os.Stdout, strings.NewReader("copied\n"))
	_, _ = io.WriteString(os.Stderr, "written\n")
	buffered := bufio.NewWriter(os.Stdout)
	defer buffered.Flush()
	table := tabwriter.NewWriter(io.MultiWriter(buffered, os.Stderr), 0, 8, 1, ' ', 0)
	fmt.Fprintln(table, "addr\t", addr)
	_ = table.Flush()
	logger.Println("asked for", addr)
	log.Printf("%v", addr)
	slog.Info("listen", "addr", addr)
	events.Debug("listen", slog.String("addr", addr))
	println("listen", addr)
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		fmt.Fprintln(os.Stderr, "!", err)
	}
	return ln, err
}
