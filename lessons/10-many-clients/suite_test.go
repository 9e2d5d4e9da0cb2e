package manyclients_test

import (
	"testing"

	. "handshake/lessons/internal/kit"
)

func TestManyClients(t *testing.T) { RunSpecsOf(t) }
