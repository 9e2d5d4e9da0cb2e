package submission

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"path"
	"slices"
	"strings"
	"syscall"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/unicode/norm"

	"handshake/internal/course/syllabus"
)

// openArchive opens a file by what it holds; platforms and people change names. It closes f
// when it fails.
func openArchive(ctx context.Context, f *os.File, name string) (tree, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	t, err := readArchive(ctx, f, info.Size(), name, f)
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	return t, nil
}

func readArchive(ctx context.Context, r io.ReaderAt, size int64, name string, c io.Closer) (tree, error) {
	// Within its size: an offset that an archive lies about is its end, and whatever the system
	// still says of a read is about this machine.
	r = io.NewSectionReader(r, 0, size)
	var block [512]byte // the first of a tar archive
	n, err := r.ReadAt(block[:], 0)
	if err != nil && err != io.EOF {
		return nil, err
	}
	head := block[:n]
	a := archive{name: name, raw: r, size: size, Closer: c, contents: map[string][]*member{},
		byPath: map[string]*member{}}
	switch {
	case size == 0:
		return nil, nothing(true, nil)
	case size > maxArchive:
		return nil, tooBig(name, maxArchive)
	case bytes.HasPrefix(head, []byte("PK")):
		return openZip(&zipTree{archive: a})
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		return openTar(ctx, &tarTree{archive: a, gzipped: true})
	default:
		if _, err := tar.NewReader(bytes.NewReader(head)).Next(); n < len(block) || errors.Is(err, tar.ErrHeader) {
			return nil, noSubmission(name, head)
		}
		return openTar(ctx, &tarTree{archive: a})
	}
}

// archive is the table of contents of an archive, and the archive as it was handed in.
type archive struct {
	io.Closer
	name     string
	raw      io.ReaderAt
	size     int64
	entries  int
	contents map[string][]*member // folder → what it holds
	byPath   map[string]*member
	odd      oddities
}

// member is a node and the number of its entry in the archive.
type member struct {
	node
	entry int
}

// Nothing deeper than this is looked for: wrapping, lessons/, lesson, file.
const maxDepth = maxWrapping + 3

// add enters the next entry. What is hidden, or too deep to be looked for, is passed over.
func (a *archive) add(name string, k kind) error {
	entry := a.entries
	if a.entries++; a.entries > maxEntries {
		return tooMany(a.name)
	}
	steps, ok := split(name)
	switch {
	case !ok:
		a.odd.see(Unsafe, name)
		return nil
	case len(steps) == 0:
		return nil
	case slices.ContainsFunc(steps, hidden):
		a.odd.see(Hidden, name)
		return nil
	case len(steps) > maxDepth:
		a.odd.see(Deep, name)
		return nil
	}
	a.odd.seeKind(k, name)
	full := ""
	for i, step := range steps {
		dir := full
		full = path.Join(full, step)
		now := k
		if i < len(steps)-1 {
			now = folder
		}
		switch old := a.byPath[full]; {
		case old == nil:
			m := &member{node{step, now}, entry}
			a.byPath[full] = m
			a.contents[dir] = append(a.contents[dir], m)
		case old.kind != folder || now != folder:
			old.kind = twice
			return nil
		}
	}
	return nil
}

// split is a name's steps from the top of the archive, and whether it stays inside.
func split(name string) (steps []string, ok bool) {
	drive := len(name) >= 2 && name[1] == ':' && alphanumeric(name[0]|0x20)
	if name == "" || len(name) > maxName || strings.HasPrefix(name, "/") || drive || strings.ContainsRune(name, 0) {
		return nil, false
	}
	for step := range strings.SplitSeq(name, "/") {
		switch step {
		case "", ".":
		case "..":
			return nil, false
		default:
			steps = append(steps, step)
		}
	}
	return steps, true
}

