package kit

import "syscall"

// ConnectionAborted is what Accept may report of a caller who hung up while waiting.
const ConnectionAborted = syscall.Errno(10053) // WSAECONNABORTED
