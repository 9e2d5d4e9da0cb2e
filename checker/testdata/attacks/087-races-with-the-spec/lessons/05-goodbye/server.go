package goodbye

import (
	"io"
	"net"
)

// Ending is never told here.
type Ending string

const (
	Finished   Ending = "finished"
	Reset      Ending = "reset"
	Timeout    Ending = "timeout"
	LocalClose Ending = "local close"
	Other      Ending = "other"
)

func EndingOf(err error) Ending { return "" }

func SeeOff(conn *net.TCPConn, lastWords func(heard []byte) []byte) error {
	defer conn.Close()
	heard, err := io.ReadAll(conn)
	if err != nil {
		return err
	}
	again := make(chan []byte)
	go func() { again <- lastWords(heard) }()
	words := lastWords(heard)
	<-again
	_, err = conn.Write(words)
	return err
}
