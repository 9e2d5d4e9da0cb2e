package manyclients_test

import (
	"errors"
	"io"
	"net"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	manyclients "handshake/solutions/10-many-clients"
)

const (
	clients = 1000
	message = 64      // bytes
	turn    = clients // exchanges in a row with each server, where the two are compared
)

// BenchmarkServer has clients talk with the Server of this lesson and, for comparison, with
// the barest server that one can write with net: the same echo, but nothing that counts,
// limits, recovers or closes in good order.
//
// server and bare report exchanges per second, each a message there and back, on all
// connections at once; and B/conn, the memory of a connection on which nothing is said: what
// the heap and the stacks of this process have grown by while the server picked up the
// clients, who were connected before, divided by their number. It includes the net.Conn, the
// goroutine and the handler's buffer of one message, and not the kernel's buffers.
//
// compared has the two take turns, so that a busy machine disturbs both alike, and reports the
// ratio of their exchanges per second: above 1, the Server was the faster one.
func BenchmarkServer(b *testing.B) {
	servers := map[string]func(net.Listener) error{
		"server": func(ln net.Listener) error {
			return (&manyclients.Server{Handler: echo, MaxConns: clients}).Serve(ln)
		},
		"bare": bare,
	}
	names := []string{"server", "bare"}
	idle, houses := map[string]float64{}, []*house{}
	for _, name := range names {
		h := open(b, servers[name])
		idle[name], houses = h.idle, append(houses, h)
	}
	for _, h := range houses { // not before all are measured: goroutines that end leave their stacks
		h.close()
	}
	for _, name := range names {
		b.Run(name, func(b *testing.B) {
			h := open(b, servers[name])
			defer h.close()
			b.ResetTimer()
			h.exchange(b, b.N)
			b.StopTimer()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "exchanges/s")
			b.ReportMetric(idle[name], "B/conn")
		})
	}
	b.Run("compared", func(b *testing.B) {
		server, other := open(b, servers["server"]), open(b, servers["bare"])
		defer server.close()
		defer other.close()
		var took, otherTook time.Duration
		b.ResetTimer()
		for done := 0; done < b.N; done += turn {
			n := min(turn, b.N-done)
			took += server.exchange(b, n)
			otherTook += other.exchange(b, n)
		}
		b.StopTimer()
		b.ReportMetric(otherTook.Seconds()/took.Seconds(), "ratio")
	})
}

// bare is the server to compare with.
func bare(ln net.Listener) error {
	for {
		conn, err := ln.Accept()
		if err != nil {
			return nil
		}
		go echo(conn)
	}
}

// echoes is how many connections are being echoed, by all servers.
var echoes atomic.Int64

// echo sends back what it hears, until the client has finished.
func echo(conn net.Conn) {
	defer conn.Close()
	echoes.Add(1)
	defer echoes.Add(-1)
	buf := make([]byte, message)
	for {
		n, err := conn.Read(buf)
		if err != nil {
			return
		}
		if _, err := conn.Write(buf[:n]); err != nil {
			return
		}
	}
}

// house is a server at work with all its clients on the line.
type house struct {
	ln     net.Listener
	served chan struct{} // closed when the server has returned
	conns  []net.Conn
	idle   float64 // bytes of memory for each connection
}

// open connects all clients first, and then has the server pick them up.
func open(b *testing.B, serve func(net.Listener) error) *house {
	b.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	h := &house{ln: ln, served: make(chan struct{}), conns: make([]net.Conn, 0, clients)}
	for range clients {
		conn, err := net.DialTimeout("tcp", ln.Addr().String(), time.Second)
		if errors.Is(err, syscall.EMFILE) || errors.Is(err, os.ErrDeadlineExceeded) {
			b.Skipf("this machine does not keep %d clients in line: %v", clients, err)
		}
		if err != nil {
			b.Fatal(err)
		}
		h.conns = append(h.conns, conn)
	}
	before, all := memory(), echoes.Load()+clients
	go func() {
		defer close(h.served)
		if err := serve(ln); err != nil {
			b.Error(err)
		}
	}()
	for echoes.Load() < all {
		runtime.Gosched()
	}
	h.idle = (memory() - before) / clients
	return h
}

// close has all clients leave, and waits until the server has noticed.
func (h *house) close() {
	all := echoes.Load() - clients
	for _, conn := range h.conns {
		_ = conn.Close()
	}
	_ = h.ln.Close()
	<-h.served
	for echoes.Load() > all {
		runtime.Gosched()
	}
}

// memory is how many bytes the heap's live objects and the stacks take.
func memory() float64 {
	runtime.GC()
	runtime.GC() // what the first has found to be free, stacks too, is given back by now
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc + m.StackInuse)
}

// exchange has the clients send n messages in all, each waiting for its echo before the next.
func (h *house) exchange(b *testing.B, n int) time.Duration {
	b.Helper()
	began := time.Now()
	var talking sync.WaitGroup
	for i, conn := range h.conns {
		mine := n / clients
		if i < n%clients {
			mine++
		}
		talking.Go(func() {
			said, heard := make([]byte, message), make([]byte, message)
			for range mine {
				if _, err := conn.Write(said); err != nil {
					b.Error(err)
					return
				}
				if _, err := io.ReadFull(conn, heard); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	talking.Wait()
	return time.Since(began)
}
