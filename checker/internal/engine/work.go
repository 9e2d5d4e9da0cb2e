package engine

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"handshake/checker/internal/lock"
	"handshake/checker/internal/toolchain"
	"handshake/internal/course"
)

// New makes an engine for the course at root, with a working folder in the user's cache.
// Close removes the folder.
func New(root string) (*Engine, error) {
	cache, err := CacheDir()
	if err != nil {
		return nil, err
	}
	if !toolchain.Found() {
		return nil, toolchain.ErrNoGo
	}
	// Nobody sweeps away a folder that another is just making. Where the system locks nothing,
	// nobody sweeps.
	if turn, err := lock.Await(filepath.Join(cache, "work.lock")); err == nil {
		defer turn.Close()
		sweep(cache)
	}
	work, err := os.MkdirTemp(cache, workPrefix)
	if err != nil {
		return nil, err
	}
	e := &Engine{Root: root, Work: work}
	e.held, _ = lock.Take(filepath.Join(work, workLock))
	return e, nil
}

// Close removes what the engine has written.
func (e *Engine) Close() error {
	if e.held != nil {
		_ = e.held.Close() // before it is removed, as some systems want it
	}
	return os.RemoveAll(e.Work)
}

// CacheName is the name of the course's folder in the user's cache.
const CacheName = "handshake"

// CacheDir is the course's folder in the user's cache. The environment may not say where that is.
func CacheDir() (string, error) {
	base, err := os.UserCacheDir()
	if err != nil {
		return "", course.Fail(err,
			"there is no folder for temporary files: set %s to one that you may write to",
			"没有放临时文件的目录：请把 %s 设为一个你能写入的目录", CacheVariable())
	}
	dir := filepath.Join(base, CacheName)
	return dir, os.MkdirAll(dir, 0o755)
}

// CacheVariable is the environment variable that moves the user's cache on this system.
func CacheVariable() string {
	switch runtime.GOOS {
	case "windows":
		return "LocalAppData"
	case "darwin":
		return "HOME"
	}
	return "XDG_CACHE_HOME"
}

// A working folder, and the file in it that is locked for as long as its checker lives.
const (
	workPrefix = "work-"
	workLock   = ".lock"
)

// sweep removes working folders whose checkers were killed. One without a lock is of a checker
// that locks nothing, and may be alive for a while.
func sweep(cache string) {
	names, _ := fs.Glob(os.DirFS(cache), workPrefix+"*")
	for _, name := range names {
		work := filepath.Join(cache, name)
		file := filepath.Join(work, workLock)
		if info, err := os.Stat(work); err != nil || !exists(file) && time.Since(info.ModTime()) < 24*time.Hour {
			continue
		}
		if held, err := lock.Take(file); err == nil {
			_ = held.Close()
			_ = os.RemoveAll(work)
		}
	}
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}
