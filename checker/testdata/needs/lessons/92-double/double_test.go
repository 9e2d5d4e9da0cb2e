package double_test

import (
	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	double "handshake/lessons/92-double"
	. "handshake/lessons/internal/kit"
)

var _ = Describe(Server, Lesson("92-double"), func() {
	It(In("is right", "是对的"), ID("right"), func(ctx SpecContext) {
		Expect(double.Double("a b")).To(Equal(4), In("not twice as many", "不是两倍"))
	})
})
