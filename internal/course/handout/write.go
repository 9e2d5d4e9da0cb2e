package handout

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"handshake/internal/course/syllabus"
)

// Write makes the lessons, as they lie in the course at root, the ones that are handed out.
// Programs that have been built before know nothing of it.
func Write(root string, lessons []syllabus.Lesson) error {
	dir := filepath.Join(root, filepath.FromSlash(Dir))
	stubs := map[string][]byte{}
	for _, l := range lessons {
		for _, name := range l.Files {
			text, err := os.ReadFile(filepath.Join(root, syllabus.Dir, l.Name, name))
			if err != nil {
				return err
			}
			stubs[filepath.Join(dir, stubsDir, l.Name, name+suffix)] = Unix(text)
		}
	}
	sums, err := writtenSums(filepath.Join(dir, sumsFile))
	if err != nil {
		return err
	}
	for _, l := range lessons {
		maps.DeleteFunc(sums, func(file, _ string) bool { return restsOn(l.Name, file) })
		for _, file := range trusted(root, l.Name) {
			if sums[file], err = sumOf(root, file); err != nil {
				return err
			}
		}
		if err := os.RemoveAll(filepath.Join(dir, stubsDir, l.Name)); err != nil {
			return err
		}
	}
	for file, text := range stubs {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, text, 0o644); err != nil {
			return err
		}
	}
	var list strings.Builder
	for _, file := range slices.Sorted(maps.Keys(sums)) {
		fmt.Fprintf(&list, "%s  %s\n", sums[file], file)
	}
	return os.WriteFile(filepath.Join(dir, sumsFile), []byte(list.String()), 0o644)
}

// writtenSums are the sums in the course's folder: another lesson may have been handed out
// since this program was built.
func writtenSums(file string) (map[string]string, error) {
	text, err := os.ReadFile(file)
	return parse(string(text)), err
}
