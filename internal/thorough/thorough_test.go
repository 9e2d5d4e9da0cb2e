package thorough

import "testing"

func TestTimes(t *testing.T) {
	for value, want := range map[string]int{"": 3, "1": 50, "10": 500, "0": 3, "-1": 3, "yes": 3} {
		t.Setenv(Var, value)
		if got := Times(3, 50); got != want {
			t.Errorf("%s=%q: %d times, want %d", Var, value, got, want)
		}
	}
}

func TestOf(t *testing.T) {
	for value, want := range map[string]int{"": 3, "1": 50, "10": 50, "0": 3} {
		t.Setenv(Var, value)
		if got := Of(3, 50); got != want {
			t.Errorf("%s=%q: %d of 50, want %d", Var, value, got, want)
		}
	}
	t.Setenv(Var, "")
	if got := Of(3, 2); got != 2 {
		t.Errorf("%d of 2", got)
	}
}
