package square

// Square is the square of Double.
//
// Double 的平方。
func Square(text string) int { panic("TODO: Square") }