// decode makes a name UTF-8 in its composed form. Older Chinese Windows writes GBK without
// saying so; macOS takes accents apart.
func decode(name string) string {
	if !utf8.ValidString(name) {
		if text, err := simplifiedchinese.GB18030.NewDecoder().String(name); err == nil {
			name = text
		}
	}
	return norm.NFC.String(strings.ToValidUTF8(name, "\ufffd"))
}

func (a *archive) list(dir string) ([]node, error) {
	var nodes []node
	for _, m := range a.contents[dir] {
		nodes = append(nodes, m.node)
	}
	slices.SortFunc(nodes, func(a, b node) int { return strings.Compare(a.name, b.name) })
	return nodes, nil
}

func (a *archive) inner(context.Context, string) (tree, error) { return nil, nil }

func (a *archive) ignored() []remark { return a.odd.seen }

// failed is why reading an archive stopped, in the archive's terms: damage is the student's,
// or the download's; only what the system says of its disk is this machine's.
func (a *archive) failed(err error) error {
	var known *Error
	var system syscall.Errno
	if errors.As(err, &known) || errors.As(err, &system) ||
		errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return damaged(a.name, err)
}

// bounded ends with an error after left bytes, and as soon as ctx ends.
type bounded struct {
	ctx  context.Context
	r    io.Reader
	left int64
	over error // what ends it
}

