package wire

import (
	"fmt"
	"io"
	"strings"

	"handshake/internal/course"
)

// A ladder's columns: a state, the arrow between the two lifelines, a state; 78 in all.
const (
	stateColumns = 11
	arrowColumns = 52
)

var (
	clientLabel  = course.Text{En: "client", Zh: "客户端"}
	serverLabel  = course.Text{En: "server", Zh: "服务端"}
	relativeNote = course.Text{
		En: "seq and ack are relative: they count from each end's ISN, shown as 0.",
		Zh: "seq 和 ack 是相对序号：从两端各自的初始序号（ISN）数起，ISN 记作 0。",
	}
	crossingNote = course.Text{
		En: "A segment ending in .. is still on its way: it crosses the one below.",
		Zh: "以 .. 结尾的报文段还在路上：它与下一行的报文段交错而过。",
	}
)

// Ladder draws the steps of a connection one below the other, the client on the left, the
// server on the right. The first line holds the states before them; beside each segment
// stand its sender's state after sending and its receiver's after receiving. No line is
// longer than 78 columns as long as fewer than a million bytes went either way.
func Ladder(w io.Writer, lang course.Lang, steps []Step) error {
	if len(steps) == 0 {
		return nil
	}
	before, gap := steps[0].Before, strings.Repeat(" ", arrowColumns)
	lines := []string{
		line(clientLabel.In(lang), " "+gap+" ", serverLabel.In(lang)),
		line(string(before.Client), "|"+gap+"|", string(before.Server)),
	}
	notes := []string{"", relativeNote.In(lang)}
	for _, s := range steps {
		lines = append(lines, s.line())
		if !s.Received {
			notes = []string{"", relativeNote.In(lang), crossingNote.In(lang)}
		}
	}
	_, err := io.WriteString(w, strings.Join(append(lines, notes...), "\n")+"\n")
	return err
}

// line puts one text on either side of what stands between.
func line(left, between, right string) string {
	margin := strings.Repeat(" ", stateColumns-course.Columns(left))
	return strings.TrimRight(margin+left+" "+between+" "+right, " ")
}

// line draws the segment on an arrow between the states of the ends that the step is about.
func (s Step) line() string {
	sender, receiver := "--", "->"
	if !s.FromClient {
		receiver = "<-"
	}
	from, to := s.After.Client, s.After.Server
	if !s.FromClient {
		from, to = to, from
	}
	if !s.Sent {
		sender, from = "..", ""
	}
	if !s.Received {
		receiver, to = "..", ""
	}
	if s.FromClient {
		return line(string(from), "|"+s.arrow(sender, receiver)+"|", string(to))
	}
	return line(string(to), "|"+s.arrow(receiver, sender)+"|", string(from))
}

// arrow writes the segment on an arrow with the given ends.
func (s Step) arrow(left, right string) string {
	ack, length := "", ""
	if s.Segment.Flags.Has(ACK) {
		ack = fmt.Sprintf("ack=%d", s.Ack)
	}
	if s.Segment.Length > 0 {
		length = fmt.Sprintf("len=%d", s.Segment.Length)
	}
	text := fmt.Sprintf("%-13s seq=%-6d %-10s %s", s.Segment.Flags, s.Seq, ack, length)
	text = left + " " + strings.TrimRight(text, " ") + " "
	return text + strings.Repeat("-", max(1, arrowColumns-len(text)-len(right))) + right
}
