package count

// Words counts the words of a text.
//
// 数出一段文字里的词。
func Words(text string) int { panic("TODO: Words") }
