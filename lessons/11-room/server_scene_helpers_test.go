package room_test

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"time"

	room "handshake/lessons/11-room"
	. "handshake/lessons/internal/kit"
	"handshake/lessons/internal/kit/scene"
)

// hall is a room, and every line that was said in it.
type hall struct {
	name string
	room room.Room
	said string
}

// member is one of a scene's, and what the model knows of it.
type member struct {
	*stranger
	name string
	hall *hall
	at   *Running[error]
	from int    // where in what was said it begins to hear
	upto int    // and where it stops; -1: nowhere yet
	half string // what it has said since its last "\n"
	deaf bool
	torn error // what its Writes return

	finished time.Time // when it said that it has no more words
	dropped  error     // why it must be out by now
	out      bool      // Join has returned
}

// due is what the member is to hear, if it stays.
func (m *member) due() string {
	if m.upto >= 0 {
		return m.hall.said[m.from:m.upto]
	}
	return m.hall.said[m.from:]
}

// waits reports how many lines it has not heard, and how many of these were not passed to its
// connection either.
func (m *member) waits() (unheard, kept int) {
	now, due := m.look(), m.due()
	unheard = strings.Count(due[min(len(now.heard), len(due)):], "\n")
	if unheard == 0 {
		return 0, 0
	}
	passed := min(now.offered, len(due))
	kept = strings.Count(due[passed:], "\n")
	if passed > 0 && due[passed-1] != '\n' { // it has been begun
		kept--
	}
	return unheard, kept
}

// party is a scene in one or two rooms.
type party struct {
	d     *scene.Dice
	s     *scene.Stage
	halls []*hall
	all   []*member
}

// mostMembers is how many members a scene has.
const mostMembers = 26

// playRoom is a scene in which members come, speak, listen, are deaf, leave, and fail.
func playRoom(d *scene.Dice, s *scene.Stage) {
	p := &party{d: d, s: s}
	for i := range 1 + d.Below(2) {
		p.halls = append(p.halls, &hall{name: string(rune('1' + i))})
	}
	s.Finally(func() {
		for _, m := range p.all {
			m.stranger.leaves()
			_ = m.stranger.Close()
		}
	})
	p.comes()
	switch d.Below(3) {
	case 1:
		p.late()
	case 2:
		p.behind()
	}
	for range d.Below(16) {
		p.step()
		p.holds()
	}
	p.closingTime()
}

// late has somebody finish to whom something is still due.
func (p *party) late() {
	m := p.all[0]
	p.comesTo(m.hall)
	if p.d.Sometimes() {
		p.timePasses()
	}
	p.hears(m, false)
	p.another(m)
	p.holds()
	p.finishes(m)
	p.holds()
	for range 2 * p.d.Below(2) { // it reads, but slowly
		const slowly = 3 * time.Second
		p.s.Then("%v go by", "过了 %v", slowly)
		scene.Pass(slowly)
		p.holds()
		p.hearsSome(m, 1)
		p.holds()
	}
	for range p.d.Below(6) {
		scene.One(p.d, p.timePasses, func() { p.hearsSome(m, 1) }, p.timePasses, func() { p.hears(m, true) },
			func() { p.another(m) })()
		p.holds()
	}
}

// behind has somebody fall behind, line by line in the end, and perhaps one or two more with it.
func (p *party) behind() {
	m := p.all[0]
	p.comesTo(m.hall)
	for range p.d.Below(3) {
		p.comesTo(m.hall)
		p.hears(p.all[len(p.all)-1], false)
	}
	p.hears(m, false)
	for range 3 * p.d.Below(2) { // it is never quite up to date
		p.says(p.all[1], lines(room.Backlog/2))
		p.holds()
		unheard, _ := m.waits()
		p.hearsSome(m, unheard-2)
		p.holds()
	}
	for _, n := range []int{room.Backlog - p.d.Below(2), 1, 1, 1, 1} {
		if p.all[1].out {
			return
		}
		p.says(p.all[1], lines(n))
		p.holds()
		if p.d.Below(8) == 7 {
			p.timePasses()
			p.holds()
		}
	}
}

