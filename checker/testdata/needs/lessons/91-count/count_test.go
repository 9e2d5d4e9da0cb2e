package count_test

import (
	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	count "handshake/lessons/91-count"
	. "handshake/lessons/internal/kit"
)

var _ = Describe(Server, Lesson("91-count"), func() {
	It(In("is right", "是对的"), ID("right"), func(ctx SpecContext) {
		Expect(count.Words("a b c")).To(Equal(3), In("a word more or less", "词数不对"))
	})
})
