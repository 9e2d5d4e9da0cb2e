// Package process sees to it that what this program starts does not outlive it, however it ends,
// and finds what it has started in turn.
package process
