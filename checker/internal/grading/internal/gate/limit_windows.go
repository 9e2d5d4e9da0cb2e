package gate

// limitMemory does nothing: answers are graded on Linux.
func limitMemory() error { return nil }
