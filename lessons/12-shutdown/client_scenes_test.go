package shutdown_test

import (
	. "github.com/onsi/ginkgo/v2"

	. "handshake/lessons/internal/kit"
	"handshake/lessons/internal/kit/scene"
)

var _ = Describe(Client, Lesson("12-shutdown"), func() {
	It(In("connects, or returns when ctx ends, whatever happens", "不管出什么事，不是连上，就是随 ctx 结束"),
		ID("reconnect-scenes"), func(SpecContext) {
			scene.Play(150, reconnectScene)
		})

	It(In("delivers every request once, whatever happens", "不管出什么事，每个请求都送到，一个不重"), ID("deliver-scenes"),
		func(SpecContext) {
			scene.Play(250, deliverScene)
		})
})
