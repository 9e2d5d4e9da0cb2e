package connect_test

import (
	"testing"

	. "handshake/lessons/internal/kit"
)

func TestConnect(t *testing.T) { RunSpecsOf(t) }
