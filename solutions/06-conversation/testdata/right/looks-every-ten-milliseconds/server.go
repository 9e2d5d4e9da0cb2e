// Right: a watchdog goroutine looks at ctx with every tick (10 ms) and closes; a table of steps; errors are joined.
package conversation

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"sync"
	"time"
)

const Greeting = "Hello, Client!"

// watchdog closes what it guards when ctx has ended; it looks every 10 ms.
type watchdog struct {
	mu      sync.Mutex
	bitten  bool
	guarded []io.Closer
	leash   chan struct{}
	gone    sync.WaitGroup
}

func unleash(ctx context.Context) *watchdog {
	w := &watchdog{leash: make(chan struct{})}
	w.gone.Go(func() {
		tick := time.NewTicker(10 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-w.leash:
				return
			case <-tick.C:
				if ctx.Err() != nil {
					w.bite()
					return
				}
			}
		}
	})
	return w
}

func (w *watchdog) bite() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.bitten = true
	for _, c := range w.guarded {
		c.Close()
	}
}

func (w *watchdog) guard(c io.Closer) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.guarded = append(w.guarded, c); w.bitten {
		c.Close()
	}
}

func (w *watchdog) call() { close(w.leash); w.gone.Wait() }

// once closes what it holds the first time only, and remembers what came of it.
type once struct {
	close func() error
}

func closeOnce(c io.Closer) once { return once{sync.OnceValue(c.Close)} }

func (o once) Close() error { return o.close() }

// printed is one line to out, in one Write.
func printed(out io.Writer, line string) error {
	n, err := out.Write([]byte(line + "\n"))
	if err == nil && n != len(line)+1 {
		err = io.ErrShortWrite
	}
	return err
}

// said is all of words in one Write.
func said(w io.Writer, words string) error {
	n, err := w.Write([]byte(words))
	if err == nil && n != len(words) {
		err = io.ErrShortWrite
	}
	return err
}

// python writes an address as Python does.
func python(addr net.Addr) string {
	tcp, ok := addr.(*net.TCPAddr)
	if !ok {
		return addr.String()
	}
	if v4 := tcp.IP.To4(); v4 != nil {
		return "('" + v4.String() + "', " + strconv.Itoa(tcp.Port) + ")"
	}
	return fmt.Sprintf("('%s', %d, 0, %d)", tcp.IP, tcp.Port, scope(tcp.Zone))
}

func scope(zone string) int {
	if zone == "" {
		return 0
	}
	if n, err := strconv.Atoi(zone); err == nil {
		return n
	}
	if dev, err := net.InterfaceByName(zone); err == nil {
		return dev.Index
	}
	return 0
}

// run takes the steps, one after the other, until one fails or, before it, ctx is over; the end
// of ctx is told along with what came of it.
func run(ctx context.Context, steps ...func() error) error {
	for _, step := range steps {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("conversation: %w", err)
		}
		if err := step(); err != nil {
			return errors.Join(ctx.Err(), err)
		}
	}
	return nil
}

func Serve(ctx context.Context, listener net.Listener, out io.Writer) error {
	ln := closeOnce(listener)
	defer ln.Close()
	dog := unleash(ctx)
	defer dog.call()
	dog.guard(ln)

	var (
		caller net.Conn
		conn   once
		heard  []byte
	)
	defer func() {
		if caller != nil {
			conn.Close()
		}
	}()
	return run(ctx,
		func() error { return printed(out, "Server is listening...") },
		func() (err error) {
			caller, err = listener.Accept()
			if err != nil {
				caller = nil
				return err
			}
			conn = closeOnce(caller)
			dog.guard(conn)
			return ctx.Err()
		},
		func() error { return printed(out, "Connected by "+python(caller.RemoteAddr())) },
		func() error { return said(caller, Greeting) },
		func() error {
			piece := make([]byte, 1025)
			for {
				n, err := caller.Read(piece[:1025-len(heard)])
				heard = append(heard, piece[:n]...)
				switch {
				case len(heard) > 1024:
					return errors.New("the caller says more than 1024 bytes")
				case err == io.EOF && len(heard) == 0:
					return io.ErrUnexpectedEOF
				case err == io.EOF:
					return nil
				case err != nil:
					return err
				}
			}
		},
		func() error { return printed(out, "Received: "+string(heard)) },
		func() error {
			if err := conn.Close(); err != nil {
				return err
			}
			return printed(out, "Server connection closed.")
		},
	)
}
