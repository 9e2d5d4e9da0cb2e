package submission

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// asNobody runs f without the right to read everything, which root has.
func asNobody(t *testing.T, f func()) {
	t.Helper()
	if os.Geteuid() != 0 {
		f()
		return
	}
	done := make(chan error)
	go func() {
		runtime.LockOSThread() // and never unlock: the thread ends with the goroutine
		const nobody = 65534
		_, _ = unix.SetfsuidRetUid(nobody)
		if uid, err := unix.SetfsuidRetUid(nobody); err != nil || uid != nobody {
			done <- errors.New("cannot become nobody")
			return
		}
		f()
		done <- nil
	}()
	if err := <-done; err != nil {
		t.Skip(err)
	}
}

func TestWhatMayNotBeReadIsNoStudentsFault(t *testing.T) {
	dir := t.TempDir()
	for d := dir; d != os.TempDir() && d != "/"; d = filepath.Dir(d) {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, at := range map[string]string{
		"a file":    folderOf(t, filepath.Join(dir, "file"), files("01-listen/server.go")...) + "/01-listen/server.go",
		"a folder":  folderOf(t, filepath.Join(dir, "folder"), files("01-listen/server.go")...) + "/01-listen",
		"an answer": folderOf(t, filepath.Join(dir, "answer"), files("01-listen/server.go")...),
		"a zip":     save(t, filepath.Join(dir, "a.zip"), zipOf(t, files("01-listen/server.go")...)),
	} {
		if err := os.Chmod(at, 0); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.Chmod(at, 0o755) })
		first, _, _ := strings.Cut(strings.TrimPrefix(at, dir+"/"), "/")
		asNobody(t, func() {
			_, err := (Entry{"zhangsan", filepath.Join(dir, first)}).Read(t.Context(), lessons)
			var e *Error
			if !errors.As(err, &e) || !e.Infrastructure() || !strings.Contains(e.Error(), "permission denied") ||
				!strings.Contains(e.Error(), filepath.Base(at)) {
				t.Errorf("%s: %v", name, err)
			}
		})
	}
}
