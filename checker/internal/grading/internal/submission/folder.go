package submission

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"handshake/internal/course/syllabus"
)

// openTree opens a submission that lies at a path of the file system.
func openTree(ctx context.Context, name string) (tree, error) {
	info, err := os.Lstat(name)
	if err != nil {
		return nil, err
	}
	base := filepath.Base(name)
	switch {
	case info.IsDir():
		root, err := os.OpenRoot(name)
		if err != nil {
			return nil, err
		}
		if now, err := root.Stat("."); err != nil || !os.SameFile(info, now) {
			return nil, errors.Join(errors.Join(errChanged, err), root.Close())
		}
		return &folderTree{name: base, root: root, left: maxEntries, seen: map[string][]node{}}, nil
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, Fail(Link, base, nil,
			"is a link, and links are never followed: name what it points to instead",
			"是链接，链接一律不跟：请直接给出它指向的位置")
	case !info.Mode().IsRegular():
		return nil, noSubmission(base, nil)
	}
	f, err := os.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	if now, err := f.Stat(); err != nil || !os.SameFile(info, now) {
		return nil, errors.Join(errors.Join(errChanged, err), f.Close())
	}
	return openArchive(ctx, f, base)
}

// folderTree is a submission that was handed in, or unpacked by somebody, as a folder.
type folderTree struct {
	name string
	root *os.Root
	left int // how many names may still be looked at
	seen map[string][]node
	odd  oddities
}

func (t *folderTree) list(dir string) ([]node, error) {
	if nodes, ok := t.seen[dir]; ok {
		return nodes, nil
	}
	f, err := open(t.root, dir, true)
	if err != nil {
		return nil, t.blame(dir, err)
	}
	defer f.Close()
	var nodes []node
	for {
		entries, err := f.ReadDir(1000)
		if t.left -= len(entries); t.left < 0 {
			return nil, tooMany(t.name)
		}
		for _, e := range entries {
			if hidden(e.Name()) {
				t.odd.see(Hidden, path.Join(dir, e.Name()))
				continue
			}
			n := node{e.Name(), kindOf(e.Type())}
			t.odd.seeKind(n.kind, path.Join(dir, n.name))
			nodes = append(nodes, n)
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, t.blame(dir, err)
		}
	}
	slices.SortFunc(nodes, func(a, b node) int { return strings.Compare(a.name, b.name) })
	t.seen[dir] = nodes
	return nodes, nil
}

func kindOf(mode fs.FileMode) kind {
	switch {
	case mode.IsRegular():
		return file
	case mode.IsDir():
		return folder
	case mode&fs.ModeSymlink != 0:
		return link
	}
	return special
}

func (t *folderTree) read(ctx context.Context, paths []string, each func(string, []byte, *Error)) error {
	for _, p := range paths {
		if err := ctx.Err(); err != nil {
			return err
		}
		data, err := t.readFile(p)
		var refusal *Error
		if errors.As(err, &refusal) && !refusal.Infrastructure() {
			err = nil
		}
		if err != nil {
			return err
		}
		each(p, data, refusal)
	}
	return nil
}

func (t *folderTree) readFile(p string) ([]byte, error) {
	f, err := open(t.root, p, false)
	if err != nil {
		return nil, t.blame(p, err)
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, t.blame(p, err)
	case !info.Mode().IsRegular():
		return nil, unfit(p, special)
	case info.Size() > syllabus.MaxFile:
		return nil, tooLarge(p)
	}
	data, err := io.ReadAll(io.LimitReader(f, syllabus.MaxFile+1))
	if err != nil {
		return nil, t.blame(p, err)
	}
	return data, nil
}

func (t *folderTree) inner(ctx context.Context, p string) (tree, error) {
	f, err := open(t.root, p, false)
	if err != nil {
		return nil, t.blame(p, err)
	}
	return openArchive(ctx, f, path.Base(p))
}

func (t *folderTree) ignored() []remark { return t.odd.seen }

func (t *folderTree) Close() error { return t.root.Close() }

// blame tells a link or a pipe, which are the student's doing, from a failing machine.
func (t *folderTree) blame(p string, err error) *Error {
	full := path.Join(t.name, p)
	switch {
	case errors.Is(err, errLink):
		return unfit(full, link)
	case errors.Is(err, errSpecial):
		return unfit(full, special)
	}
	return unreadable(full, err)
}

// Why a path beneath a submission is not opened.
var (
	errLink    = errors.New("a link on the way")
	errSpecial = errors.New("not a regular file")
	errChanged = errors.New("replaced meanwhile")
)

// open opens a regular file or a folder beneath root without following any link. Whoever puts one
// there meanwhile reaches nothing by it: the root cannot be left, so that all that it can point to
// has been handed in, too. A pipe is opened without waiting for its writer, and given back.
func open(root *os.Root, name string, dir bool) (*os.File, error) {
	name = path.Clean(name)
	for i := range len(name) + 1 {
		if i < len(name) && name[i] != '/' {
			continue
		}
		info, err := root.Lstat(name[:i])
		switch {
		case err != nil:
			return nil, err
		case info.Mode()&fs.ModeSymlink != 0:
			return nil, errLink
		case !fit(info, dir || i < len(name)):
			return nil, errSpecial
		}
	}
	f, err := root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !fit(info, dir) {
		err = errSpecial
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// fit reports whether a thing is a folder, or a regular file, as is wanted.
func fit(info fs.FileInfo, dir bool) bool {
	return dir && info.IsDir() || !dir && info.Mode().IsRegular()
}
