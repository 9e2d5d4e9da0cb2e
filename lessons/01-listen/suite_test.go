package listen_test

import (
	"testing"

	. "handshake/lessons/internal/kit"
)

func TestListen(t *testing.T) { RunSpecsOf(t) }
