package kit

import (
	"context"
	"fmt"
	"net"
	"strings"
	"testing"
)

// theirs is a connection that knows a secret.
type theirs struct {
	net.Conn
	secret string
}

func (t theirs) Secret() string       { return t.secret }
func (t theirs) LocalAddr() net.Addr  { return here }
func (t theirs) RemoteAddr() net.Addr { return here }

var here = &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 7}

func TestWhatIsLentCanBeAskedNothingMore(t *testing.T) {
	conn := Lend(theirs{secret: "swordfish"})
	if _, ok := conn.(interface{ Secret() string }); ok {
		t.Error("it can be asked for its secret")
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
		if shown := fmt.Sprintf(verb, conn); strings.Contains(shown, "swordfish") ||
			strings.Contains(shown, fmt.Sprintf("%x", "swordfish")) {
			t.Errorf("%s shows %s", verb, shown)
		}
	}
}

func TestAnAddressThatIsLentIsACopy(t *testing.T) {
	conn := Lend(theirs{})
	for _, addr := range []net.Addr{conn.LocalAddr(), conn.RemoteAddr()} {
		tcp := addr.(*net.TCPAddr)
		tcp.Port, tcp.IP[len(tcp.IP)-1] = 80, 9
	}
	if here.String() != "127.0.0.1:7" {
		t.Errorf("the spec's own address has become %v", here)
	}
}

func TestAConnectionThatIsLentIsNotTheSpecsVariable(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	own, err := net.Dial("tcp", ln.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer own.Close()

	*Lend(own).(*net.TCPConn) = net.TCPConn{}

	if _, err := own.Write([]byte("x")); err != nil {
		t.Errorf("the spec's own connection is gone: %v", err)
	}
}

// talkative is a context that has a value for every key.
type talkative struct{ context.Context }

func (talkative) Value(any) any { return "the spec" }

func TestAContextThatIsLentKeepsWhatGinkgoPutsThereToItself(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	lent := LendContext(talkative{ctx})
	if lent.Value("SPEC") != nil || lent.Value(struct{}{}) == nil {
		t.Errorf("%v and %v are found in it", lent.Value("SPEC"), lent.Value(struct{}{}))
	}
	cancel()
	if lent.Err() != context.Canceled {
		t.Error("it does not end with the spec's own")
	}
}

// attended is a context that knows who waits for its end.
type attended struct{ context.Context }

func (attended) AfterFunc(func()) (stop func() bool) { return nil }

func TestAContextThatIsLentKnowsWhoWaitsIfItDidBefore(t *testing.T) {
	for _, ctx := range []context.Context{t.Context(), attended{t.Context()}} {
		_, did := ctx.(afterFunc)
		if _, does := LendContext(ctx).(afterFunc); does != did {
			t.Errorf("%T: %v, and lent %v", ctx, did, does)
		}
	}
}
