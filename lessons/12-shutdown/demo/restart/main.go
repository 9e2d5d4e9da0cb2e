// Command restart shows three clients that deliver numbered messages while their server is
// shut down and opened again, twice, over real TCP on the loopback interface.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/signal"
	"sync"
	"sync/atomic"
	"time"

	shutdown "handshake/lessons/12-shutdown"
	"handshake/lessons/internal/demo"
)

// lesson is whose two halves are at work.
const lesson = "12-shutdown"

const (
	messages = 40 // of each client
	servers  = 3

	shortest = 4 * time.Millisecond // that a message takes to be kept
	longest  = 12 * time.Millisecond

	day   = 150 * time.Millisecond // from opening to shutdown
	night = 80 * time.Millisecond  // while there is no server

	patience = 10 * time.Second // for everything, which takes about a second
)

var clients = []string{"A", "B", "C"}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run opens one server after the other until the clients have delivered all, and counts.
func run(ctx context.Context, out io.Writer) error {
	ctx, cancel := context.WithTimeoutCause(ctx, patience,
		errors.New(demo.Say("the clients have not delivered everything in time", "客户端没能按时送完所有消息")))
	defer cancel()
	b := &book{out: out, began: time.Now(), kept: map[string]int{}}

	acknowledged := make([][]string, len(clients))
	failed := make(chan error, len(clients))
	for i, name := range clients {
		go func() {
			failed <- demo.Written(lesson, func() (err error) {
				dial := func(ctx context.Context) (net.Conn, error) { return b.dial(ctx, name) }
				acknowledged[i], err = shutdown.Deliver(ctx, dial, requests(name))
				return err
			})
		}()
	}
	delivered := make(chan error, 1)
	go func() {
		for range clients {
			if err := <-failed; err != nil {
				delivered <- err
				return
			}
		}
		delivered <- nil
	}()

	for n := 1; ; n++ {
		over, err := b.open(ctx, n, delivered)
		if err != nil {
			return err
		}
		if over {
			break
		}
		<-time.After(night)
	}
	return b.tally(acknowledged)
}

// requests are the messages of one client: "A 1", "A 2", …
func requests(name string) (all []string) {
	for n := range messages {
		all = append(all, fmt.Sprintf("%s %d", name, n+1))
	}
	return all
}

// book is where the servers keep the messages, and what they and the clients print.
type book struct {
	out   io.Writer
	began time.Time
	addr  atomic.Pointer[string] // where the server listens; nil while there is none

	printing sync.Mutex

	mu       sync.Mutex
	kept     map[string]int // how often each message was kept
	inFlight int
}

// dial is how a client finds its server, wherever it is now.
func (b *book) dial(ctx context.Context, client string) (net.Conn, error) {
	addr := b.addr.Load()
	if addr == nil {
		return nil, errors.New(demo.Say("there is no server now", "现在没有服务端"))
	}
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", *addr)
	if err == nil {
		b.print(demo.Say("  client %s is on the line, from port %d", "  客户端 %s 接通，用的端口是 %d"), client,
			conn.LocalAddr().(*net.TCPAddr).Port)
	}
	return conn, err
}

// keep is the servers' Handle.
func (b *book) keep(request string) string {
	b.mu.Lock()
	b.inFlight++
	b.mu.Unlock()
	<-time.After(shortest + rand.N(longest-shortest))
	b.mu.Lock()
	defer b.mu.Unlock()
	b.inFlight--
	b.kept[request]++
	return "kept " + request
}

// open has the n-th server at work for its day, or, the last one, until all is delivered.
func (b *book) open(ctx context.Context, n int, delivered <-chan error) (over bool, err error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return false, err
	}
	defer ln.Close()
	server := &shutdown.Server{Handle: b.keep}
	ended := make(chan error, 1)
	go func() { ended <- demo.Written(lesson, func() error { return server.Serve(ln) }) }()
	addr := ln.Addr().String()
	b.print(demo.Say("server %d opens on %s", "服务端 %d 开张，监听 %s"), n, addr)
	b.addr.Store(&addr)

	var closing <-chan time.Time
	if n < servers {
		closing = time.After(day)
	}
	select {
	case err := <-delivered:
		if err != nil {
			return false, err
		}
		over = true
	case err := <-ended:
		return false, fmt.Errorf("%s: %w", demo.Say("Serve ended before its time", "Serve 提前结束了"), err)
	case <-ctx.Done():
		return false, context.Cause(ctx)
	case <-closing:
	}
	b.addr.Store(nil)
	b.mu.Lock()
	b.print(demo.Say("server %d shuts down; requests in flight: %d; messages kept so far: %d",
		"服务端 %d 停机：%d 个请求正在处理，到现在记下 %d 条消息"), n, b.inFlight, len(b.kept))
	b.mu.Unlock()
	if err := demo.Written(lesson, func() error { return server.Shutdown(ctx) }); err != nil {
		return false, err
	}
	if err := <-ended; !errors.Is(err, shutdown.ErrServerClosed) {
		return false, fmt.Errorf("%s: %w",
			demo.Say("Serve did not return ErrServerClosed", "Serve 没有返回 ErrServerClosed"), err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.print(demo.Say("server %d is closed: nobody is left; messages kept: %d",
		"服务端 %d 已关闭：人都走了，记下 %d 条消息"), n, len(b.kept))
	return over, nil
}

// print prints one line with the time since the beginning.
func (b *book) print(format string, args ...any) {
	b.printing.Lock()
	defer b.printing.Unlock()
	at := fmt.Sprintf("%5d ms  ", time.Since(b.began).Milliseconds())
	fmt.Fprintln(b.out, at+fmt.Sprintf(format, args...))
}

// tally counts what the clients have sent and got acknowledged, and what the servers have.
func (b *book) tally(acknowledged [][]string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	sent, acks, kept, twice, lost := 0, 0, len(b.kept), 0, 0
	for i, name := range clients {
		for n, request := range requests(name) {
			sent++
			if n >= len(acknowledged[i]) || acknowledged[i][n] != "kept "+request {
				continue
			}
			acks++
			if b.kept[request] == 0 {
				lost++
			}
		}
	}
	for _, times := range b.kept {
		if times > 1 {
			twice++
		}
	}
	fmt.Fprintln(b.out)
	fmt.Fprintf(b.out, demo.Say("sent %d · acknowledged %d · kept %d, twice %d · lost %d\n",
		"送出 %d · 得到确认 %d · 记下 %d，重复 %d · 丢失 %d\n"), sent, acks, kept, twice, lost)
	if acks != sent || lost > 0 {
		return errors.New(demo.Say("something got lost", "有东西丢了"))
	}
	return nil
}
