package wire

import (
	"fmt"
	"slices"
	"strings"

	"handshake/internal/course"
	"handshake/tcp"
)

var (
	clientLabel  = course.Say("client", "客户端")
	serverLabel  = course.Say("server", "服务端")
	relativeNote = course.Say(
		"seq and ack are relative: each end's initial sequence number (ISN) reads 0.",
		"seq 和 ack 是相对序号：两端各自的初始序号（ISN）都记作 0。")
	crossingNote = course.Say(
		"A segment that ends in .. is still on its way: it arrives further down.",
		"以 .. 结尾的报文段还在路上：到下面某一行才到达。")
)

// Ladder is a connection laid out between two lifelines, the client's on the left and the
// server's on the right: what a picture of it shows, of whatever kind it is.
type Ladder struct {
	Before States
	Rows   []Row         // from the top down
	Notes  []course.Text // what a reader has to know
}

// Row is one step of a ladder in words.
type Row struct {
	Step
	// Client and Server are the states that the segment leaves behind: its sender's after
	// sending, its receiver's after receiving; "" at an end that it left, or reaches, in
	// another row.
	Client, Server string
	// Flags, Number and Acks are the segment's: "SYN, ACK", "seq=0", "ack=1". Size is the length
	// of its data, "len=14"; if it has none and asks for silence, because its sender's receive
	// window is full, "win=0".
	Flags, Number, Acks, Size string
}

// Lay lays the steps of a connection out.
func Lay(steps []Step) Ladder {
	if len(steps) == 0 {
		return Ladder{}
	}
	l := Ladder{Before: steps[0].Before, Notes: []course.Text{relativeNote}}
	for _, s := range steps {
		l.Rows = append(l.Rows, s.row())
	}
	if slices.ContainsFunc(steps, func(s Step) bool { return !s.Received }) {
		l.Notes = append(l.Notes, crossingNote)
	}
	return l
}

func (s Step) row() Row {
	r := Row{Step: s, Flags: s.Packet.Flags.String(), Number: fmt.Sprintf("seq=%d", s.Seq)}
	if s.Packet.Flags.Has(tcp.ACK) {
		r.Acks = fmt.Sprintf("ack=%d", s.Ack)
	}
	switch {
	case len(s.Packet.Payload) > 0:
		r.Size = fmt.Sprintf("len=%d", len(s.Packet.Payload))
	case s.Packet.Window == 0 && !s.Packet.Flags.Has(tcp.RST):
		r.Size = "win=0"
	}
	atClient, atServer := s.ends()
	if atClient {
		r.Client = s.After.Client.String()
	}
	if atServer {
		r.Server = s.After.Server.String()
	}
	return r
}

// A drawn ladder's columns: a state, the arrow between the two lifelines, a state; 78 in all.
const (
	stateColumns = 11
	arrowColumns = 52
)

// Draw draws the ladder as text that ends in a newline. No line is longer than 78 columns as
// long as fewer than a million bytes went either way. A ladder without rows is "".
func (l Ladder) Draw(lang course.Lang) string {
	if len(l.Rows) == 0 {
		return ""
	}
	gap := strings.Repeat(" ", arrowColumns)
	lines := []string{
		line(clientLabel.In(lang), " "+gap+" ", serverLabel.In(lang)),
		line(l.Before.Client.String(), "|"+gap+"|", l.Before.Server.String()),
	}
	for _, r := range l.Rows {
		lines = append(lines, line(r.Client, "|"+r.arrow()+"|", r.Server))
	}
	lines = append(lines, "")
	for _, note := range l.Notes {
		lines = append(lines, note.In(lang))
	}
	return strings.Join(lines, "\n") + "\n"
}

// line puts one text on either side of what stands between.
func line(left, between, right string) string {
	margin := strings.Repeat(" ", stateColumns-course.Columns(left))
	return strings.TrimRight(margin+left+" "+between+" "+right, " ")
}

// arrow writes the segment on an arrow. Where it has left or arrives in another row, the arrow
// ends in dots.
func (r Row) arrow() string {
	left, right := "--", "->"
	if !r.FromClient {
		left, right = "<-", "--"
	}
	if r.Client == "" {
		left = ".."
	}
	if r.Server == "" {
		right = ".."
	}
	text := fmt.Sprintf("%s %-13s %-10s %-10s %s", left, r.Flags, r.Number, r.Acks, r.Size)
	text = strings.TrimRight(text, " ") + " "
	return text + strings.Repeat("-", max(1, arrowColumns-len(text)-len(right))) + right
}
