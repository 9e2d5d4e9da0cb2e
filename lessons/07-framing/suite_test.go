package framing_test

import (
	"testing"

	. "handshake/lessons/internal/kit"
)

func TestFraming(t *testing.T) { RunSpecsOf(t) }
