package kit

import (
	"errors"
	"fmt"
	"net"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"

	. "github.com/onsi/gomega"
	"github.com/onsi/gomega/gleak"

	"handshake/internal/course"
)

func TestMain(m *testing.M) {
	go pace.measure()
	os.Exit(m.Run())
}

// speak runs a test in a language.
func speak(t *testing.T, l course.Lang) {
	before := lang
	lang = l
	t.Cleanup(func() { lang = before })
}

// failureOf is what Gomega hands to fail when the assertion fails.
func failureOf(assert func(Gomega)) (message string) {
	assert(NewGomega(func(m string, _ ...int) { message = m }))
	return message
}

func TestFailuresAreInWordsNotInGomegasEnglish(t *testing.T) {
	opError := &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	for name, c := range map[string]struct {
		assert func(Gomega)
		want   string
	}{
		"an error": {func(g Gomega) { g.Expect(opError).NotTo(HaveOccurred(), "别吞掉错误") },
			"别吞掉错误\ndial tcp: connection refused"},
		"equal":     {func(g Gomega) { g.Expect(1).To(Equal(2), "数目不对") }, "数目不对\n得到：1\n应为：2"},
		"not equal": {func(g Gomega) { g.Expect(1).NotTo(Equal(1), "不该相同") }, "不该相同\n不应为：1"},
		"true":      {func(g Gomega) { g.Expect(false).To(BeTrue(), "应当连得上") }, "应当连得上"},
		"false":     {func(g Gomega) { g.Expect(true).To(BeFalse(), "不应当连得上") }, "不应当连得上"},
		"zero":      {func(g Gomega) { g.Expect(0).NotTo(BeZero(), "端口不能是 0") }, "端口不能是 0\n得到：0"},
		"nil":       {func(g Gomega) { g.Expect(nil).NotTo(BeNil(), "不该是空的") }, "不该是空的\n得到：nil"},
		"more than": {func(g Gomega) { g.Expect(3).To(BeNumerically("<=", 2), "太多") }, "太多\n得到：3\n应为：<= 2"},
		"our own": {func(g Gomega) { g.Expect([]byte("abc")).To(Say([]byte("abd")), "不一样") },
			"不一样\n  得到：\"abc\"\n  应为：\"abd\"\n           ^ 第 3 个字节不同；得到 3 字节，应为 3 字节"},
		"several lines": {func(g Gomega) { g.Expect("a\nb").To(Equal("c"), "不一样") }, "不一样\n得到：a\\nb\n应为：c"},
	} {
		t.Run(name, func(t *testing.T) {
			speak(t, course.Chinese)
			if got := inWords(failureOf(c.assert)); got != c.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, c.want)
			}
		})
	}
}

// everyError claims to be every error.
type everyError struct{}

func (everyError) Error() string { return "every error" }
func (everyError) Is(error) bool { return true }

// everyNumber claims to be every number of the system.
type everyNumber struct{}

func (everyNumber) Error() string { return "every number" }
func (everyNumber) Is(target error) bool {
	_, number := target.(syscall.Errno)
	return number
}

// aReset says itself what it is.
type aReset struct{}

func (aReset) Error() string        { return "a reset" }
func (aReset) Is(target error) bool { return target == syscall.ECONNRESET }

func TestWrap(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		want bool
	}{
		"the error itself": {syscall.ECONNRESET, true},
		"wrapped":          {&net.OpError{Op: "read", Err: syscall.ECONNRESET}, true},
		"by its own word":  {aReset{}, true},
		"another":          {syscall.EPIPE, false},
		"its text only":    {errors.New(syscall.ECONNRESET.Error()), false},
		"none":             {nil, false},
	} {
		if ok, err := Wrap(syscall.ECONNRESET).Match(c.err); ok != c.want || err != nil {
			t.Errorf("%s: %v %v", name, ok, err)
		}
	}
}

func TestAnImpostorIsNeitherTheErrorNorNot(t *testing.T) {
	speak(t, course.English)
	for name, c := range map[string]struct {
		err  error
		says string
	}{
		"every error":  {everyError{}, "yes to every errors.Is"},
		"every number": {everyNumber{}, "yes to every number"},
		"wrapped":      {fmt.Errorf("read: %w", everyError{}), "yes to every errors.Is"},
	} {
		for asked, assert := range map[string]func(Gomega){
			"is it":     func(g Gomega) { g.Expect(c.err).To(Wrap(syscall.ECONNRESET), "it is not") },
			"is it not": func(g Gomega) { g.Expect(c.err).NotTo(Wrap(syscall.ECONNRESET), "it is not") },
		} {
			if got := inWords(failureOf(assert)); !strings.HasPrefix(got, "it is not\n") ||
				!strings.Contains(got, c.says) {
				t.Errorf("%s, %s: %q", name, asked, got)
			}
		}
	}
}

