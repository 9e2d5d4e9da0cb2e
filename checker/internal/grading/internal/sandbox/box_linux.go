//go:build amd64 || arm64

package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"

	"handshake/checker/internal/atomic"
	"handshake/checker/internal/engine"
	"handshake/internal/course"
)

// Box is where confined programs run: a folder with what they may read, which becomes their
// root folder. Several may run in it at a time.
type Box struct {
	path string
	dir  *os.File

	mu      sync.Mutex
	brought map[string]bool // by what a program asks to be loaded, or to be told
}

// Open makes a box below dir, a folder from which programs can be run. Close removes it.
func Open(dir string) (*Box, error) {
	path, err := os.MkdirTemp(dir, "box-")
	if err != nil {
		return nil, err
	}
	b := &Box{path: path, brought: map[string]bool{}}
	if err := b.furnish(); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

// hosts lets programs use the name that every machine knows.
const hosts = "127.0.0.1\tlocalhost\n::1\tlocalhost\n"

func (b *Box) furnish() error {
	if err := os.Chmod(b.path, 0o755); err != nil {
		return err
	}
	if err := b.put("/etc/hosts", []byte(hosts), 0o444); err != nil {
		return err
	}
	var err error
	b.dir, err = os.Open(b.path)
	return err
}

// Close removes the box. Programs that still run in it keep what they have loaded.
func (b *Box) Close() error {
	if b.dir != nil {
		_ = b.dir.Close()
	}
	return os.RemoveAll(b.path)
}

// put writes a file of the box, whole or not at all, for everyone to read whatever the umask
// is.
func (b *Box) put(name string, content []byte, mode os.FileMode) error {
	path := filepath.Join(b.path, name)
	for dir := filepath.Dir(name); dir != "/"; dir = filepath.Dir(dir) {
		if err := os.MkdirAll(filepath.Join(b.path, dir), 0o755); err != nil {
			return err
		}
		if err := os.Chmod(filepath.Join(b.path, dir), 0o755); err != nil {
			return err
		}
	}
	// A process forked meanwhile would hold the file open for writing, and no file can be
	// loaded while somebody writes it.
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	return atomic.Write(path, mode, func(f *os.File) error {
		_, err := f.Write(content)
		return errors.Join(err, f.Chmod(mode))
	})
}

// environFile is where the race detector reads its settings (proc_pid_environ(5)). Without it
// GORACE would go unheard, since there is no /proc in the box.
const environFile = "/proc/self/environ"

// tellRaceDetector puts GORACE, if it is in env, where the race detector looks for it. All
// programs in the box share it.
func (b *Box) tellRaceDetector(env []string) error {
	at := slices.IndexFunc(env, func(v string) bool { return strings.HasPrefix(v, "GORACE=") })
	if at < 0 {
		return nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.brought[env[at]] {
		return nil
	}
	if err := b.put(environFile, []byte(env[at]+"\x00"), 0o444); err != nil {
		return err
	}
	b.brought[env[at]] = true
	return nil
}

// plan is what the helper is to become, and how. Its descriptors follow those of the program.
type plan struct {
	Args   []string
	Env    []string
	Files  int    // descriptors of the program's own: the standard three and the command's
	Loader string // "" for a static program
	Limits Limits
}

// Descriptors of the helper's own, counted from plan.Files.
const (
	statusFile = iota // a pipe on which it reports
	programFile
	rootFile
)

// helperName is the first argument of a process that is to confine itself.
const helperName = "handshake-sandbox"

// nobody is the user and group of confined programs.
const nobody = 65534

// Start runs a ready command in the sandbox: its Path, Args, standard streams and ExtraFiles
// (which the caller closes) as they are, an environment of Env alone, and the box for a
// working folder. It returns once the program itself runs; before that, an error says which
// layer could not be laid. After cmd.Wait, over tells the limit that ended the program, if one
// did.
func (b *Box) Start(cmd *exec.Cmd, limits Limits) (over func() engine.Limit, err error) {
	limits = limits.orDefaults()
	program, err := os.Open(cmd.Path)
	if err != nil {
		return nil, &LayerError{Files, err}
	}
	defer program.Close()
	if err := everyonesToRun(program); err != nil {
		return nil, &LayerError{Files, err}
	}
	loader, err := b.load(program)
	if err != nil {
		return nil, &LayerError{Files, fmt.Errorf("%s: %w", cmd.Path, err)}
	}
	if err := b.tellRaceDetector(cmd.Env); err != nil {
		return nil, &LayerError{Files, err}
	}
	status, theirs, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer status.Close()
	defer theirs.Close()
	text, err := json.Marshal(plan{
		Args: cmd.Args, Env: cmd.Env, Files: 3 + len(cmd.ExtraFiles), Loader: loader, Limits: limits,
	})
	if err != nil {
		return nil, err
	}
	cmd.ExtraFiles = append(slices.Clip(cmd.ExtraFiles), theirs, program, b.dir)
	cmd.Path, cmd.Args, cmd.Env, cmd.Dir = "/proc/self/exe", []string{helperName, string(text)}, []string{}, "/"
	cmd.SysProcAttr = isolation()
	w := &watcher{limits: limits}
	w.use = limits.Shared.enter(func(why engine.Limit) { w.kill(why) })
	if err := cmd.Start(); err != nil {
		limits.Shared.leave(w.use)
		return nil, &LayerError{Namespaces, err}
	}
	_ = theirs.Close()
	if err = w.watch(cmd.Process); err != nil {
		limits.Shared.leave(w.use)
	} else {
		err = hear(status)
	}
	if err != nil {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if limit := w.limit(); limit != (engine.Limit{}) {
			return nil, &LayerError{Start, errors.New(limit.In(course.English))}
		}
		return nil, err
	}
	return func() engine.Limit { return w.verdict(cmd.ProcessState) }, nil
}

// everyonesToRun returns an error if nobody in particular may not run the program.
func everyonesToRun(program *os.File) error {
	info, err := program.Stat()
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s: not a regular file", program.Name())
	}
	if os.Geteuid() == 0 && info.Mode()&0o005 != 0o005 {
		return fmt.Errorf("%s: must be readable and executable by others (chmod o+rx)", program.Name())
	}
	return nil
}

// isolation is a process in namespaces of its own, in which it is nobody, with the
// capabilities that the helper needs to furnish them. It is killed when its parent ends.
func isolation() *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{
		Cloneflags:  unix.CLONE_NEWUSER | unix.CLONE_NEWNET | unix.CLONE_NEWPID | unix.CLONE_NEWIPC | unix.CLONE_NEWUTS,
		Setpgid:     true,
		Pdeathsig:   syscall.SIGKILL,
		Credential:  &syscall.Credential{Uid: nobody, Gid: nobody, NoSetGroups: true},
		AmbientCaps: []uintptr{unix.CAP_NET_ADMIN, unix.CAP_SYS_ADMIN, unix.CAP_SYS_CHROOT},
	}
	uid, gid := os.Geteuid(), os.Getegid()
	if uid == 0 { // then even outside it shall not be root, nor of any of root's groups
		uid, gid = nobody, nobody
		attr.Credential.NoSetGroups, attr.GidMappingsEnableSetgroups = false, true
	}
	attr.UidMappings = []syscall.SysProcIDMap{{ContainerID: nobody, HostID: uid, Size: 1}}
	attr.GidMappings = []syscall.SysProcIDMap{{ContainerID: nobody, HostID: gid, Size: 1}}
	return attr
}

// report is what the helper says on its status pipe: that the program starts now, or that it
// does not, and why.
type report struct {
	Layer Layer
	Error string
	Errno syscall.Errno
}

// starting is the report of a helper whose every layer is laid.
var starting = report{Layer: Start}

// hear waits until the program runs.
func hear(status io.Reader) error {
	said := json.NewDecoder(status)
	begins := false
	for {
		var r report
		switch err := said.Decode(&r); {
		case errors.Is(err, io.EOF) && begins:
			return nil // the pipe was closed by the one execve
		case err != nil:
			return &LayerError{Start, errors.New("the helper ended before its program began")}
		case r == starting:
			begins = true
		case r.Errno != 0:
			return &LayerError{r.Layer, fmt.Errorf("%s: %w", r.Error, r.Errno)}
		default:
			return &LayerError{r.Layer, errors.New(r.Error)}
		}
	}
}
