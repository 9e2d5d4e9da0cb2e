package reexec

import (
	"fmt"
	"os"
	"testing"
)

func TestMain(m *testing.M) {
	Register("handshake-parrot", func(args []string) int {
		fmt.Print(args)
		return 3
	})
	Run()
	os.Exit(m.Run())
}

func TestAProcessTakesOnItsRole(t *testing.T) {
	cmd, err := Command("handshake-parrot", "one", "two words")
	if err != nil {
		t.Fatal(err)
	}
	if said, _ := cmd.Output(); string(said) != "[one two words]" || cmd.ProcessState.ExitCode() != 3 {
		t.Errorf("%s, exit %d", said, cmd.ProcessState.ExitCode())
	}
}
