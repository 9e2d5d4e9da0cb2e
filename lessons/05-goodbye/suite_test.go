package goodbye_test

import (
	"testing"

	. "handshake/lessons/internal/kit"
)

func TestGoodbye(t *testing.T) { RunSpecsOf(t) }
