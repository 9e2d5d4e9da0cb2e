// Package docs_test keeps the book of this folder honest.
package docs_test

import (
	"testing"

	"handshake/internal/book"
)

func TestBook(t *testing.T) {
	b, err := book.Open("..")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range book.Checks {
		t.Run(c.Name, func(t *testing.T) {
			for _, p := range c.Find(b) {
				t.Error(p)
			}
		})
	}
}
