package listen_test

import (
	. "github.com/onsi/ginkgo/v2"

	. "handshake/lessons/internal/kit"
)

var _ = Describe(Server, Lesson("01-listen"), func() {
	It(In("passes", "通过"), ID("reachable"), func() {})
})
