package line

import (
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	. "handshake/lessons/internal/kit"
)

func TestScriptedListenerTakesItsSteps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		here, there := net.Pipe()
		trouble := AcceptError(syscall.EMFILE)
		ln := Scripted(Failing(trouble, 2), FailingFor(trouble, time.Second), Calling(here), Calling(there))
		for range 2 {
			if _, err := ln.Accept(); err != trouble {
				t.Errorf("Accept says %v, not what it was told to", err)
			}
		}
		began := time.Now()
		for time.Since(began) < time.Second {
			if _, err := ln.Accept(); err != trouble {
				t.Errorf("after %v Accept says %v", time.Since(began), err)
			}
			<-time.After(100 * time.Millisecond)
		}
		if conn, err := ln.Accept(); conn != here || err != nil {
			t.Errorf("Accept gives %v, %v instead of its caller", conn, err)
		}

		_ = ln.Close()

		if _, err := ln.Accept(); !errors.Is(err, net.ErrClosed) {
			t.Errorf("a closed listener's Accept says %v", err)
		}
		if _, err := there.Read(make([]byte, 1)); err == nil {
			t.Error("a caller who was not picked up is still on the line")
		}
		if ln.Asked() != 14 || ln.Complaint() != "" {
			t.Errorf("asked %d times, complaint %q", ln.Asked(), ln.Complaint())
		}
	})
}

func TestClosingAScriptedListenerWakesEveryAccept(t *testing.T) {
	ln := Scripted()
	var waiting sync.WaitGroup
	var closed atomic.Int32
	for range 4 {
		waiting.Go(func() {
			if _, err := ln.Accept(); errors.Is(err, net.ErrClosed) {
				closed.Add(1)
			}
		})
	}

	if err := ln.Close(); err != nil {
		t.Error(err)
	}
	waiting.Wait()

	if closed.Load() != 4 {
		t.Errorf("%d of 4 were woken", closed.Load())
	}
	if err := ln.Close(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("closing once more says %v", err)
	}
}

func TestScriptedListenerDoesNotLetItselfBePestered(t *testing.T) {
	for name, ln := range map[string]*ScriptedListener{
		"in trouble": Scripted(FailingFor(errors.New("trouble"), time.Hour)),
		"closed":     Scripted(),
	} {
		t.Run(name, func(t *testing.T) {
			if name == "closed" {
				_ = ln.Close()
			}
			asking := make(chan struct{})

			go func() {
				defer close(asking)
				for {
					_, _ = ln.Accept()
				}
			}()

			<-asking
			if ln.Complaint() == "" {
				t.Error("it was pestered and says nothing")
			}
		})
	}
}

func TestAScriptedListenerIsNotPesteredByAMillisecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ln := Scripted(FailingFor(errors.New("trouble"), time.Minute))
		for range 10_000 {
			_, _ = ln.Accept()
			<-time.After(time.Millisecond)
		}
		if complaint := ln.Complaint(); complaint != "" {
			t.Error(complaint)
		}
	})
}

func TestCallersAreKnownByTheirConnections(t *testing.T) {
	caller := &ScriptedConn{port: 7}
	ln := Scripted(Calling(caller))
	if ln.Met(caller) {
		t.Error("nobody has picked up, and the caller is known")
	}
	picked, err := LendListener(ln).Accept()
	if err != nil {
		t.Fatal(err)
	}
	if !ln.Met(picked) || ln.Met(picked) {
		t.Error("a caller is known by the connection that Accept has handed out, once")
	}
	if ln.Met(nil) {
		t.Error("no connection is somebody's")
	}
	if shown := fmt.Sprintf("%#v", LendListener(ln)); strings.Contains(shown, "steps") {
		t.Errorf("the listener shows its steps: %s", shown)
	}
}

func TestAListenerRemembersWhatItHasTold(t *testing.T) {
	caller, trouble := &ScriptedConn{port: 7}, errors.New("trouble")
	ln := Scripted(Failing(trouble, 1), Calling(caller))

	_, _ = ln.Accept()
	_, _ = ln.Accept()

	told := ln.Accepts()
	if len(told) != 2 || told[0].Err != trouble || told[0].Conn != nil || told[1].Conn != net.Conn(caller) {
		t.Errorf("told: %v", told)
	}
}
