// Package gomega expects nothing.
package gomega

func RegisterFailHandler(any) {}
