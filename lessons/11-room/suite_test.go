package room_test

import (
	"testing"

	. "handshake/lessons/internal/kit"
)

func TestRoom(t *testing.T) { RunSpecsOf(t) }
