package square_test

import (
	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	square "handshake/lessons/93-square"
	. "handshake/lessons/internal/kit"
)

var _ = Describe(Server, Lesson("93-square"), func() {
	It(In("is right", "是对的"), ID("right"), func(ctx SpecContext) {
		Expect(square.Square("a b")).To(Equal(16), In("not the square", "不是平方"))
	})
})
