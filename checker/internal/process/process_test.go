//go:build unix

package process

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// parentVar has this test binary play the parent of a command that outlives nobody.
const parentVar = "PLAY_PARENT"

func TestMain(m *testing.M) {
	if os.Getenv(parentVar) == "" {
		os.Exit(m.Run())
	}
	cmd := family(context.Background())
	cmd.ExtraFiles = []*os.File{os.NewFile(3, "pipe")}
	if err := errors.Join(Tend(cmd), cmd.Run()); err != nil {
		os.Exit(1)
	}
}

// family is a command that starts others, one of which has lost its parent, and says on
// descriptor 3 that they live. Each holds it open for as long as it does.
func family(ctx context.Context) *exec.Cmd {
	return exec.CommandContext(ctx, "sh", "-c", "sleep 600 & (sleep 600 & ); echo alive >&3; wait")
}

func TestNothingOutlivesItsParent(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	parent := exec.Command(os.Args[0])
	parent.Env, parent.ExtraFiles = append(os.Environ(), parentVar+"=yes"), []*os.File{w}
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	_ = w.Close()
	begins(t, r)
	if err := parent.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = parent.Wait()
	ends(t, r)
}

func TestNothingOutlivesItsContext(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cmd := family(ctx)
	cmd.ExtraFiles = []*os.File{w}
	if err := errors.Join(Tend(cmd), cmd.Start()); err != nil {
		t.Fatal(err)
	}
	_ = w.Close()
	begins(t, r)
	cancel()
	_ = cmd.Wait()
	ends(t, r)
}

// begins waits until the family lives, ends until nobody does any more.
func begins(t *testing.T, r *os.File) {
	t.Helper()
	if err := r.SetReadDeadline(time.Now().Add(5 * time.Minute)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(r, make([]byte, len("alive\n"))); err != nil {
		t.Fatal(err)
	}
}

func ends(t *testing.T, r *os.File) {
	t.Helper()
	if _, err := r.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
		t.Errorf("somebody is alive: %v", err)
	}
}

func TestACommandThatIsTendedIsWhatItWas(t *testing.T) {
	cmd := exec.Command("sh", "-c", `echo "$1"; ulimit -c; echo wrong >&2; exit 3`, "sh", "a b")
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := Tend(cmd, "-c 0", "-S -t 60"); err != nil {
		t.Fatal(err)
	}
	var exit *exec.ExitError
	if err := cmd.Run(); !errors.As(err, &exit) || exit.ExitCode() != 3 {
		t.Errorf("it ends with %v", err)
	}
	if out.String() != "a b\n0\n" || strings.TrimSpace(said.String()) != "wrong" {
		t.Errorf("it says %q and %q", out.String(), said.String())
	}
}
