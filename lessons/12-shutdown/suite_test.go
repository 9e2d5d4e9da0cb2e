package shutdown_test

import (
	"testing"

	. "handshake/lessons/internal/kit"
)

func TestShutdown(t *testing.T) { RunSpecsOf(t) }
