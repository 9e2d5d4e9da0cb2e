package goodbye_test

import (
	"net"
	"slices"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	goodbye "handshake/lessons/05-goodbye"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

// startOn is Start for a function that talks on conn. If it does not return, but panics, conn is
// closed, so that the other end does not wait in vain: call Check after each wait.
func startOn[T any](conn net.Conn, call func() T) *Running[T] {
	returned := false
	r := Start(func() T {
		result := call()
		returned = true
		return result
	})
	go func() {
		<-r.Returned() // first: whoever sees that conn is closed finds the panic
		if !returned {
			_ = conn.Close()
		}
	}()
	return r
}

// seeOff calls SeeOff on conn; what the peer does meanwhile is the spec's own part.
func seeOff(conn *net.TCPConn, lastWords func([]byte) []byte) *Running[error] {
	return startOn(conn, func() error { return goodbye.SeeOff(LendTCP(conn), lastWords) })
}

// saying is a lastWords that says words, whatever was heard.
func saying(words []byte) func([]byte) []byte {
	return func([]byte) []byte { return slices.Clone(words) }
}

// seesOff has SeeOff ask for last words, and say them: that a torn line is not answered says nothing
// where nobody ever is.
func seesOff() {
	GinkgoHelper()
	conn, peer := Pair()
	words := Speech(100)
	Finish(peer)
	seeing := seeOff(conn, saying(words))
	heard := Hear(peer, len(words))
	seeing.Check()
	Expect(heard).To(ArriveWhole(words), In(
		"the peer has finished: what lastWords returned must reach it",
		"对端说完了：lastWords 返回的话要送到它那里"))
}

func neverAsked() string {
	return In(
		"the peer has finished, and lastWords was not called: only lastWords knows whether there is something to say",
		"对端说完了，却没有调用 lastWords：还有没有话要说，只有 lastWords 知道")
}

// someBuffer is for connections on which not all can be under way at once, in bytes.
const someBuffer = 64 << 10

// readError is the error of a Read on conn.
func readError(conn net.Conn) error {
	_, err := conn.Read(make([]byte, 1))
	return err
}

// brokenPipe is the error of a Write on a connection that a RST has torn down before.
func brokenPipe() error {
	GinkgoHelper()
	conn, peer := Pair()
	Vanish(peer)
	_ = readError(conn) // the RST has come, and has been reported once
	_, err := conn.Write([]byte("is anybody there?"))
	return err
}

// hungUp is what HangUp returned.
type hungUp struct {
	rest []byte
	err  error
}

// hangUp calls HangUp on conn with words of its own; what the peer does meanwhile is the
// spec's own part.
func hangUp(conn *net.TCPConn, last []byte) *Running[hungUp] {
	return startOn(conn, func() hungUp {
		rest, err := goodbye.HangUp(LendTCP(conn), slices.Clone(last))
		return hungUp{rest, err}
	})
}

func lastDue() string {
	return In(
		"the last words are due first of all, and the peer has not heard them",
		"最先要送到的是最后的话，对端却没有听到")
}

// smallBuffer is for connections on which little can be under way, in bytes.
const smallBuffer = 4 << 10

// partBetween lets the student's two halves part: the client hangs up with last, the server
// sees it off with words.
func partBetween(client, server *net.TCPConn, last, words []byte) (heard []byte, left hungUp, seen error) {
	GinkgoHelper()
	leaving := hangUp(client, last)
	leaving.Check()
	seeing := seeOff(server, func(all []byte) []byte {
		heard = append(heard, all...)
		return slices.Clone(words)
	})
	left = leaving.Result(In(
		"your HangUp and your SeeOff wait for each other: one of them must say that it has finished",
		"你的 HangUp 和 SeeOff 在互相等待：总得有一个先说“我说完了”"))
	seen = seeing.Result(In(
		"HangUp has returned, and SeeOff is still waiting",
		"HangUp 已经返回，SeeOff 却还在等"))
	return heard, left, seen
}
