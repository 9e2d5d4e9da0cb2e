package listen

import (
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
)

// opener opens a listener of one network.
type opener interface {
	open(addr string) (net.Listener, error)
}

type openerFunc func(string) (net.Listener, error)

func (f openerFunc) open(addr string) (net.Listener, error) { return f(addr) }

type registry struct {
	sync.RWMutex
	m map[string]opener
}

func (r *registry) with(name string, o opener) *registry {
	r.Lock()
	defer r.Unlock()
	r.m[name] = o
	return r
}

func (r *registry) get(name string) (opener, bool) {
	r.RLock()
	defer r.RUnlock()
	o, ok := r.m[name]
	return o, ok
}

var openers = (&registry{m: map[string]opener{}}).
	with("tcp", openerFunc(func(addr string) (net.Listener, error) { return net.Listen("tcp", addr) })).
	with("none", openerFunc(func(string) (net.Listener, error) { return nil, errors.ErrUnsupported }))

// Listen looks the opener up.
func Listen(addr string) (net.Listener, error) {
	name, rest, found := strings.Cut(addr, "://")
	if !found {
		name, rest = "tcp", addr
	}
	o, ok := openers.get(name)
	if !ok {
		return nil, fmt.Errorf("%s: %w", name, errors.ErrUnsupported)
	}
	return o.open(rest)
}