func (b *bounded) Read(p []byte) (int, error) {
	if err := b.ctx.Err(); err != nil {
		return 0, err
	}
	if b.left <= 0 {
		return 0, b.over
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}

// zipTree is a zip archive. Its list of contents is read once, its files where they lie.
type zipTree struct {
	archive
	files []*zip.File
}

func openZip(t *zipTree) (tree, error) {
	// The reader keeps the whole list in memory; a list of millions must not get that far.
	directory := &boundedAt{r: t.raw, left: maxDirectory, over: tooMany(t.name)}
	r, err := zip.NewReader(directory, t.size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, t.failed(err)
	}
	directory.left = 1 << 62
	t.files = r.File
	for _, f := range r.File {
		// Backslashes are the separators of some Windows programs. In GBK one can be half of
		// a character, so the name is decoded first.
		name := strings.ReplaceAll(decode(f.Name), `\`, "/")
		k := kindOf(f.Mode().Type())
		if strings.HasSuffix(name, "/") {
			k = folder
		}
		if err := t.add(name, k); err != nil {
			return nil, err
		}
	}
	if t.entries == 0 {
		return nil, nothing(true, nil)
	}
	return t, nil
}

// boundedAt refuses to read after left bytes.
type boundedAt struct {
	r    io.ReaderAt
	left int64
	over error
}

func (b *boundedAt) ReadAt(p []byte, off int64) (int, error) {
	if b.left -= int64(len(p)); b.left < 0 {
		return 0, b.over
	}
	return b.r.ReadAt(p, off)
}

func (t *zipTree) read(ctx context.Context, paths []string, each func(string, []byte, *Error)) error {
	for _, p := range paths {
		if err := ctx.Err(); err != nil {
			return err
		}
		data, err := t.readFile(p, t.files[t.byPath[p].entry])
		var refusal *Error
		if err != nil && !errors.As(err, &refusal) {
			return err
		}
		each(p, data, refusal)
	}
	return nil
}

// encryptedFlag is bit 0 of a zip entry's flags (APPNOTE 6.3.10 §4.4.4).
const encryptedFlag = 1

func (t *zipTree) readFile(p string, f *zip.File) ([]byte, error) {
	switch {
	case f.Flags&encryptedFlag != 0:
		return nil, encrypted(p)
	case f.UncompressedSize64 > syllabus.MaxFile:
		return nil, tooLarge(p)
	}
	r, err := f.Open()
	if errors.Is(err, zip.ErrAlgorithm) {
		return nil, Fail(Method, p, err,
			"is compressed by method %d, which is not read: pack it as an ordinary zip",
			"用了第 %d 号压缩方法，这里读不了：请打包成普通的 zip", f.Method)
	}
	if err != nil {
		return nil, t.failedFile(p, err)
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, syllabus.MaxFile+1))
	if err != nil {
		return nil, t.failedFile(p, err)
	}
	return data, nil
}

func (t *zipTree) failedFile(p string, err error) error {
	var broken *Error
	if err = t.failed(err); errors.As(err, &broken) && broken.Rule == Damaged {
		return damaged(p, broken.Err)
	}
	return err
}

// tarTree is a tar archive, perhaps compressed. It is walked twice: for its contents, then
// for the files that are wanted. Nothing else of it is kept.
type tarTree struct {
	archive
	gzipped bool
}

func openTar(ctx context.Context, t *tarTree) (tree, error) {
	err := t.walk(ctx, func(_ int, h *tar.Header, _ io.Reader) error {
		switch h.Typeflag {
		case tar.TypeReg, tar.TypeGNUSparse:
			return t.add(decode(h.Name), file)
		case tar.TypeDir:
			return t.add(decode(h.Name), folder)
		case tar.TypeSymlink, tar.TypeLink:
			return t.add(decode(h.Name), link)
		case tar.TypeXGlobalHeader:
			return t.add(".", file) // about the archive; no file, but an entry all the same
		}
		return t.add(decode(h.Name), special)
	})
	if err != nil {
		return nil, t.failed(err)
	}
	if t.entries == 0 {
		return nil, nothing(true, nil)
	}
	return t, nil
}

// errEnough ends a walk that has found everything.
var errEnough = errors.New("enough")

func (t *tarTree) walk(ctx context.Context, each func(entry int, h *tar.Header, r io.Reader) error) error {
	raw := &bounded{ctx: ctx, r: bufio.NewReaderSize(io.NewSectionReader(t.raw, 0, t.size), 64<<10),
		left: t.size + 1, over: io.EOF}
	r := io.Reader(raw)
	if t.gzipped {
		unzipped, err := gzip.NewReader(bufio.NewReader(raw))
		if err != nil {
			return err
		}
		defer unzipped.Close()
		r = unzipped
	}
	limited := &bounded{ctx: ctx, r: r, left: maxUnpacked, over: tooBig(t.name, maxUnpacked)}
	files := tar.NewReader(limited)
	for entry := 0; ; entry++ {
		h, err := files.Next()
		switch {
		case err == io.EOF:
			return t.rest(limited)
		case errors.Is(err, tar.ErrHeader) && entry == 0 && t.gzipped:
			return t.noTar()
		case err != nil && !errors.Is(err, tar.ErrInsecurePath):
			return err
		}
		if err := each(entry, h, files); err == errEnough {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// rest reads what follows the last file, so that the checksum at the end is compared too.
// Padding after the compressed data is common and harmless.
func (t *tarTree) rest(r io.Reader) error {
	if _, err := io.Copy(io.Discard, r); err != nil && !errors.Is(err, gzip.ErrHeader) {
		return err
	}
	return nil
}

func (t *tarTree) noTar() *Error {
	return Fail(NoSubmission, t.name, nil,
		"is compressed, but holds no tar archive: ask for zip or tar.gz",
		"是压缩文件，但里面不是 tar 包：请学生改交 zip 或 tar.gz")
}

func (t *tarTree) read(ctx context.Context, paths []string, each func(string, []byte, *Error)) error {
	wanted := map[int]string{}
	for _, p := range paths {
		wanted[t.byPath[p].entry] = p
	}
	if len(wanted) == 0 {
		return nil
	}
	err := t.walk(ctx, func(entry int, h *tar.Header, r io.Reader) error {
		p, ok := wanted[entry]
		if !ok {
			return nil
		}
		delete(wanted, entry)
		data, err := io.ReadAll(io.LimitReader(r, syllabus.MaxFile+1))
		if err != nil {
			return err
		}
		each(p, data, nil)
		if len(wanted) == 0 {
			return errEnough
		}
		return nil
	})
	if err != nil {
		return t.failed(err)
	}
	if len(wanted) > 0 {
		return errChanged
	}
	return nil
}
