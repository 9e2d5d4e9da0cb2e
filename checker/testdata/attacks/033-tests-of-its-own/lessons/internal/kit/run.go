package kit

func Start[T any](call func() T) *T { return nil }
