package double_test

import (
	"testing"

	. "handshake/lessons/internal/kit"
)

func TestSuite(t *testing.T) { RunSpecsOf(t) }