// step is one thing that happens.
func (p *party) step() {
	present := p.present()
	if len(present) == 0 {
		p.comes()
		return
	}
	m := scene.One(p.d, present...)
	switch others := func() { p.another(m) }; {
	case !m.finished.IsZero(): // it cannot speak any more
		scene.One(p.d, func() { p.hears(m, true) }, p.timePasses, func() { p.hearsSome(m, 1) }, p.timePasses, others,
			p.comes)()
		return
	case m.deaf:
		scene.One(p.d, others, others, func() { p.hears(m, true) }, func() { p.finishes(m) }, others, p.timePasses,
			func() { p.breaks(m) }, func() { p.cannotHear(m) }, func() { p.says(m, p.several(m)) })()
		return
	}
	scene.One(p.d,
		func() { p.says(m, p.text(m)) },
		p.comes,
		func() { p.says(m, p.several(m)) },
		func() { p.hears(m, false) },
		func() { p.finishes(m) },
		p.timePasses,
		func() { p.hears(m, false) },
		func() { p.breaks(m) },
		func() { p.cannotHear(m) },
		func() { p.says(m, p.long()) },
		func() { p.crowd() },
	)()
}

// another has somebody who listens say something in m's room.
func (p *party) another(m *member) {
	for _, other := range p.present() {
		if other != m && other.hall == m.hall && !other.deaf && other.torn == nil && other.finished.IsZero() {
			p.says(other, p.several(other))
			return
		}
	}
	p.comes()
}

func (p *party) present() (members []*member) {
	for _, m := range p.all {
		if !m.out {
			members = append(members, m)
		}
	}
	return members
}

// comes has one more member join.
func (p *party) comes() {
	if len(p.all) >= mostMembers {
		return
	}
	p.comesTo(scene.One(p.d, p.halls...))
}

func (p *party) comesTo(h *hall) {
	m := &member{
		stranger: aStranger(len(p.all)), name: string(rune('A' + len(p.all))), hall: h,
		from: len(h.said), upto: -1,
	}
	what := In("", "")
	var conn net.Conn = m.stranger
	switch p.d.Below(6) {
	case 1:
		m.addr, what = nil, In(", whose connection has no address", "，它的连接没有地址")
	case 2:
		conn, what = wholeOnly{m.stranger}, In(", whose connection has no CloseWrite", "，它的连接没有 CloseWrite")
	}
	p.all = append(p.all, m)
	p.s.Then("%s joins%s%s", "%s 加入%s%s", m.name, p.where(m), what)
	lent := Lend(conn)
	m.at = Start(func() error { return h.room.Join(lent) })
	Settle()
}

// wholeOnly is a connection that cannot be half-closed.
type wholeOnly struct{ net.Conn }

// where names the member's room, if there is more than one.
func (p *party) where(m *member) string {
	if len(p.halls) == 1 {
		return ""
	}
	return In(" room ", "聊天室 ") + m.hall.name
}

// crowd fills the room.
func (p *party) crowd() {
	for range p.d.Below(mostMembers) {
		p.comes()
	}
}

// text is one line, or part of one, or more.
func (p *party) text(m *member) string {
	text := p.d.Text(60)
	if m.torn != nil { // it hears nothing any more, and so it is out with its first line
		return strings.ReplaceAll(text, "\n", " ") + "\n"
	}
	if p.d.Below(4) < 3 {
		text += "\n"
	}
	return text
}

// several are as many lines as a diligent member may find waiting.
func (p *party) several(m *member) string {
	const most = room.Backlog
	n := scene.One(p.d, 1, 2, most, most-1, most/2, 3, 1+p.d.Below(most))
	if unheard, _ := m.waits(); m.torn != nil || m.deaf && unheard+n > room.Backlog {
		n = 1 // who is dropped in the middle may have been heard or not
	}
	return lines(n)
}

// lines are n short lines.
func lines(n int) string {
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, "%d\n", i)
	}
	return text.String()
}

// long is a text about as long as a line may be.
func (p *party) long() string {
	size := min(p.d.Limit(room.MaxLine), 5000)
	text := strings.Repeat("x", size)
	if p.d.Sometimes() {
		text = strings.Repeat("汉", size/3) + strings.Repeat("x", size%3)
	}
	if p.d.Sometimes() && size > 0 {
		return text[:size-1] + "\n"
	}
	return text
}

