package count

import "strings"

func Words(text string) int { return len(strings.Fields(text)) }
