package line

import (
	"io"
	"strings"
	"testing"
	"time"
)

func TestAConnectionIsNotReadInVainForEver(t *testing.T) {
	for name, c := range map[string]struct {
		buf  []byte
		says string
	}{
		"without room":   {nil, "length 0"},
		"behind the end": {make([]byte, 8), "nothing more"},
	} {
		t.Run(name, func(t *testing.T) {
			conn := &ScriptedConn{script: Script{Ends: io.EOF}, speaks: time.Now(), changed: make(chan struct{})}
			ended := make(chan struct{})
			go func() {
				defer close(ended)
				for {
					_, _ = conn.Read(c.buf)
				}
			}()
			<-ended
			if !strings.Contains(conn.Complaint(), c.says) {
				t.Errorf("it says %q", conn.Complaint())
			}
		})
	}
}
