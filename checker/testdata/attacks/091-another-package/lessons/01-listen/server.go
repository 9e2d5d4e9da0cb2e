package listen_test

func Listen() {}
