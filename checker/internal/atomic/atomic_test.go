package atomic

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestAFileIsReplacedAsAWhole(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "marks.csv")
	write := func(text string, err error) error {
		return Write(path, 0o600, func(f *os.File) error {
			_, _ = f.WriteString(text)
			return err
		})
	}
	if err := os.WriteFile(filepath.Join(dir, ".marks.csv.tmp"), []byte("left by a killed "+
		"process"), 0o600); err != nil {
		t.Fatal(err)
	}
	full := errors.New("no space left on device")
	if err := errors.Join(write("old", nil), write("new", nil)); err != nil {
		t.Fatal(err)
	}
	if err := write("half", full); !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != "new" {
		t.Errorf("got %s, %v", text, err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("left are %v, %v", left, err)
	}
}
