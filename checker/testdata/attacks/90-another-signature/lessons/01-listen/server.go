package listen

func Listen() {}