// says has m say the text, and the model take the lines out of it.
func (p *party) says(m *member, text string) {
	if unheard, _ := m.waits(); m.deaf && unheard+strings.Count(text, "\n") > room.Backlog {
		text = text[:strings.Index(text, "\n")+1]
	}
	if len(m.half+text) == room.MaxLine && !strings.Contains(text, "\n") {
		text += "x" // just MaxLine bytes may be too long already, or not yet
	}
	pieces := p.d.Pieces(text)
	p.s.Then("%s says %s", "%s 说 %s", m.name, shown(text))
	p.takes(m, text)
	m.stranger.says(pieces...)
	Settle()
}

// takes has the model hear the text.
func (p *party) takes(m *member, text string) {
	for text != "" {
		line, rest, whole := strings.Cut(text, "\n")
		m.half += line
		if whole {
			m.half += "\n"
		}
		if len(m.half) > room.MaxLine {
			m.dropped = room.ErrLineTooLong
			return
		}
		if whole {
			m.hall.said += m.half
			m.half = ""
		}
		text = rest
	}
}

// shown is a text as a story shows it.
func shown(text string) string {
	if lines := strings.Count(text, "\n"); lines > 3 {
		return fmt.Sprintf(In("%d lines at once", "一口气说 %d 行"), lines)
	}
	if len(text) > 100 {
		if strings.HasSuffix(text, "\n") {
			return fmt.Sprintf(In("a line of %d bytes, its \"\\n\" included", "一行 %d 字节，连同“\\n”"), len(text))
		}
		return fmt.Sprintf(In("%d bytes without a \"\\n\"", "%d 字节，没有“\\n”"), len(text))
	}
	return fmt.Sprintf("%q", text)
}

// hears has m listen or not.
func (p *party) hears(m *member, open bool) {
	m.deaf = !open
	if open {
		p.s.Then("%s reads all that waits for it", "%s 把等着它的话都读完", m.name)
	} else {
		p.s.Then("%s stops reading", "%s 不再读了", m.name)
	}
	m.listens(open)
	Settle()
}

// hearsSome has m read what so many Writes bring, and no more.
func (p *party) hearsSome(m *member, writes int) {
	if m.look().heard == m.due() {
		return
	}
	p.s.Then("%s reads what the next Writes bring: %d", "%s 再读几次 Write 带来的话：%d 次", m.name, writes)
	m.change(func() { m.still = writes })
	Settle()
	m.change(func() { m.still = 0 })
}

// finishes has m say that it has no more words.
func (p *party) finishes(m *member) {
	atOnce := p.d.Sometimes()
	text := ""
	if atOnce && m.torn == nil {
		text = p.text(m)
	}
	m.finished = time.Now()
	if text == "" {
		p.s.Then("%s finishes (io.EOF)", "%s 说完了（io.EOF）", m.name)
		m.stranger.ends(io.EOF, false)
	} else {
		if unheard, _ := m.waits(); m.deaf && unheard+strings.Count(text, "\n") > room.Backlog {
			text = "x"
		}
		p.s.Then("%s says %s and finishes: one Read brings both", "%s 说 %s，然后说完了：同一次 Read 带来两者",
			m.name, shown(text))
		p.takes(m, text)
		m.change(func() { m.pieces = append(m.pieces, piece{text, io.EOF}) })
	}
	m.upto = len(m.hall.said)
	Settle()
}

// breaks has m's connection fail in reading.
func (p *party) breaks(m *member) {
	trouble := p.d.Trouble()
	text := ""
	if p.d.Sometimes() && m.torn == nil && !m.deaf {
		text = p.text(m)
	}
	m.dropped = trouble.Err
	if text == "" {
		p.s.Then("%s's connection fails: Read returns %s", "%s 的连接出了故障：Read 返回 %s", m.name, trouble)
		m.stranger.ends(trouble.Err, false)
	} else {
		p.s.Then("%s's connection fails: one Read brings %s and %s", "%s 的连接出了故障：同一次 Read 带来 %s 和 %s",
			m.name, shown(text), trouble)
		p.takes(m, text)
		m.change(func() { m.pieces = append(m.pieces, piece{text, trouble.Err}) })
	}
	Settle()
}

