//go:build amd64 || arm64

package sandbox

import (
	"context"
	"debug/elf"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// load brings into the box what the program needs to be loaded, and returns where its loader
// is; "" for a static program. Programs that ask for the same share it.
func (b *Box) load(program *os.File) (loader string, err error) {
	loader, needed, err := asks(program)
	if err != nil || loader == "" {
		return "", err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	key := loader + "\x00" + strings.Join(needed, "\x00")
	if !b.brought[key] {
		if err := b.bring(program, loader); err != nil {
			return "", err
		}
		b.brought[key] = true
	}
	return loader, nil
}

// asks reads from a program's headers its loader and the libraries that it names.
func asks(program io.ReaderAt) (loader string, needed []string, err error) {
	file, err := elf.NewFile(program)
	if err != nil {
		return "", nil, err
	}
	for _, p := range file.Progs {
		if p.Type != elf.PT_INTERP {
			continue
		}
		name, err := io.ReadAll(p.Open())
		if err != nil {
			return "", nil, err
		}
		loader = filepath.Clean(strings.TrimRight(string(name), "\x00"))
		if !filepath.IsAbs(loader) {
			return "", nil, fmt.Errorf("its loader %q is not an absolute path", loader)
		}
	}
	if loader == "" {
		return "", nil, nil
	}
	needed, err = file.ImportedLibraries()
	return loader, needed, err
}

// listTime bounds how long the loader may take to list what it would load.
const listTime = 10 * time.Second

// bring copies the loader, and the libraries where the loader finds them.
func (b *Box) bring(program *os.File, loader string) error {
	ctx, cancel := context.WithTimeout(context.Background(), listTime)
	defer cancel()
	list := exec.CommandContext(ctx, loader, "--list", "/proc/self/fd/3")
	list.Env, list.ExtraFiles = []string{}, []*os.File{program}
	out, err := list.Output()
	if err != nil {
		return fmt.Errorf("%s --list: %w", loader, err)
	}
	for _, path := range append(listed(string(out)), loader) {
		if _, err := os.Lstat(filepath.Join(b.path, path)); err == nil {
			continue // it came with another program, which may be running
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if err := b.put(path, content, 0o555); err != nil {
			return err
		}
	}
	return nil
}

// listed are the files in a loader's list, "libc.so.6 => /lib/libc.so.6 (0x7f…)" each.
func listed(out string) (paths []string) {
	for line := range strings.Lines(out) {
		if _, path, found := strings.Cut(line, "=>"); found {
			line = path
		}
		path, _, _ := strings.Cut(strings.TrimSpace(line), " (0x")
		if filepath.IsAbs(path) {
			paths = append(paths, filepath.Clean(path))
		}
	}
	return paths
}
