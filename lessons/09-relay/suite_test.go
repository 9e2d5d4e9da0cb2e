package relay_test

import (
	"testing"

	. "handshake/lessons/internal/kit"
)

func TestRelay(t *testing.T) { RunSpecsOf(t) }
