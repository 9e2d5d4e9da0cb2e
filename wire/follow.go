package wire

import (
	"net/netip"
	"slices"

	"handshake/tcp"
)

// States are the states of both ends at one moment.
type States struct{ Client, Server tcp.State }

// Step is a segment that travels from one end to the other. It is sent and received in one
// step, unless it crossed another segment on its way: then it is sent in one step and
// received in a later one.
type Step struct {
	Packet         Packet
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
func Follow(trace []Packet) []Step {
	trace = firstConnection(trace)
	if len(trace) == 0 {
		return nil
	}
	r := replay{opener: trace[0].Src, client: end{state: tcp.Closed}, server: end{state: tcp.Listen}}
	if i := slices.IndexFunc(trace, trace[0].answeredBy); i >= 0 && !trace[i].Flags.Has(tcp.SYN|tcp.ACK) {
		r.server.state = tcp.Closed // it refuses the client, or opens the connection as well
	}
	for i, s := range trace {
		r.play(s, trace[i+1:])
	}
	return r.steps
}

// firstConnection is what a trace holds of the connection whose SYN comes first.
func firstConnection(trace []Packet) []Packet {
	i := slices.IndexFunc(trace, func(s Packet) bool { return s.Flags&(tcp.SYN|tcp.ACK) == tcp.SYN })
	if i < 0 {
		return nil
	}
	syn := trace[i]
	return slices.DeleteFunc(slices.Clone(trace[i:]), func(s Packet) bool {
		return s.Flow != syn.Flow && !syn.answeredBy(s)
	})
}

// answeredBy reports whether other travels the other way on the same connection.
func (p Packet) answeredBy(other Packet) bool { return other.Flow == p.Reverse() }

// crosses reports whether the receiver of p had not received it when it sent the first of
// the segments that follow p in the trace.
func (p Packet) crosses(following []Packet) bool {
	i := slices.IndexFunc(following, p.answeredBy)
	if i < 0 || p.Len() == 0 {
		return false // no answer, or nothing that an answer would acknowledge
	}
	answer := following[i]
	if answer.Flags.Has(tcp.ACK) {
		return answer.Ack.Before(p.end())
	}
	return answer.Flags.Has(tcp.SYN)
}

// replay is a connection while its trace is followed.
type replay struct {
	opener         netip.AddrPort // the client's address
	client, server end
	steps          []Step
}

// end is one of the two ends of a connection.
type end struct {
	state  tcp.State
	isn    tcp.Seq
	next   tcp.Seq  // SND.NXT: an acknowledgment of it covers all that was sent
	coming []Packet // sent by the other end and still on its way
}

// play replays a segment, given what follows it in the trace.
func (r *replay) play(s Packet, following []Packet) {
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

func (r *replay) ends(s Packet) (from, to *end) {
	if s.Src == r.opener {
		return &r.client, &r.server
	}
	return &r.server, &r.client
}

func (r *replay) states() States { return States{r.client.state, r.server.state} }

func (r *replay) step(s Packet, sent, received bool) {
	from, to := r.ends(s)
	before := r.states()
	if sent {
		from.sends(s)
	}
	if received {
		to.receives(s)
	}
	step := Step{
		Packet: s, FromClient: s.Src == r.opener, Sent: sent, Received: received,
		Seq: uint32(s.Seq - from.isn), Before: before, After: r.states(),
	}
	if s.Flags.Has(tcp.ACK) {
		step.Ack = uint32(s.Ack - to.isn)
	}
	r.steps = append(r.steps, step)
}

// moves are the arrows of RFC 9293's figure 5 for one event: from which state to which.
type moves map[tcp.State]tcp.State

var (
	sendSYN    = moves{tcp.Closed: tcp.SynSent}
	sendFIN    = moves{tcp.SynReceived: tcp.FinWait1, tcp.Established: tcp.FinWait1, tcp.CloseWait: tcp.LastAck}
	receiveSYN = moves{tcp.Listen: tcp.SynReceived, tcp.SynSent: tcp.SynReceived}
	receiveACK = moves{
		tcp.SynReceived: tcp.Established, tcp.FinWait1: tcp.FinWait2,
		tcp.Closing: tcp.TimeWait, tcp.LastAck: tcp.Closed,
	}
	receiveFIN = moves{tcp.Established: tcp.CloseWait, tcp.FinWait1: tcp.Closing, tcp.FinWait2: tcp.TimeWait}
)

func (e *end) move(m moves) {
	if state, ok := m[e.state]; ok {
		e.state = state
	}
}

func (e *end) sends(s Packet) {
	if s.Flags.Has(tcp.RST) {
		e.state = tcp.Closed
		return
	}
	if s.Flags.Has(tcp.SYN) {
		e.isn, e.next = s.Seq, s.Seq
		e.move(sendSYN)
	}
	if s.Flags.Has(tcp.FIN) {
		e.move(sendFIN)
	}
	if e.next.Before(s.end()) {
		e.next = s.end()
	}
}

// receives takes SYN, ACK and FIN in the order of RFC 9293 §3.10.7.4, so that an arrow may
// follow another: a SYN, ACK in SYN-SENT leads through SYN-RCVD to ESTABLISHED.
func (e *end) receives(s Packet) {
	if s.Flags.Has(tcp.RST) {
		e.state = tcp.Closed
		return
	}
	if s.Flags.Has(tcp.SYN) {
		e.move(receiveSYN)
	}
	if s.Flags.Has(tcp.ACK) && !s.Ack.Before(e.next) {
		e.move(receiveACK)
	}
	if s.Flags.Has(tcp.FIN) {
		e.move(receiveFIN)
	}
}
