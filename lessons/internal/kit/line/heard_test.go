package line

import (
	"io"
	"net"
	"testing"
	"time"
)

// boasting has read more than it was asked to.
type boasting struct{ net.Conn }

func (boasting) Read(p []byte) (int, error)      { return 2*len(p) + 1, nil }
func (boasting) SetReadDeadline(time.Time) error { return nil }

func TestNobodyHearsMoreThanThereIsRoomFor(t *testing.T) {
	if heard := Hear(boasting{}, 5); len(heard.Words) != 0 || heard.End == nil || heard.End == io.EOF {
		t.Errorf("heard %q, %v", heard.Words, heard.End)
	}
}
