package deadlines_test

import (
	"testing"

	. "handshake/lessons/internal/kit"
)

func TestDeadlines(t *testing.T) { RunSpecsOf(t) }
