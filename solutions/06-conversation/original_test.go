package conversation_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	conversation "handshake/solutions/06-conversation"
)

// original is the Python program that the course grew from. It stays as it is; each driver
// below takes its fixed port away, and its sleep where it has one.
var original, _ = filepath.Abs("../../lessons/06-conversation/testdata/original.py")

// load is the beginning of every driver: the original as a module, and a port.
const load = `
import builtins, importlib.util, runpy, socket, sys, threading, time
path, port = sys.argv[1], int(sys.argv[2])
def load():
    spec = importlib.util.spec_from_file_location('original', path)
    original = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(original)
    original.PORT = port
    return original
`

const (
	// serve runs start_server on port 0, which is a port of the system's choice, and tells
	// it on standard error as soon as the server listens.
	serve = load + `
class Telling(socket.socket):
    def listen(self, *backlog):
        super().listen(*backlog)
        print(self.getsockname()[1], file=sys.stderr, flush=True)
socket.socket = Telling
load().start_server()
`
	call = load + `
load().start_client()
`
	// whole runs the program as a person does, but on a port of the system's choice, and
	// with a wait for the server in place of the sleep. Python's print writes a line and its
	// end in two pieces, between which the other thread may print; here it writes one.
	whole = load + `
ready = threading.Event()
class Moved(socket.socket):
    def bind(self, address):
        super().bind((address[0], port))
    def listen(self, *backlog):
        super().listen(*backlog)
        Moved.address = self.getsockname()
        ready.set()
    def connect(self, address):
        super().connect(Moved.address)
socket.socket = Moved
time.sleep = lambda seconds: ready.wait()
builtins.print = lambda line: sys.stdout.write(line + '\n')
runpy.run_path(path, run_name='__main__')
`
)

// patience is when anything here has hung; it takes a tenth of a second.
const patience = 10 * time.Minute

// needsPython skips the test where the original program cannot run.
func needsPython(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("python3 is not installed: the original program cannot run here")
	}
}

// python runs a driver with the port, and returns what it prints. What it writes to standard
// error goes to told. No process outlives the test.
func python(t *testing.T, driver string, port int, told io.Writer) (printed string, err error) {
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	var out bytes.Buffer
	cmd := exec.CommandContext(ctx, "python3", "-B", "-c", driver, original, strconv.Itoa(port))
	cmd.Stdout, cmd.Stderr = &out, told
	cmd.WaitDelay = time.Second
	err = cmd.Run()
	return strings.ReplaceAll(out.String(), "\r\n", "\n"), err
}

// half is one side of a conversation at work: what it printed, and how it ended.
type half struct {
	ended   chan struct{}
	printed string
	err     error
}

func start(play func() (string, error)) *half {
	h := &half{ended: make(chan struct{})}
	go func() {
		defer close(h.ended)
		h.printed, h.err = play()
	}()
	return h
}

// server starts a server's half and returns it with its address.
type server func(t *testing.T) (*half, string)

// client starts a client's half that calls addr.
type client func(t *testing.T, addr string) *half

func ourServer(t *testing.T) (*half, string) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return start(func() (string, error) {
		var out strings.Builder
		err := conversation.Serve(t.Context(), ln, &out)
		return out.String(), err
	}), ln.Addr().String()
}

func ourClient(t *testing.T, addr string) *half {
	return start(func() (string, error) {
		var out strings.Builder
		err := conversation.Call(t.Context(), addr, &out)
		return out.String(), err
	})
}

func theirServer(t *testing.T) (*half, string) {
	told, telling := io.Pipe()
	h := start(func() (string, error) {
		printed, err := python(t, serve, 0, telling)
		_ = telling.Close()
		return printed, err
	})
	var port int
	_, err := fmt.Fscan(told, &port)
	go func() { _, _ = io.Copy(io.Discard, told) }()
	if err != nil {
		<-h.ended
		t.Fatalf("the original server tells no port: %v, %v", err, h.err)
	}
	return h, fmt.Sprintf("127.0.0.1:%d", port)
}

func theirClient(t *testing.T, addr string) *half {
	_, port, _ := net.SplitHostPort(addr)
	number, _ := strconv.Atoi(port)
	return start(func() (string, error) { return python(t, call, number, io.Discard) })
}

// relay stands between a client and a server and notes what each says and how it ends.
type relay struct {
	ln     net.Listener
	target string

	mu    sync.Mutex
	notes map[string]*note
	ended []string // who ended, in this order
	done  sync.WaitGroup
}