func TestSayShowsWhereTextsPart(t *testing.T) {
	speak(t, course.English)
	for name, c := range map[string]struct{ got, want, says string }{
		"a byte": {"Hello, client!", "Hello, Client!",
			"  got:  \"Hello, client!\"\n  want: \"Hello, Client!\"\n                ^ byte 8 differs; got 14 " +
				"bytes, want 14"},
		"the end": {"Hello", "Hello!",
			"  got:  \"Hello\"\n  want: \"Hello!\"\n              ^ byte 6 differs; got 5 bytes, want 6"},
		"nothing": {"", "a", "  got:  \"\"\n  want: \"a\"\n         ^ byte 1 differs; got 0 bytes, want 1"},
		"a zero": {"hi\x00\x00", "hi",
			"  got:  \"hi\\x00\\x00\"\n  want: \"hi\"\n           ^ byte 3 differs; got 4 bytes, want 2"},
		"Han, wide": {"你好吗", "你好",
			"  got:  \"你好吗\"\n  want: \"你好\"\n             ^ byte 7 differs; got 9 bytes, want 6"},
	} {
		if got := Difference([]byte(c.got), []byte(c.want)); got != c.says {
			t.Errorf("%s:\n%s\nwant:\n%s", name, got, c.says)
		}
	}
	long := Difference([]byte(strings.Repeat("a", 5000)+"x"), []byte(strings.Repeat("a", 5000)+"y"))
	if !strings.Contains(long, "…") || len(long) > 400 || !strings.Contains(long, "byte 5001") {
		t.Errorf("a long text is not cut: %s", long)
	}
}

const hangingStack = `goroutine 7 [IO wait]:
internal/poll.runtime_pollWait(0x1, 0x72)
	/go/src/runtime/netpoll.go:351 +0x85
net.(*netFD).accept(0xc0000e2000)
	/go/src/net/fd_unix.go:161 +0x1b
net.(*TCPListener).Accept(0xc0000a4040)
	/go/src/net/tcpsock.go:380 +0x30
handshake/lessons/01-listen.Listen({0x6, 0xb})
	/home/me/handshake/lessons/01-listen/server.go:12 +0x5b
handshake/lessons/01-listen_test.init.func1.1({0x9, 0x1})
	/home/me/handshake/lessons/01-listen/server_test.go:16 +0x45
`

func TestWhereItIsStuck(t *testing.T) {
	speak(t, course.English)
	for name, c := range map[string]struct{ stack, says, place string }{
		"in a library": {hangingStack, "waiting in net.TCPListener.Accept", "lessons/01-listen/server.go:12"},
		"in its own loop": {"goroutine 7 [running]:\nhandshake/lessons/01-listen.Listen(...)\n" +
			"\t/x/lessons/01-listen/server.go:9\n",
			"still busy here", "lessons/01-listen/server.go:9"},
		"nowhere of yours": {"goroutine 7 [select]:\nmain.main()\n\t/x/main.go:1\n", "waiting for your code", ""},
		"on Windows": {strings.ReplaceAll(hangingStack, "/home/me/", `C:\me\`),
			"waiting in net.TCPListener.Accept", "lessons/01-listen/server.go:12"},
	} {
		message, place := stuck(c.stack)
		if !strings.Contains(message, c.says) || place != c.place {
			t.Errorf("%s: %q at %q", name, message, place)
		}
	}
}

func TestGoroutinesThatMayBeAboutToRunTheStudentsCode(t *testing.T) {
	stop := make(chan struct{})
	var group sync.WaitGroup
	started := Start(func() error { <-stop; return nil })
	group.Go(func() { <-stop })
	defer func() {
		close(stop)
		group.Wait()
		<-started.Returned()
	}()

	about := 0
	for _, g := range gleak.Goroutines() {
		if aboutTo(g) {
			about++
		}
	}
	if about != 2 {
		t.Errorf("%d are seen, want the one that Start and the one that the group has made", about)
	}
}
