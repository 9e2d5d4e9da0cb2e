package square

import double "handshake/lessons/92-double"

func Square(text string) int { return double.Double(text) * double.Double(text) }