// note is one direction of the conversation.
type note struct {
	said  string
	ended error // io.EOF for a FIN
}

func newRelay(t *testing.T, target string) *relay {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r := &relay{ln: ln, target: target, notes: map[string]*note{}}
	r.done.Go(r.carry)
	t.Cleanup(func() { _ = ln.Close(); r.done.Wait() })
	return r
}

// carry carries one conversation, in both directions.
func (r *relay) carry() {
	near, err := r.ln.Accept()
	if err != nil {
		return
	}
	defer near.Close()
	far, err := net.DialTimeout("tcp", r.target, patience)
	if err != nil {
		return
	}
	defer far.Close()
	var both sync.WaitGroup
	both.Go(func() { r.pass("client", near.(*net.TCPConn), far.(*net.TCPConn)) })
	both.Go(func() { r.pass("server", far.(*net.TCPConn), near.(*net.TCPConn)) })
	both.Wait()
}

// pass carries what who says, piece by piece, and then the way it ends.
func (r *relay) pass(who string, from, to *net.TCPConn) {
	n := &note{}
	r.mu.Lock()
	r.notes[who] = n
	r.mu.Unlock()
	_ = from.SetReadDeadline(time.Now().Add(patience))
	buf := make([]byte, 1024)
	for n.ended == nil {
		got, err := from.Read(buf)
		n.said += string(buf[:got])
		n.ended = err
		_, _ = to.Write(buf[:got])
	}
	r.mu.Lock()
	r.ended = append(r.ended, who)
	r.mu.Unlock()
	if n.ended == io.EOF {
		_ = to.CloseWrite()
		return
	}
	_ = to.SetLinger(0)
	_ = to.Close()
}

var anyPort = regexp.MustCompile(`(', )[0-9]+`)

func TestEitherHalfTalksToTheOriginal(t *testing.T) {
	for _, c := range []struct {
		name   string
		server server
		client client
		first  string // who ends first; the original server, which does not wait, may or may not
	}{
		{"the original with itself", theirServer, theirClient, ""},
		{"our server, the original client", ourServer, theirClient, "client"},
		{"the original server, our client", theirServer, ourClient, ""},
		{"ours with itself", ourServer, ourClient, "client"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.name != "ours with itself" {
				needsPython(t)
			}
			server, addr := c.server(t)
			between := newRelay(t, addr)
			client := c.client(t, between.ln.Addr().String())
			<-server.ended
			<-client.ended
			between.done.Wait()

			if server.err != nil || client.err != nil {
				t.Errorf("the server ended with %v, the client with %v", server.err, client.err)
			}
			equal(t, "the server's lines", anyPort.ReplaceAllString(server.printed, "${1}PORT"),
				"Server is listening...\nConnected by ('127.0.0.1', PORT)\n"+
					"Received: Thank you, Server!\nServer connection closed.\n")
			equal(t, "the client's lines", client.printed,
				"Client connected to server.\nReceived: Hello, Client!\nClient connection closed.\n")
			equal(t, "what the server says", between.notes["server"].said, "Hello, Client!")
			equal(t, "what the client says", between.notes["client"].said, "Thank you, Server!")
			for who, n := range between.notes {
				if n.ended != io.EOF {
					t.Errorf("the %s ends with %v, not with a FIN", who, n.ended)
				}
			}
			if c.first != "" && between.ended[0] != c.first {
				t.Errorf("the %s hangs up first, not the %s", between.ended[0], c.first)
			}
		})
	}
}

func TestOriginalPrintsSevenLines(t *testing.T) {
	needsPython(t)
	var told bytes.Buffer
	printed, err := python(t, whole, 0, &told)
	if err != nil {
		t.Fatalf("%v\n%s", err, &told)
	}
	want := []string{
		"Server is listening...",
		"Client connected to server.",
		"Connected by ('127.0.0.1', PORT)",
		"Received: Hello, Client!",
		"Received: Thank you, Server!",
		"Client connection closed.",
		"Server connection closed.",
	}
	// Its two threads print whenever they please: only the lines are certain, not the order.
	got := strings.Split(strings.TrimSuffix(anyPort.ReplaceAllString(printed, "${1}PORT"), "\n"), "\n")
	slices.Sort(got)
	slices.Sort(want)
	equal(t, "the original's lines", strings.Join(got, "\n"), strings.Join(want, "\n"))
}

func equal(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\ngot  %q\nwant %q", what, got, want)
	}
}
