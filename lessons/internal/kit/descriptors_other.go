//go:build !unix

package kit

import . "github.com/onsi/ginkgo/v2"

// FewDescriptors skips the spec: this system has no limit that a process can lower.
func FewDescriptors(int) (plenty func()) {
	Skip(In("here, a process cannot limit how many descriptors it may open", "在这个系统上，进程没法限制自己能打开多少描述符"))
	return nil
}
