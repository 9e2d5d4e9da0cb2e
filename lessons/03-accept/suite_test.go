package accept_test

import (
	"testing"

	. "handshake/lessons/internal/kit"
)

func TestAccept(t *testing.T) { RunSpecsOf(t) }
