// Package handout knows the lessons as the course hands them out, whatever has become of the
// checkout since: the stubs themselves, and the sums of the files that a verdict rests on.
package handout

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"

	"handshake/internal/course/syllabus"
)

//go:embed stubs SHA256SUMS
var files embed.FS

// Dir is this package's folder, below the root of the course.
const Dir = "internal/course/handout"

const (
	stubsDir = "stubs"
	suffix   = ".stub" // not Go's: nobody shall build a second copy of a lesson
	sumsFile = "SHA256SUMS"
)

// Stubs are the student's files of a lesson as they are handed out: name → text. It is nil
// for a lesson that has not been handed out.
func Stubs(lesson string) map[string][]byte {
	entries, err := files.ReadDir(path.Join(stubsDir, lesson))
	if err != nil {
		return nil
	}
	stubs := map[string][]byte{}
	for _, e := range entries {
		text, err := files.ReadFile(path.Join(stubsDir, lesson, e.Name()))
		if err != nil {
			return nil
		}
		stubs[strings.TrimSuffix(e.Name(), suffix)] = Unix(text)
	}
	return stubs
}

// Lessons are the lessons that have been handed out, in the order of the course.
func Lessons() (names []string) {
	entries, _ := files.ReadDir(stubsDir)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// Has reports whether the course hands out the file, given by its path from the root.
func Has(file string) bool {
	if sums()[file] != "" {
		return true
	}
	_, err := fs.Stat(files, path.Join(stubsDir, strings.TrimPrefix(file, syllabus.Dir+"/")+suffix))
	return err == nil
}

// Changed are the files that a verdict on the lesson rests on, and that in the course at root
// are not what was handed out: changed, missing, or added to them. A lesson that has not been
// handed out has none.
func Changed(root, lesson string) (changed []string) {
	if Stubs(lesson) == nil {
		return nil
	}
	handedOut := sums()
	present := trusted(root, lesson)
	for file := range handedOut {
		if restsOn(lesson, file) && !slices.Contains(present, file) {
			changed = append(changed, file)
		}
	}
	for _, file := range present {
		if sum, err := sumOf(root, file); err != nil || sum != handedOut[file] {
			changed = append(changed, file)
		}
	}
	slices.Sort(changed)
	return changed
}

// The folders that hold what the verdicts on all lessons rest on, the kit's with its packages.
const (
	kitDir   = syllabus.Dir + "/internal/kit"
	suiteDir = syllabus.Dir + "/internal/suite"
	tcpDir   = "tcp"
	wireDir  = "wire"
)

// restsOn reports whether a verdict on the lesson rests on the file: the lesson's specs, what
// it says of itself, and what all specs are written and run with.
func restsOn(lesson, file string) bool {
	dir, name := path.Split(file)
	dir = strings.TrimSuffix(dir, "/")
	spec := strings.HasSuffix(name, "_test.go")
	switch {
	case dir == syllabus.Dir+"/"+lesson:
		return spec || name == syllabus.MetadataFile
	case dir == suiteDir:
		return spec
	case dir == tcpDir, dir == wireDir, strings.HasPrefix(dir+"/", kitDir+"/"):
		return !spec && strings.HasSuffix(name, ".go")
	}
	return false
}

// trusted lists the files in the course at root that a verdict on the lesson rests on.
func trusted(root, lesson string) (found []string) {
	tree := os.DirFS(root)
	for _, dir := range []string{syllabus.Dir + "/" + lesson, kitDir, suiteDir, tcpDir, wireDir} {
		_ = fs.WalkDir(tree, dir, func(file string, _ fs.DirEntry, err error) error {
			if err == nil && restsOn(lesson, file) {
				found = append(found, file)
			}
			return nil
		})
	}
	return found
}

// sums are those of all files that verdicts rest on, by their path from the root.
var sums = sync.OnceValue(func() map[string]string {
	text, err := files.ReadFile(sumsFile)
	if err != nil {
		return nil
	}
	return parse(string(text))
})

// parse reads lines as sha256sum writes them.
func parse(text string) map[string]string {
	sums := map[string]string{}
	for line := range strings.Lines(text) {
		if fields := strings.Fields(line); len(fields) == 2 {
			sums[fields[1]] = fields[0]
		}
	}
	return sums
}

func sumOf(root, file string) (string, error) {
	text, err := fs.ReadFile(os.DirFS(root), file)
	sum := sha256.Sum256(Unix(text))
	return hex.EncodeToString(sum[:]), err
}

// Unix ends lines as the repository does, though git may have checked them out otherwise.
func Unix(text []byte) []byte { return bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")) }
