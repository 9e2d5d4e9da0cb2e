package report

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// create writes the file at path, which keeps its old content until the new one is complete.
// What a killed run leaves beside it, the next one overwrites.
func create(path string, fill func(io.Writer) error) (err error) {
	temporary := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".tmp")
	f, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(temporary)
		}
	}()
	w := bufio.NewWriterSize(f, 1<<16)
	if err := errors.Join(fill(w), w.Flush(), f.Close()); err != nil {
		return err
	}
	return os.Rename(temporary, path)
}

// files gives each student a file name of their own, the same in each reading of the class.
type files struct {
	name func(student string) string
	used map[string]bool
}

func (c Class) files() *files { return &files{c.FileName, map[string]bool{}} }

// longestName leaves room for an extension, in bytes.
const longestName = 200

func (f *files) of(student string) string {
	name := ""
	if f.name != nil {
		name = f.name(student)
	}
	sum := sha256.Sum256([]byte(student))
	if name == "" || len(name) > longestName || name[0] == '.' || !utf8.ValidString(name) || strings.ContainsAny(name, "/\\:\x00") {
		name = "student-" + hex.EncodeToString(sum[:8])
	}
	if f.used[strings.ToLower(name)] {
		name += "-" + hex.EncodeToString(sum[:8])
	}
	f.used[strings.ToLower(name)] = true
	return name
}
