package listen_test

import "testing"

func TestListen(t *testing.T) {}
