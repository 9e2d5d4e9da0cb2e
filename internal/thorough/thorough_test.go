package thorough

import "testing"

func TestWhatALongProofAsksFor(t *testing.T) {
	for value, want := range map[string]struct {
		skipped   bool
		times, of int
	}{
		"":    {true, 50, 3},
		"1":   {false, 50, 7},
		"10":  {false, 500, 7},
		"0":   {true, 50, 3},
		"-1":  {true, 50, 3},
		"yes": {true, 50, 3},
	} {
		t.Setenv(Var, value)
		asked := &skipper{}
		Only(asked)
		if asked.skipped != want.skipped || Times(50) != want.times || Of(3, 7) != want.of {
			t.Errorf("%s=%q: skipped %v, %d times, %d of 7; want %+v", Var, value, asked.skipped, Times(50), Of(3, 7),
				want)
		}
		if got := Of(3, 2); got != 2 {
			t.Errorf("%s=%q: %d of 2", Var, value, got)
		}
	}
}

// skipper is a test that remembers to have been skipped.
type skipper struct{ skipped bool }

func (s *skipper) Helper()     {}
func (s *skipper) Skip(...any) { s.skipped = true }
