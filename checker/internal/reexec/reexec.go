// Package reexec starts this very program again in another role: as a process that confines
// itself, that checks strangers' files, that keeps a core busy.
package reexec

import (
	"os"
	"os/exec"
	"path/filepath"
)

var roles = map[string]func(args []string) (status int){}

// Register makes a role known, when the program starts. Its name is the first argument of
// processes in that role; the others are handed to it.
func Register(name string, role func(args []string) (status int)) { roles[name] = role }

// Run comes first in main, and in TestMain. A process that was started in a role takes it on, and
// ends with its status; in any other process nothing happens.
func Run() {
	if role := roles[filepath.Base(os.Args[0])]; role != nil {
		os.Exit(role(os.Args[1:]))
	}
}

// Command is what starts this program in a role.
func Command(name string, args ...string) (*exec.Cmd, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(self)
	cmd.Args = append([]string{name}, args...)
	return cmd, nil
}
