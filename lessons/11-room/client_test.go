package room_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"sync/atomic"
	"testing/iotest"
	"testing/synctest"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	room "handshake/lessons/11-room"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

var _ = Describe(Client, Lesson("11-room"), func() {
	It(In("sends and receives at the same time", "一边说，一边听"), ID("both"), func(ctx SpecContext) {
		chat := chatting(ctx)
		chat.types("How are you?\n")
		Expect(chat.server.Hear(len("How are you?\n"))).To(Say("How are you?\n"), In(
			"what in says must reach the server at once, while in is still open: who listens to the end before "+
				"speaking, or reads all of in before sending, waits forever",
			"in 里的话要马上送到服务端，哪怕 in 还没有结束：先听到底再说，或者先把 in 全读完再发，就会永远等下去"))
		chat.server.Say("Fine.\n")
		chat.out.Await(chat.half, "Fine.\n", In(
			"the server answered, and in is still open: write to out what you hear as soon as you hear it; "+
				"speaking and listening need a goroutine each",
			"服务端回答了，in 还没有结束：听到什么就马上写到 out；说和听要各用一个 goroutine"))
		chat.types("And the weather?\n")
		Expect(chat.server.Hear(len("And the weather?\n"))).To(Say("And the weather?\n"), In(
			"one answer has been heard, and now nothing is said any more: speaking and listening go on side by "+
				"side, until each has come to its own end",
			"听到一次回答以后，就不再说话了：说和听要并排进行，各自到了自己的结尾才停"))

		chat.hangUp()
	})

	It(In("sends a FIN when in ends, and reads on", "in 到了结尾就说一声完了，然后接着听"), ID("half-close"), func(ctx SpecContext) {
		chat := chatting(ctx)
		chat.types("Bye.\n")
		_ = chat.in.Close()
		chat.server.Hear(len("Bye.\n"))

		Expect(chat.server).To(EndWithFIN(), In(
			"in has ended, and the server must notice: after the last words comes a FIN, CloseWrite",
			"in 已经到了结尾，要让服务端知道：最后一句话之后要有 FIN，也就是 CloseWrite"))
		chat.server.Say("Wait, one more thing.\n")
		chat.server.Finish()
		err := chat.half.Result(chatHangs())

		Expect(chat.out.String()).To(Say("Wait, one more thing.\n"), In(
			"the client had finished speaking, and what the server said after that is lost: Close hangs up both "+
				"directions, CloseWrite only ends the sending; the end of in is not the end of the chat",
			"客户端说完之后，服务端说的话丢了：Close 两个方向一起挂断，CloseWrite 只结束发送；in 结束不等于通话结束"))
		Expect(err).To(HaveGoneWell(), In(
			"both have finished: nothing went wrong here", "双方都说完了：这里没有什么出错"))
		Expect(chat.end).To(BeGivenBack(), chatCloses())
	})

	It(In(
		"returns when the server finishes, even while in waits",
		"服务端挂断就返回，哪怕 in 还在等"), ID("hung-up"), func(ctx SpecContext) {
		chat := chatting(ctx)
		chat.types("Anybody there?\n")
		Expect(chat.server.Hear(len("Anybody there?\n"))).To(Say("Anybody there?\n"), chatSays())
		Settle() // it waits for the keyboard
		chat.server.Finish()

		Expect(chat.half.Result(In(
			"the server has hung up, and Chat still waits for in, where perhaps nobody will ever press a key: that "+
				"Read cannot be interrupted, so do not wait for the goroutine in it; the end of what is heard is "+
				"the end of the chat",
			"服务端已经挂断，Chat 还在等 in，而那里也许再也不会有人敲键盘：那次 Read 没法打断，所以不要等它所在的 goroutine；听到了结尾，通话就结束了"))).To(HaveGoneWell(), In(
			"the server finished, and that is how a chat ends: no failure",
			"服务端说完了，通话就是这样结束的：不是故障"))
		Expect(chat.end).To(BeGivenBack(), chatCloses())
	})

	It(In("stops reading when the chat is over", "通话结束了，就不再往下读"), ID("reads-no-further"), func(ctx SpecContext) {
		chats(ctx)
		InVirtualTime(func() {
			server := Script{Ends: io.EOF}.Conn()
			defer func() { _ = server.Close() }()
			keyboard, in := io.Pipe()
			defer func() { _ = keyboard.Close() }()
			chat := Start(func() error {
				return room.Chat(context.Background(), Lend(server), LendReader(keyboard), LendWriter(&Lines{}))
			})
			synctest.Wait()
			Expect(chat.Result(chatHangs())).To(HaveGoneWell(), In(
				"the server finished without a word: no failure", "服务端一句话没说就结束了：不是故障"))

			var taken atomic.Int32
			go func() {
				for range 5 {
					if _, err := io.WriteString(in, "x\n"); err != nil {
						return
					}
					taken.Add(1)
				}
			}()
			synctest.Wait()

			Expect(taken.Load() <= 1).To(BeTrue(), In(
				"Chat has returned, but something of it still swallows what is typed: the Read that was waiting "+
					"may finish, and after that in belongs to its owner again; a goroutine whose Write fails must stop",
				"Chat 已经返回，却还有东西在吞掉键盘上敲的字：正在等的那次 Read 可以结束，之后 in 就归还主人了；Write 失败了，那个 goroutine 就该停下"))
		})
	})

	It(In("leaves every byte unchanged", "一个字节也不改"), ID("verbatim"), func(ctx SpecContext) {
		const much = 1 << 17
		odd := "\r\n\n\x00100%%d"
		said, heard := string(Speech(much))+odd, string(Speech(much))+odd
		client, server := Pair()
		out := &Lines{}
		chat := chatOn(ctx, client, strings.NewReader(said), out)
		peer := PeerOf(chat, server)
		arrived := make(chan []byte, 1)
		go func() {
			all, _ := io.ReadAll(server)
			arrived <- all
		}()
		peer.Say(heard)
		words := Meanwhile(chat, func() []byte {
			select {
			case all := <-arrived:
				return all
			case <-ctx.Done():
				return nil
			}
		})
		peer.Finish()

		err := chat.ResultBy(ctx)

		Expect([]byte(out.String())).To(ArriveWhole([]byte(heard)), In(
			"out is to get just the bytes that came: no line end added or taken away, no %% treated as a verb, and "+
				"lines of any length (bufio.Scanner gives up at 64 KiB)",
			"out 应当原样得到传来的字节：不加换行，不去换行，不把 %% 当成格式，一行多长都行（bufio.Scanner 超过 64 KiB 就不干了）"))
		Expect(words).To(ArriveWhole([]byte(said)), In(
			"the server is to get just the bytes of in: no line end added or taken away, no %% treated as a verb, "+
				"and lines of any length (bufio.Scanner gives up at 64 KiB)",
			"服务端应当原样得到 in 的字节：不加换行，不去换行，不把 %% 当成格式，一行多长都行（bufio.Scanner 超过 64 KiB 就不干了）"))
		Expect(err).To(HaveGoneWell(), In(
			"both have said much and finished: nothing went wrong here", "双方都说了很多，也都说完了：这里没有什么出错"))
	})

	It(In("returns when ctx ends", "ctx 一结束就结束"), ID("chat-ctx"), func(ctx SpecContext) {
		waiting, stop := context.WithCancelCause(LendContext(ctx))
		defer stop(nil)
		chat := chatting(waiting)
		chat.types("Hello?\n")
		Expect(chat.server.Hear(len("Hello?\n"))).To(Say("Hello?\n"), chatSays())
		Settle()
		stop(errors.New(In("it is late", "时候不早了")))

		Expect(chat.half.Result(In(
			"ctx has ended, and Chat still waits in Read, which knows no ctx: close the connection when ctx ends "+
				"(context.AfterFunc)",
			"ctx 已经结束，Chat 还停在 Read 里，而 Read 不认识 ctx：ctx "+
				"一结束就关闭连接（context.AfterFunc）"))).To(Wrap(context.Canceled), becauseOfCtx())
		Expect(chat.end).To(BeGivenBack(), chatCloses())
	})

	It(In("returns the error when in fails", "in 出了故障要如实相告"), ID("in-fails"), func(ctx SpecContext) {
		broken := errors.New(In("the keyboard is broken", "键盘坏了"))
		client, _ := Pair()

		err := chatOn(ctx, client, iotest.ErrReader(broken), &Lines{}).Result(In(
			"in failed, and Chat waits for the server as if nothing had happened: only io.EOF means that in has ended",
			"in 出了故障，Chat 却像没事一样等着服务端：只有 io.EOF 才表示 in 到了结尾"))

		Expect(err).To(Wrap(broken), In(
			"in failed, so not everything was said: return its error, itself or wrapped with %%w",
			"in 出了故障，话没有说全：要返回它的错误，原样或者用 %%w 包装"))
		Expect(client).To(BeGivenBack(), chatCloses())
	})

	It(In("returns the error when out fails", "out 出了故障要如实相告"), ID("out-fails"), func(ctx SpecContext) {
		broken := errors.New(In("the paper is used up", "纸用完了"))
		client, server := Pair()
		in, keyboard := io.Pipe()
		CloseAfter(keyboard)
		chat := chatOn(ctx, client, in, failingWriter{broken})
		PeerOf(chat, server).Say("Hello!\n")

		Expect(chat.Result(In(
			"out failed, and Chat goes on as if nothing had happened: nobody sees what the server says",
			"out 出了故障，Chat 却像没事一样继续：服务端说什么都没有人看得到了"))).To(Wrap(broken), In(
			"out failed: return its error, itself or wrapped with %%w",
			"out 出了故障：要返回它的错误，原样或者用 %%w 包装"))
		Expect(client).To(BeGivenBack(), chatCloses())
	})

	It(In("returns the error when a RST comes instead of the end", "复位不是结尾"), ID("chat-reset"), func(ctx SpecContext) {
		chat := chatting(ctx)
		chat.types("Hello?\n")
		Expect(chat.server.Hear(len("Hello?\n"))).To(Say("Hello?\n"), chatSays())
		chat.server.Vanish()

		Expect(chat.half.Result(chatHangs())).To(Wrap(ConnectionReset), In(
			"the server's connection was reset: nobody knows whether it had said everything, so return the error "+
				"of Read, itself or wrapped with %%w",
			"服务端的连接被复位了：谁也不知道它的话说完没有，要返回 Read 的错误，原样或者用 %%w 包装"))
	})

	It(In(
		"returns an error for a connection without CloseWrite",
		"不能半关闭的连接，不予接受"), ID("no-half-close"), func(ctx SpecContext) {
		chats(ctx)
		conn, peer := net.Pipe()
		DeferCleanup(peer.Close)

		Expect(chatOn(ctx, conn, strings.NewReader(""), &Lines{}).Result(In(
			"this connection has no CloseWrite, so the server could never be told that in has ended: both would "+
				"wait forever; return an error",
			"这条连接没有 CloseWrite，没法告诉服务端 in 已经结束：双方会永远等下去；应当返回错误"))).To(HaveFailed(), In(
			"this connection has no CloseWrite, so the server could never be told that in has ended: that is an error",
			"这条连接没有 CloseWrite，没法告诉服务端 in 已经结束：这是错误"))
	})

	It(In(
		"keeps every promise of Chat: any bytes, silence, failures",
		"在随机的场景里守 Chat 的约：任何字节、沉默、结尾和故障"), ID("chat-scenes"), func(ctx SpecContext) {
		chats(ctx)
		Settle() // what it has left is gone
		scene.Play(150, playChat)
	})

	It(In(
		"fills a room with its own clients, who all hear the same",
		"两半合在一起：客户端坐满聊天室，听到的都一样"), ID("together"), func(ctx SpecContext) {
		const n = 4
		r := new(room.Room)
		var guests []*talker
		for i := range n {
			guests = append(guests, talks(ctx, r))
			hello := fmt.Sprintf("hello from %d\n", i+1)
			guests[i].types(hello)
			for _, guest := range guests {
				guest.out.Await(guest.half, hello, allAreThere())
			}
		}

		var lines []string
		for _, guest := range guests {
			words := "says " + line()
			lines = append(lines, words)
			go func() { _, _ = io.WriteString(guest.in, words) }()
		}
		for _, guest := range guests {
			for _, words := range lines {
				guest.out.Await(guest.half, words, In(
					"each of the four said one line when all were there, so each must hear four",
					"人到齐以后，四个人每人说了一行，每个人都应当听到四行"))
			}
		}
		for _, guest := range guests {
			_ = guest.in.Close()
		}
		var first []string
		for _, guest := range guests {
			Expect(guest.half.Result(allAreThere())).To(HaveGoneWell(), In(
				"four clients chatted in one room, and each finished in good order: nothing went wrong here",
				"四个客户端在同一个聊天室里聊天，每个都正常结束：这里没有什么出错"))
			Expect(guest.member.Result(staysIn())).To(HaveGoneWell(), In(
				"the member has finished (io.EOF), and that is how one leaves: it is no failure",
				"成员说完了（io.EOF），这就是离开的方式，不是故障"))
			said := slices.DeleteFunc(slices.Collect(strings.Lines(guest.out.String())), func(words string) bool {
				return !strings.HasPrefix(words, "says ")
			})
			if first == nil {
				first = said
			}
			Expect(len(said)).To(Equal(n), In(
				"each of the four said one line when all were there, so each must hear four",
				"人到齐以后，四个人每人说了一行，每个人都应当听到四行"))
			Expect(slices.Equal(said, first)).To(BeTrue(), In(
				"two clients heard the lines in different orders", "两个客户端听到的顺序不同"))
		}
	})
})
