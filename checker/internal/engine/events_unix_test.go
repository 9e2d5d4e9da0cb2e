//go:build unix

package engine

import (
	"io"
	"os"
	"os/exec"
	"testing"
	"time"
)

// TestLastWordsAreHeardHoweverLate reads a pipe that is still held open, long after the time to
// wait for it was over.
func TestLastWordsAreHeardHoweverLate(t *testing.T) {
	cmd := exec.Command("true")
	e, err := listen(cmd, "")
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	for _, words := range []string{"first words\n", "last words\n"} {
		if _, err := io.WriteString(cmd.ExtraFiles[0], words); err != nil {
			t.Fatal(err)
		}
	}
	_ = e.SetReadDeadline(time.Unix(1, 0))

	heard, err := io.ReadAll(e)
	if string(heard) != "first words\nlast words\n" || !os.IsTimeout(err) {
		t.Errorf("heard %q, then %v", heard, err)
	}
}
