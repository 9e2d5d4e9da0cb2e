//go:build unix

package submission

import (
	"path/filepath"
	"syscall"
	"testing"
)

func TestAPipeIsNeverWaitedFor(t *testing.T) {
	at := folderOf(t, filepath.Join(t.TempDir(), "zhangsan"), files("02-connect/x.go", "01-listen/server.go")...)
	for _, name := range []string{"02-connect/client.go", "01-listen/notes"} {
		if err := syscall.Mkfifo(filepath.Join(at, name), 0o644); err != nil {
			t.Skip("no pipes here:", err)
		}
	}
	s, err := readAt(t, at, lessons)
	if got := outline(s, err); got != "01-listen/server.go=01-listen/server.go 02-connect refused special" {
		t.Errorf("got %s", got)
	}
	if len(s.Notes) == 0 || s.Notes[0].Rule != Special {
		t.Errorf("nobody is told: %v", s.Notes)
	}

	// It was a file when it was looked at, and is a pipe when it is opened.
	tree, err := openTree(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	tree.(*folderTree).seen["02-connect"] = []node{{"client.go", file}}
	s, err = collect(t.Context(), tree, lessons, nil)
	if got := outline(s, err); got != "01-listen/server.go=01-listen/server.go 02-connect refused special" {
		t.Errorf("got %s", got)
	}

	alone := filepath.Join(t.TempDir(), "pipe.zip")
	if err := syscall.Mkfifo(alone, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err = (Entry{"pipe", alone}).Read(t.Context(), lessons)
	if got := outline(Submission{}, err); got != "error no-submission" {
		t.Errorf("got %s", got)
	}
}
