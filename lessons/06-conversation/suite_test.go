package conversation_test

import (
	"testing"

	. "handshake/lessons/internal/kit"
)

func TestConversation(t *testing.T) { RunSpecsOf(t) }
