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

// longestName leaves room for an extension, in bytes.
const longestName = 200

// fileName is a file name for a student that nobody else has used.
func (c Class) fileName(student string, used map[string]bool) string {
	name := ""
	if c.FileName != nil {
		name = c.FileName(student)
	}
	sum := sha256.Sum256([]byte(student))
	if name == "" || len(name) > longestName || name[0] == '.' ||
		!utf8.ValidString(name) || strings.ContainsAny(name, "/\\:\x00") {
		name = "student-" + hex.EncodeToString(sum[:8])
	}
	if used[strings.ToLower(name)] {
		name += "-" + hex.EncodeToString(sum[:8])
	}
	used[strings.ToLower(name)] = true
	return name
}
