// Command chat is an evening in the room of lesson 11: a server, three clients who chat and
// one who never reads, over real TCP on the loopback interface.
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"strings"
	"sync"
	"time"

	room "handshake/lessons/11-room"
	"handshake/lessons/internal/demo"
)

// lesson is whose two halves are at work.
const lesson = "11-room"

const (
	// patience is how long an evening may take that takes a few milliseconds.
	patience = 5 * time.Second
	// buffer is how much the kernel is asked to keep for a member, in bytes: little, so that
	// the one who never reads is soon noticed.
	buffer = 4 << 10
	// longest is how much is read aloud to him, in bytes, before that is given up.
	longest = 20 << 20
)

// The lines of the evening, each with the guest who says it.
var script = []struct {
	guest  int
	before bool // while everybody is there
	en, zh string
}{
	{0, true, "Good evening, everybody!", "大家晚上好！"},
	{1, true, "Good evening! Is Dan listening?", "晚上好！小丁在听吗？"},
	{2, true, "I don't think so. Ada, read us something.", "好像没有。小安，给我们念点什么吧。"},
	{1, false, "Did anybody notice that Dan has gone?", "有人发现小丁走了吗？"},
	{0, false, "No. We never had to wait for him.", "没有，我们从来没等过他。"},
	{2, false, "Good night!", "晚安！"},
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := meet(ctx, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// evening is everything that goes on in one room.
type evening struct {
	ctx    context.Context // ends with the first failure
	fail   context.CancelCauseFunc
	out    io.Writer
	guests []*guest
	left   chan leaving
}

// leaving is a member who has left, and what Join said of it.
type leaving struct {
	addr string
	why  error
}

// meet plays the evening, printed to out, and returns the first failure.
func meet(ctx context.Context, out io.Writer) error {
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	ctx, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	e := &evening{ctx: ctx, fail: fail, out: out, left: make(chan leaving, 8)}
	for _, name := range []string{demo.Say("Ada", "小安"), demo.Say("Bo", "小波"), demo.Say("Cy", "小赛")} {
		e.guests = append(e.guests, newGuest(name))
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer ln.Close()
	e.tell("The room is open at %v.", "聊天室开门了，地址是 %v。", ln.Addr())

	served := e.start(func() error { return e.serve(ln) })
	chatted := e.start(func() error { return e.chat(ln.Addr().String()) })
	if err := e.play(ln.Addr().String()); err != nil {
		return err
	}
	for _, g := range e.guests {
		_ = g.keyboard.Close()
	}
	if err := e.wait(chatted); err != nil {
		return err
	}
	e.tell(
		"Each finished with a FIN, heard the rest, and was hung up on by the server.",
		"每个人都以 FIN 结束，听完剩下的话，然后由服务端挂断。")
	_ = ln.Close()
	if err := e.wait(served); err != nil {
		return err
	}
	e.tell("The server has closed, and nothing is left open.", "服务端也关门了，什么都没有留下。")
	return nil
}

// serve has whoever calls ln join the room, and waits until all have left.
func (e *evening) serve(ln net.Listener) error {
	r := new(room.Room)
	var members sync.WaitGroup
	defer members.Wait()
	for {
		conn, err := ln.Accept()
		switch {
		case errors.Is(err, net.ErrClosed):
			return nil
		case err != nil:
			return err
		}
		members.Go(func() { e.joins(r, conn) })
	}
}

// joins is the server's half of a conversation: membership in the room.
func (e *evening) joins(r *room.Room, conn net.Conn) {
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetWriteBuffer(buffer)
	}
	err := demo.Written(lesson, func() error { return r.Join(conn) })
	var unwritten *demo.UnwrittenError
	if errors.As(err, &unwritten) {
		_ = conn.Close()
		e.fail(err)
	}
	e.left <- leaving{conn.RemoteAddr().String(), err}
}

// chat has all the guests talk, and waits until they have finished.
func (e *evening) chat(addr string) error {
	var guests sync.WaitGroup
	for _, g := range e.guests {
		guests.Go(func() {
			if err := demo.Written(lesson, func() error { return e.talks(addr, g) }); err != nil {
				e.fail(err)
			}
		})
	}
	guests.Wait()
	return nil
}

// talks is the client's half: a guest at a keyboard.
func (e *evening) talks(addr string, g *guest) error {
	conn, err := new(net.Dialer).DialContext(e.ctx, "tcp", addr)
	if err != nil {
		return err
	}
	return room.Chat(e.ctx, conn, g.in, g)
}

// play has the guests come in and say their lines, and Dan be dropped in between.
func (e *evening) play(addr string) error {
	for i, g := range e.guests {
		if err := e.comesIn(g.name, g.keyboard, e.guests[:i+1]); err != nil {
			return err
		}
	}
	dan, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	defer dan.Close()
	_ = dan.(*net.TCPConn).SetReadBuffer(buffer)
	if err := e.comesIn(demo.Say("Dan", "小丁"), dan, e.guests); err != nil {
		return err
	}
	e.tell("Dan puts the receiver down and never reads a word.", "小丁放下话筒，一个字也不读。")
	if err := e.lines(true); err != nil {
		return err
	}
	if err := e.readAloud(dan.LocalAddr().String()); err != nil {
		return err
	}
	return e.lines(false)
}

// comesIn has a guest greet those who are there, itself included: then it has joined.
func (e *evening) comesIn(name string, keyboard io.Writer, present []*guest) error {
	hello := name + demo.Say(" is here.\n", "来了。\n")
	if err := e.types(keyboard, hello); err != nil {
		return err
	}
	for _, g := range present {
		for heard := ""; heard != hello; {
			var err error
			if heard, err = e.next(g); err != nil {
				return err
			}
		}
	}
	e.tell("%s comes in.", "%s进来了。", name)
	return nil
}

// lines has the guests say the lines of the script, before or after Dan has gone.
func (e *evening) lines(before bool) error {
	for _, l := range script {
		if l.before != before {
			continue
		}
		speaker, words := e.guests[l.guest], demo.Say(l.en, l.zh)
		if err := e.heardByAll(speaker, speaker.name+demo.Say(": ", "：")+words+"\n"); err != nil {
			return err
		}
		var names []string
		for _, g := range e.guests {
			names = append(names, g.name)
		}
		fmt.Fprintf(e.out, "  %s%s%s\n", speaker.name, demo.Say(": ", "："), words)
		fmt.Fprintf(e.out, "      %s%s\n", demo.Say("heard by ", "听到的有："), strings.Join(names, demo.Say(", ", "、")))
	}
	return nil
}

// readAloud has the first guest read from a long book until Dan is dropped.
func (e *evening) readAloud(dan string) error {
	e.tell("%s reads aloud from a long book ...", "%s捧着一本很厚的书念了起来……", e.guests[0].name)
	page := strings.Repeat("and so on ", room.MaxLine)[:room.MaxLine-1] + "\n"
	for said := 0; said < longest; said += len(page) {
		select {
		case gone := <-e.left:
			if gone.addr != dan || !errors.Is(gone.why, room.ErrTooSlow) {
				return fmt.Errorf("%s: %v", demo.Say("the wrong member has left", "走的不是该走的人"), gone.why)
			}
			e.tell(
				"Dan does not listen, and his backlog is full: he is dropped (ErrTooSlow).",
				"小丁没在听，积压已满，被请了出去（ErrTooSlow）。")
			return nil
		default:
			if err := e.heardByAll(e.guests[0], page); err != nil {
				return err
			}
		}
	}
	return errors.New(demo.Say("Dan never reads, and nobody minds: see ErrTooSlow", "小丁从来不读，却没有人管：见 ErrTooSlow"))
}

// heardByAll has a guest say a line, and waits until every guest has heard it.
func (e *evening) heardByAll(speaker *guest, line string) error {
	if err := e.types(speaker.keyboard, line); err != nil {
		return err
	}
	for _, g := range e.guests {
		if heard, err := e.next(g); err != nil {
			return err
		} else if heard != line {
			return fmt.Errorf(demo.Say("%s heard something else than was said: %.40q", "%s 听到的不是说出来的话：%.40q"),
				g.name, heard)
		}
	}
	return nil
}

// types writes words to a keyboard, unless the evening ends before they are taken.
func (e *evening) types(keyboard io.Writer, words string) error {
	return e.wait(e.start(func() error { _, err := io.WriteString(keyboard, words); return err }))
}

// next is the next line that a guest hears.
func (e *evening) next(g *guest) (string, error) {
	select {
	case line := <-g.heard:
		return line, nil
	case <-e.ctx.Done():
		return "", e.failure()
	}
}

// start has work done in a goroutine; its failure ends the evening.
func (e *evening) start(work func() error) (done <-chan struct{}) {
	over := make(chan struct{})
	go func() {
		if err := demo.Written(lesson, work); err != nil {
			e.fail(err)
		}
		close(over)
	}()
	return over
}

// wait waits for work that was started, or for the evening's failure.
func (e *evening) wait(done <-chan struct{}) error {
	select {
	case <-done:
	case <-e.ctx.Done():
	}
	if e.ctx.Err() != nil {
		return e.failure()
	}
	return nil
}

func (e *evening) failure() error {
	if errors.Is(e.ctx.Err(), context.DeadlineExceeded) {
		return fmt.Errorf("%w: %s", e.ctx.Err(), demo.Say(
			"somebody waits for something that does not come",
			"有人在等不会来的东西"))
	}
	return context.Cause(e.ctx)
}

func (e *evening) tell(en, zh string, values ...any) {
	fmt.Fprintf(e.out, demo.Say(en, zh)+"\n", values...)
}

// guest is somebody at a keyboard, and what that person hears, line by line.
type guest struct {
	name     string
	in       *io.PipeReader
	keyboard *io.PipeWriter
	heard    chan string
	begun    []byte // a line that has not ended yet
}

func newGuest(name string) *guest {
	in, keyboard := io.Pipe()
	return &guest{name: name, in: in, keyboard: keyboard, heard: make(chan string, 2*room.Backlog)}
}

// Write is what Chat writes to: the guest's ear.
func (g *guest) Write(words []byte) (int, error) {
	g.begun = append(g.begun, words...)
	for {
		end := bytes.IndexByte(g.begun, '\n') + 1
		if end == 0 {
			return len(words), nil
		}
		g.heard <- string(g.begun[:end])
		g.begun = g.begun[end:]
	}
}
