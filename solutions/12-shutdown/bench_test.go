package shutdown_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	shutdown "handshake/solutions/12-shutdown"
)

// callers is how many connections BenchmarkDrain drains. Each takes two descriptors; where
// the hard limit allows it, Go itself has raised the soft one.
const callers = 1000

// BenchmarkDrain shuts a server down while a request of each of its callers is in flight,
// and checks that every reply arrives whole and every connection ends with a FIN. It reports
// how long that takes from Shutdown's call to its return.
func BenchmarkDrain(b *testing.B) {
	var draining time.Duration
	for b.Loop() {
		draining += drain(b)
	}
	b.ReportMetric(float64(draining.Microseconds())/1000/float64(b.N), "ms/drain")
	b.ReportMetric(callers, "callers")
}

// drain is one server from its opening to its end.
func drain(b *testing.B) time.Duration {
	var handled atomic.Int64
	var inFlight sync.WaitGroup
	inFlight.Add(callers)
	finish := make(chan struct{})
	server := &shutdown.Server{Handle: func(request string) string {
		inFlight.Done()
		<-finish
		handled.Add(1)
		return "kept " + request
	}}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(ln) }()

	conns := make([]net.Conn, callers)
	defer func() {
		for _, conn := range conns {
			if conn != nil {
				_ = conn.Close()
			}
		}
	}()
	for i := range conns {
		conn, err := net.DialTimeout("tcp", ln.Addr().String(), 10*time.Second)
		if errors.Is(err, syscall.EMFILE) {
			_ = ln.Close()
			b.Skipf("%d connections need %d descriptors, and the limit is lower (ulimit -n)", callers, 2*callers)
		}
		if err != nil {
			b.Fatal(err)
		}
		conns[i] = conn
		if _, err := fmt.Fprintf(conn, "message %d\n", i); err != nil {
			b.Fatal(err)
		}
	}
	inFlight.Wait()

	began := time.Now()
	down := make(chan error, 1)
	go func() { down <- server.Shutdown(context.Background()) }()
	if err := <-served; !errors.Is(err, shutdown.ErrServerClosed) {
		b.Fatalf("Serve returns %v", err)
	}
	close(finish) // not before the shutdown is under way
	if err := <-down; err != nil {
		b.Fatalf("Shutdown returns %v", err)
	}
	took := time.Since(began)

	for i, conn := range conns {
		in := bufio.NewReader(conn)
		if reply, err := in.ReadString('\n'); reply != fmt.Sprintf("kept message %d\n", i) {
			b.Fatalf("reply %d is lost: %q, %v", i, reply, err)
		}
		if _, err := in.ReadByte(); err != io.EOF {
			b.Fatalf("connection %d ends with %v, not with a FIN", i, err)
		}
	}
	if n := handled.Load(); n != callers {
		b.Fatalf("%d requests were handled, not %d", n, callers)
	}
	return took
}
