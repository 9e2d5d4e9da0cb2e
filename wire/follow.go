package wire

import (
	"net/netip"
	"slices"
)

// State is a state of one end of a connection (RFC 9293 §3.3.2).
type State string

// The states.
const (
	Closed      State = "CLOSED"
	Listen      State = "LISTEN"
	SynSent     State = "SYN-SENT"
	SynReceived State = "SYN-RCVD"
	Established State = "ESTABLISHED"
	FinWait1    State = "FIN-WAIT-1"
	FinWait2    State = "FIN-WAIT-2"
	Closing     State = "CLOSING"
	TimeWait    State = "TIME-WAIT"
	CloseWait   State = "CLOSE-WAIT"
	LastAck     State = "LAST-ACK"
)

// States are the states of both ends at one moment.
type States struct{ Client, Server State }

// Step is a segment that travels from one end to the other. It is sent and received in one
// step, unless it crossed another segment on its way: then it is sent in one step and
// received in a later one.
type Step struct {
	Segment        Segment
	FromClient     bool
	Sent, Received bool
	// Seq and Ack are relative: they count from the initial sequence number (ISN) of the end
	// whose bytes they number.
	Seq, Ack uint32
	// Before and After are the states around the step.
	Before, After States
}

// ends reports which ends the step is about.
func (s Step) ends() (client, server bool) {
	if s.FromClient {
		return s.Sent, s.Received
	}
	return s.Received, s.Sent
}

// Follow replays the first connection that a trace shows from its SYN on, and says what each
// segment does to the states of both ends (RFC 9293 §3.10.7). The client is the end that
// sent the SYN; segments of other connections are passed over. The trace must be in the
// order of arrival, as Stop returns it, and nothing in it may have been lost on the way.
//
// Two segments crossed if the later one, by its acknowledgment number, was sent before the
// earlier one had arrived.
func Follow(trace []Segment) []Step {
	trace = firstConnection(trace)
	if len(trace) == 0 {
		return nil
	}
	r := replay{opener: trace[0].Src, client: end{state: Closed}, server: end{state: Listen}}
	if i := slices.IndexFunc(trace, trace[0].answeredBy); i >= 0 && !trace[i].Flags.Has(SYN|ACK) {
		r.server.state = Closed // it refuses the client, or opens the connection as well
	}
	for i, s := range trace {
		r.play(s, trace[i+1:])
	}
	return r.steps
}

// firstConnection is what a trace holds of the connection whose SYN comes first.
func firstConnection(trace []Segment) []Segment {
	i := slices.IndexFunc(trace, func(s Segment) bool { return s.Flags&(SYN|ACK) == SYN })
	if i < 0 {
		return nil
	}
	syn := trace[i]
	return slices.DeleteFunc(slices.Clone(trace[i:]), func(s Segment) bool {
		return !(s.Src == syn.Src && s.Dst == syn.Dst) && !syn.answeredBy(s)
	})
}

// answeredBy reports whether other travels the other way on the same connection.
func (s Segment) answeredBy(other Segment) bool { return other.Src == s.Dst && other.Dst == s.Src }

// crosses reports whether the receiver of s had not received it when it sent the first of
// the segments that follow s in the trace.
func (s Segment) crosses(following []Segment) bool {
	i := slices.IndexFunc(following, s.answeredBy)
	if i < 0 || s.end() == s.Seq {
		return false // no answer, or nothing that an answer would acknowledge
	}
	answer := following[i]
	if answer.Flags.Has(ACK) {
		return before(answer.Ack, s.end())
	}
	return answer.Flags.Has(SYN)
}

// replay is a connection while its trace is followed.
type replay struct {
	opener         netip.AddrPort // the client's address
	client, server end
	steps          []Step
}

// end is one of the two ends of a connection.
type end struct {
	state  State
	isn    uint32
	next   uint32    // SND.NXT: an acknowledgment of it covers all that was sent
	coming []Segment // sent by the other end and still on its way
}

// play replays a segment, given what follows it in the trace.
func (r *replay) play(s Segment, following []Segment) {
	from, to := r.ends(s)
	late := len(to.coming) > 0 || s.crosses(following)
	if late {
		to.coming = append(to.coming, s)
	}
	r.step(s, true, !late)
	// What crossed s arrives now.
	for len(from.coming) > 0 && !from.coming[0].crosses(following) {
		r.step(from.coming[0], false, true)
		from.coming = from.coming[1:]
	}
}

func (r *replay) ends(s Segment) (from, to *end) {
	if s.Src == r.opener {
		return &r.client, &r.server
	}
	return &r.server, &r.client
}

func (r *replay) states() States { return States{r.client.state, r.server.state} }

func (r *replay) step(s Segment, sent, received bool) {
	from, to := r.ends(s)
	before := r.states()
	if sent {
		from.sends(s)
	}
	if received {
		to.receives(s)
	}
	step := Step{
		Segment: s, FromClient: s.Src == r.opener, Sent: sent, Received: received,
		Seq: s.Seq - from.isn, Before: before, After: r.states(),
	}
	if s.Flags.Has(ACK) {
		step.Ack = s.Ack - to.isn
	}
	r.steps = append(r.steps, step)
}

// moves are the arrows of RFC 9293's figure 5 for one event: from which state to which.
type moves map[State]State

var (
	sendSYN    = moves{Closed: SynSent}
	sendFIN    = moves{SynReceived: FinWait1, Established: FinWait1, CloseWait: LastAck}
	receiveSYN = moves{Listen: SynReceived, SynSent: SynReceived}
	receiveACK = moves{SynReceived: Established, FinWait1: FinWait2, Closing: TimeWait, LastAck: Closed}
	receiveFIN = moves{Established: CloseWait, FinWait1: Closing, FinWait2: TimeWait}
)

func (e *end) move(m moves) {
	if state, ok := m[e.state]; ok {
		e.state = state
	}
}

func (e *end) sends(s Segment) {
	if s.Flags.Has(RST) {
		e.state = Closed
		return
	}
	if s.Flags.Has(SYN) {
		e.isn, e.next = s.Seq, s.Seq
		e.move(sendSYN)
	}
	if s.Flags.Has(FIN) {
		e.move(sendFIN)
	}
	if before(e.next, s.end()) {
		e.next = s.end()
	}
}

// receives takes SYN, ACK and FIN in the order of RFC 9293 §3.10.7.4, so that an arrow may
// follow another: a SYN, ACK in SYN-SENT leads through SYN-RCVD to ESTABLISHED.
func (e *end) receives(s Segment) {
	if s.Flags.Has(RST) {
		e.state = Closed
		return
	}
	if s.Flags.Has(SYN) {
		e.move(receiveSYN)
	}
	if s.Flags.Has(ACK) && !before(s.Ack, e.next) {
		e.move(receiveACK)
	}
	if s.Flags.Has(FIN) {
		e.move(receiveFIN)
	}
}
