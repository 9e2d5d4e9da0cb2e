//go:build unix

package kit

import "syscall"

// ConnectionAborted is what Accept may report of a caller who hung up while waiting.
const ConnectionAborted = syscall.ECONNABORTED