// cannotHear has m's connection fail in writing.
func (p *party) cannotHear(m *member) {
	trouble := p.d.Trouble()
	m.torn = trouble.Err
	p.s.Then("from now on, Write to %s returns %s", "从现在起，往 %s 的 Write 返回 %s", m.name, trouble)
	m.fails(trouble.Err)
	Settle()
}

// timePasses lets time go by, sometimes just until Farewell is over for somebody.
func (p *party) timePasses() {
	const moment = time.Nanosecond
	took := p.d.Time(time.Millisecond, room.Farewell-moment, room.Farewell+moment,
		1700*time.Millisecond, 6*time.Minute, 61*time.Minute)
	p.s.Then("%v go by", "过了 %v", took)
	scene.Pass(took)
}

// holds compares everything with the model.
func (p *party) holds() {
	for _, m := range p.all {
		if !m.out {
			p.compare(m)
		}
	}
}

func (p *party) compare(m *member) {
	s, now, due := p.s, m.look(), m.due()
	if !strings.HasPrefix(due, now.heard) {
		s.Same(fmt.Sprintf(In(
			"%s heard something else than the lines that were said in its room while it was in: every line whole and "+
				"byte for byte, in order, nothing twice, and nothing else",
			"%s 听到的，不正好是它在场的时候它那个聊天室里说的各行：每一行都完整、一个字节也不改，按先后，不重复，也没有别的"), m.name), now.heard, due)
	}
	if m.torn != nil && m.dropped == nil && now.heard != due {
		m.dropped = m.torn
	}
	switch unheard, kept := m.waits(); {
	case m.dropped != nil:
		p.isOut(m, m.dropped)
	case !m.finished.IsZero() && now.heard == due:
		p.isOut(m, nil)
	case !m.finished.IsZero() && time.Since(m.finished) > room.Farewell:
		p.isOut(m, room.ErrTooSlow)
		took := m.look().closedAt.Sub(m.finished)
		s.Check(took >= room.Farewell && took <= room.Farewell+scene.Moment, In(
			"a member who has finished has Farewell in all to hear the rest, counted from when it finished: not "+
				"more, not less",
			"成员说完以后，听完剩下的话总共有 Farewell 的时间，从它说完的那一刻算起：不多也不少"),
			room.Farewell.String(), took.String())
	case kept > room.Backlog:
		p.isOut(m, room.ErrTooSlow)
	case unheard > room.Backlog:
		if m.at.HasReturned() {
			p.isOut(m, room.ErrTooSlow)
		}
	default:
		p.isIn(m)
	}
}

// isIn ends the scene if m is a member no more, or has not heard what it could hear.
func (p *party) isIn(m *member) {
	s, now, due := p.s, m.look(), m.due()
	if m.at.HasReturned() {
		err := scene.Return(s, m.at, "")
		s.Check(false, In(
			"this member has neither finished nor failed, and no more than Backlog lines wait for it: it stays, "+
				"however long it is silent and whatever happens to the others",
			"这个成员没有说完，也没有故障，等着它的不超过 Backlog 行：不管它沉默多久，别人出了什么事，它都该留着"),
			fmt.Sprintf(In("%s is still in the room", "%s 还在聊天室里"), m.name),
			fmt.Sprintf(In("its Join returned %s", "它的 Join 返回了 %s"), scene.Told(err)))
	}
	if now.closed {
		s.Check(false, In(
			"this member is still in the room, and its connection is closed", "这个成员还在聊天室里，它的连接却关闭了"),
			In("an open connection", "连接开着"), In("it is closed", "它关闭了"))
	}
	scene.InAMoment(func() bool {
		now, due = m.look(), m.due()
		return m.deaf || now.heard == due || !strings.HasPrefix(due, now.heard)
	})
	if !m.deaf && now.heard != due {
		s.Same(fmt.Sprintf(In(
			"%s listens all the time, and has not heard at once what was said: nobody waits for anybody, whatever the "+
				"others do",
			"%s 一直在听，却没有马上听到刚说的话：不管别人在做什么，谁也不用等谁"), m.name), now.heard, due)
	}
}

