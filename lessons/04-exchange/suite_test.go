package exchange_test

import (
	"testing"

	. "handshake/lessons/internal/kit"
)

func TestExchange(t *testing.T) { RunSpecsOf(t) }
