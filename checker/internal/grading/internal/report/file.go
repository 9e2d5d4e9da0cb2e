package report

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"handshake/checker/internal/atomic"
)

// create writes the file at path, which keeps its old content until the new one is complete.
func create(path string, fill func(io.Writer) error) error {
	return atomic.Write(path, 0o600, func(f *os.File) error {
		w := bufio.NewWriterSize(f, 1<<16)
		return errors.Join(fill(w), w.Flush())
	})
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
