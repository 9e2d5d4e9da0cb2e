//go:build unix

package process

import (
	"os/exec"
	"syscall"
)

// keeper is a shell's script that runs a command, and kills its whole process group when standard
// input ends: that is a pipe which this process holds, and which ends with it.
const keeper = `
exec 9<&0
(read _ <&9; kill -9 -$$) >/dev/null 2>&1 & keeper=$!
"$@" </dev/null 9<&-
status=$?
{ kill $keeper; wait $keeper; } 2>/dev/null
exit $status`

// Tend has a command that reads nothing, and all that it starts, end when this process does, even
// if that is killed; and all of them when the command's context ends. Whoever has no shell may
// leave something behind. The limits are ulimit's, such as "-c 0", for each process.
func Tend(cmd *exec.Cmd, limits ...string) error {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if cmd.Cancel != nil {
		cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	}
	sh, err := exec.LookPath("sh")
	if err != nil || cmd.Err != nil {
		return nil
	}
	script := keeper
	for _, limit := range limits {
		script = "ulimit " + limit + " || exit\n" + script
	}
	cmd.Args = append([]string{"sh", "-c", script, "sh", cmd.Path}, cmd.Args[1:]...)
	cmd.Path = sh
	_, err = cmd.StdinPipe() // Wait closes it
	return err
}