// isOut ends the scene unless Join has returned, for this reason.
func (p *party) isOut(m *member, why error) {
	s := p.s
	m.out = true
	scene.InAMoment(m.at.HasReturned)
	if !m.at.HasReturned() {
		s.Check(false, whyOut(why), fmt.Sprintf(In(
			"Join for %s has returned, at this instant", "%s 的 Join 此刻已经返回"), m.name),
			In("it has not", "它没有返回")+"\n"+m.at.Waits())
	}
	err := scene.Return(s, m.at, "")
	switch {
	case why == nil && err == nil:
	case why == nil:
		s.Check(false, In(
			"the member finished (io.EOF) and has heard the rest in time: that is how one leaves, and no failure",
			"成员说完了（io.EOF），剩下的话也及时听完了：这就是正常的离开，不是故障"), "nil", scene.Told(err))
	default:
		s.Check(err != nil && errors.Is(err, why), whatReason(), named(why), scene.Told(err))
		s.Kinds(whatReason(), err, why, net.ErrClosed, os.ErrDeadlineExceeded)
		for _, other := range []error{room.ErrTooSlow, room.ErrLineTooLong} {
			s.Check(why == other || !errors.Is(err, other), whatReason(), named(why), scene.Told(err))
		}
	}
	if m.look().closed {
		return
	}
	s.Check(false, In(
		"Join has returned, and at that instant conn is still open: close it on every way out, before you return",
		"Join 已经返回，conn 这时却还开着：每一条出路都要在返回之前关闭它"),
		In("a closed connection", "连接已经关闭"), fmt.Sprintf(In("%s's is open", "%s 的还开着"), m.name))
}

func named(why error) string {
	switch why {
	case room.ErrTooSlow:
		return "ErrTooSlow"
	case room.ErrLineTooLong:
		return "ErrLineTooLong"
	}
	return OneLine(why)
}

// whyOut says why a member should not be there any more.
func whyOut(why error) string {
	switch why {
	case nil:
		return In(
			"the member has finished (io.EOF) and heard all that was said before: Join returns at once",
			"成员说完了（io.EOF），之前的话也都听完了：Join 要马上返回")
	case room.ErrTooSlow:
		return In(
			"the member is too slow: more than Backlog lines wait for it, or Farewell is over and it has not heard "+
				"the rest; it is dropped at once, whatever it still could read",
			"这个成员太慢：等着它的超过 Backlog 行，或者过了 Farewell 还没有听完；立刻请它出去，不管它还能读到什么")
	case room.ErrLineTooLong:
		return In(
			"more than MaxLine bytes have come without a \"\\n\" (bytes, not characters): the member is dropped at "+
				"once, and not when the line ends",
			"没有“\\n”的字节已经超过 MaxLine（按字节算，不按字符）：立刻请它出去，不要等到这一行结束")
	}
	return In(
		"the member's connection has failed: it is dropped at once, for whatever reason, and what waits for it is lost",
		"成员的连接出了故障：不管是什么原因，立刻请它出去，等着它的话不再发")
}

func whatReason() string {
	return In(
		"the member was dropped, and Join's error must tell why: errors.Is finds this reason in it, and no other; "+
			"only a bare io.EOF is a goodbye",
		"成员被请出去了，Join 的错误要说出原因：errors.Is 能找到的正是这个原因，不是别的；只有 io.EOF 才是道别")
}

// closingTime lets everybody leave, and looks for what is left.
func (p *party) closingTime() {
	for _, m := range p.present() {
		if m.finished.IsZero() {
			m.torn = nil
			m.change(func() { m.breaks = nil })
		}
		if !m.finished.IsZero() || m.deaf {
			p.s.Then("%s reads all, and finishes", "%s 全部读完，然后说完了", m.name)
		} else {
			p.s.Then("%s finishes", "%s 说完了", m.name)
		}
		m.deaf, m.finished, m.upto = false, later(m.finished), m.till()
		m.listens(true)
		m.stranger.ends(io.EOF, false)
		Settle()
		p.compare(m)
	}
	p.s.Nothing(In(
		"every Join has returned, and the rooms are empty: no goroutine of yours may be left",
		"每个 Join 都返回了，聊天室空了：你的 goroutine 一个也不能留下"))
}

// later is when a member has finished: now, unless it has before.
func later(finished time.Time) time.Time {
	if finished.IsZero() {
		return time.Now()
	}
	return finished
}

// till is the first line that a member who finishes now is not to hear.
func (m *member) till() int {
	if m.upto >= 0 {
		return m.upto
	}
	return len(m.hall.said)
}
