package lock

import (
	"errors"
	"path/filepath"
	"testing"
)

func TestALockIsHeldByOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	first, err := Take(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Take(path); !errors.Is(err, ErrHeld) {
		t.Errorf("it is taken twice: %v", err)
	}
	turn := make(chan error)
	go func() {
		second, err := Await(path)
		if err == nil {
			err = second.Close()
		}
		turn <- err
	}()
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-turn; err != nil {
		t.Error(err)
	}
	if _, err := Take(filepath.Join(path, "none")); err == nil || errors.Is(err, ErrHeld) {
		t.Errorf("where no file can be: %v", err)
	}
}
