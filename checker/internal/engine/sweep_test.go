package engine

import (
	"os"
	"path/filepath"
	"testing"
)

// What a killed checker has left is gone as soon as another begins; what one is at work in is not.
func TestOnlyTheFoldersOfDeadCheckersAreSwept(t *testing.T) {
	for _, home := range []string{"XDG_CACHE_HOME", "HOME", "LocalAppData"} {
		t.Setenv(home, t.TempDir())
	}
	alive, err := New(".")
	if err != nil {
		t.Fatal(err)
	}
	killed, err := New(".")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(killed.Work, "box-1", "etc"), 0o755); err != nil {
		t.Fatal(err)
	}
	_ = killed.held.Close()
	next, err := New(".")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(killed.Work); !os.IsNotExist(err) {
		t.Errorf("%s is still there: %v", killed.Work, err)
	}
	for _, e := range []*Engine{alive, next} {
		if _, err := os.Stat(e.Work); err != nil {
			t.Error(err)
		}
		if err := e.Close(); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(e.Work); !os.IsNotExist(err) {
			t.Errorf("%s is left: %v", e.Work, err)
		}
	}
}
