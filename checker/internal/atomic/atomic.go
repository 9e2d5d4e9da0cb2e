// Package atomic replaces files as a whole: whoever reads one finds the old content or the new.
package atomic

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Write has fill write the file at path, which keeps its old content until the new one is complete.
// What a killed process leaves beside it, the next one overwrites: two shall not write one file at a
// time.
func Write(path string, mode fs.FileMode, fill func(*os.File) error) error {
	part := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".tmp")
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, mode)
	if err != nil {
		return err
	}
	if err = errors.Join(fill(f), f.Close()); err == nil {
		err = os.Rename(part, path)
	}
	if err != nil {
		_ = os.Remove(part)
	}
	return err
}
