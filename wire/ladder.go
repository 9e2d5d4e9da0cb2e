package wire

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"handshake/internal/course"
)

// A ladder's columns: a state, the arrow between the two lifelines, a state; 78 in all.
const (
	stateColumns = 11
	arrowColumns = 52
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

// Ladder draws the steps of a connection one below the other, the client on the left, the
// server on the right. The first line holds the states before them; beside each segment
// stand its sender's state after sending and its receiver's after receiving. One without
// data by which its sender asks for silence, because its receive window is full, says win=0.
// No line is longer than 78 columns as long as fewer than a million bytes went either way.
func Ladder(w io.Writer, lang course.Lang, steps []Step) error {
	if len(steps) == 0 {
		return nil
	}
	before, gap := steps[0].Before, strings.Repeat(" ", arrowColumns)
	lines := []string{
		line(clientLabel.In(lang), " "+gap+" ", serverLabel.In(lang)),
		line(string(before.Client), "|"+gap+"|", string(before.Server)),
	}
	for _, s := range steps {
		lines = append(lines, s.line())
	}
	lines = append(lines, "", relativeNote.In(lang))
	if slices.ContainsFunc(steps, func(s Step) bool { return !s.Received }) {
		lines = append(lines, crossingNote.In(lang))
	}
	_, err := io.WriteString(w, strings.Join(lines, "\n")+"\n")
	return err
}

// line puts one text on either side of what stands between.
func line(left, between, right string) string {
	margin := strings.Repeat(" ", stateColumns-course.Columns(left))
	return strings.TrimRight(margin+left+" "+between+" "+right, " ")
}

// line draws the segment on an arrow between the states of the ends that the step is about.
func (s Step) line() string {
	client, server := string(s.After.Client), string(s.After.Server)
	left, right := "--", "->"
	if !s.FromClient {
		left, right = "<-", "--"
	}
	atClient, atServer := s.ends()
	if !atClient {
		client, left = "", ".."
	}
	if !atServer {
		server, right = "", ".."
	}
	return line(client, "|"+s.arrow(left, right)+"|", server)
}

// arrow writes the segment on an arrow with the given ends.
func (s Step) arrow(left, right string) string {
	ack, last := "", ""
	if s.Segment.Flags.Has(ACK) {
		ack = fmt.Sprintf("ack=%d", s.Ack)
	}
	switch {
	case s.Segment.Length > 0:
		last = fmt.Sprintf("len=%d", s.Segment.Length)
	case s.Segment.Window == 0 && !s.Segment.Flags.Has(RST):
		last = "win=0"
	}
	text := fmt.Sprintf("%-13s seq=%-6d %-10s %s", s.Segment.Flags, s.Seq, ack, last)
	text = left + " " + strings.TrimRight(text, " ") + " "
	return text + strings.Repeat("-", max(1, arrowColumns-len(text)-len(right))) + right
}
