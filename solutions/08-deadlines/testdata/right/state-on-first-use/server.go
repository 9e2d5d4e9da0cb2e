// Right: keeps what it needs in the package, made on first use.
package deadlines

import (
	"fmt"
	"io"
	"net"
	"os"
	"sync"
	"time"
)

func ReadIdle(conn net.Conn, p []byte, idle time.Duration) (n int, err error) {
	defer func() { _ = conn.SetReadDeadline(time.Time{}) }()
	return io.ReadFull(idleReader{conn, idle}, p)
}

// idleReader reads from a connection, and waits for at most idle in each Read.
type idleReader struct {
	conn net.Conn
	idle time.Duration
}

func (r idleReader) Read(p []byte) (int, error) {
	_ = r.conn.SetReadDeadline(time.Now().Add(r.idle))
	n, err := r.conn.Read(p)
	return n, err
}

// ends holds the end of total for each connection that is being handled.
var ends = sync.OnceValue(func() *sync.Map { return new(sync.Map) })

func HandleWithin(conn net.Conn, total time.Duration, handler func(net.Conn) error) error {
	c := &registered{conn}
	ends().Store(c, time.Now().Add(total))
	defer ends().Delete(c)
	_ = conn.SetDeadline(c.end())
	defer func() { _ = conn.SetDeadline(time.Time{}) }()
	err := handler(c)
	if time.Until(c.end()) > 0 {
		return err
	}
	if err == nil {
		return os.ErrDeadlineExceeded
	}
	return fmt.Errorf("%w (%w)", err, os.ErrDeadlineExceeded)
}

// registered is a connection whose end stands in ends.
type registered struct{ net.Conn }

func (c *registered) end() time.Time {
	end, _ := ends().Load(c)
	t, _ := end.(time.Time)
	return t
}

func (c *registered) cut(t time.Time) time.Time {
	if end := c.end(); t.IsZero() || end.Before(t) {
		return end
	}
	return t
}

func (c *registered) SetDeadline(t time.Time) error      { return c.Conn.SetDeadline(c.cut(t)) }
func (c *registered) SetReadDeadline(t time.Time) error  { return c.Conn.SetReadDeadline(c.cut(t)) }
func (c *registered) SetWriteDeadline(t time.Time) error { return c.Conn.SetWriteDeadline(c.cut(t)) }
