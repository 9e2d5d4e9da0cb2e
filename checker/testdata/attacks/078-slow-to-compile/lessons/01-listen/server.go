package listen

import "net"

func slow(addr string) (net.Listener, error) {
	var a, b, c, d, e, f, g, h int = 1, 2, 3, 4, 5, 6, 7, len(addr)
	if a&1 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&2 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&3 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&4 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&5 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&6 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&7 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&8 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&9 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&10 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&11 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&12 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&13 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&14 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&15 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&16 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&17 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&18 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&19 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&20 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&21 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&22 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&23 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&24 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&25 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&26 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&27 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&28 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&29 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&30 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&31 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&32 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&33 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&34 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&35 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&36 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&37 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&38 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&39 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&40 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&41 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&42 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&43 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&44 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&45 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&46 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&47 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&48 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&49 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&50 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&51 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&52 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&53 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&54 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&55 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&56 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&57 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&58 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&59 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&60 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&61 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&62 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&63 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&64 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&65 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&66 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&67 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&68 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&69 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&70 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&71 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&72 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&73 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&74 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&75 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&76 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&77 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&78 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&79 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&80 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&81 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&82 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&83 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&84 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&85 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&86 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&87 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&88 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&89 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&90 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&91 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&92 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&93 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&94 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&95 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&96 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&97 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&98 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&99 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&100 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&101 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&102 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&103 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&104 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&105 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&106 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&107 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&108 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&109 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&110 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&111 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&112 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&113 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&114 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&115 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&116 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&117 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&118 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&119 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&120 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&121 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&122 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&123 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&124 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&125 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&126 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&127 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&128 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&129 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&130 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&131 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&132 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&133 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&134 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&135 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&136 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&137 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&138 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&139 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&140 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&141 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&142 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&143 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&144 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&145 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&146 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&147 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&148 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&149 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&150 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&151 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&152 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&153 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&154 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&155 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&156 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&157 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&158 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&159 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&160 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&161 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&162 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&163 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&164 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&165 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&166 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&167 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&168 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&169 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&170 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&171 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&172 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&173 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&174 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&175 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&176 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&177 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&178 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&179 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&180 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&181 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&182 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&183 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&184 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&185 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&186 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&187 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&188 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&189 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&190 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&191 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&192 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&193 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&194 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&195 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&196 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&197 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&198 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&199 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&200 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&201 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&202 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&203 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&204 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&205 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&206 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&207 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&208 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&209 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&210 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&211 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&212 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&213 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&214 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&215 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&216 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&217 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&218 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&219 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&220 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&221 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&222 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&223 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&224 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&225 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&226 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&227 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&228 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&229 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&230 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&231 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&232 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&233 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&234 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&235 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&236 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&237 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&238 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&239 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&240 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&241 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&242 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&243 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&244 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&245 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&246 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&247 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&248 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&249 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&250 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&251 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&252 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&253 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&254 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&255 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&256 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&257 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&258 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&259 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&260 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&261 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&262 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&263 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&264 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&265 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&266 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&267 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&268 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&269 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&270 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&271 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&272 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&273 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&274 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&275 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&276 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&277 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&278 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&279 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&280 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&281 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&282 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&283 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&284 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&285 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&286 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&287 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&288 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&289 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&290 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&291 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&292 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&293 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&294 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&295 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&296 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&297 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&298 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&299 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&300 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&301 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&302 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&303 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&304 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&305 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&306 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&307 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&308 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&309 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&310 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&311 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&312 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&313 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&314 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&315 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&316 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&317 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&318 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&319 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&320 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&321 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&322 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&323 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&324 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&325 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&326 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&327 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&328 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&329 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&330 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&331 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&332 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&333 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&334 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&335 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&336 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&337 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&338 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&339 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&340 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&341 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&342 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&343 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&344 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&345 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&346 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&347 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&348 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&349 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&350 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&351 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&352 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&353 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&354 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&355 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&356 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&357 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&358 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&359 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&360 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&361 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&362 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&363 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&364 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&365 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&366 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&367 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&368 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&369 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&370 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&371 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&372 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&373 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&374 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&375 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&376 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&377 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&378 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&379 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&380 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&381 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&382 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&383 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&384 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&385 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&386 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&387 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&388 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&389 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&390 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&391 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&392 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&393 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&394 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&395 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&396 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&397 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&398 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&399 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&400 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&401 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&402 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&403 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&404 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&405 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&406 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&407 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&408 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&409 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&410 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&411 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&412 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&413 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&414 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&415 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&416 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&417 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&418 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&419 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&420 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&421 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&422 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&423 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&424 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&425 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&426 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&427 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&428 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&429 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&430 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&431 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&432 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&433 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&434 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&435 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&436 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&437 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&438 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&439 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&440 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&441 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&442 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&443 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&444 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&445 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&446 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&447 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&448 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&449 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&450 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&451 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&452 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&453 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&454 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&455 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&456 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&457 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&458 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&459 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&460 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&461 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&462 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&463 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&464 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&465 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&466 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&467 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&468 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&469 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&470 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&471 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&472 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&473 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&474 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&475 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&476 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&477 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&478 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&479 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&480 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&481 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&482 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&483 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&484 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&485 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&486 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&487 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&488 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&489 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&490 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&491 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&492 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&493 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&494 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&495 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&496 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&497 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&498 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&499 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&500 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&501 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&502 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&503 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&504 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&505 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&506 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&507 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&508 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&509 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&510 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&511 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&512 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&513 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&514 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&515 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&516 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&517 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&518 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&519 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&520 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&521 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&522 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&523 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&524 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&525 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&526 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&527 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&528 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&529 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&530 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&531 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&532 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&533 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&534 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&535 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&536 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&537 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&538 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&539 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&540 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&541 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&542 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&543 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&544 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&545 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&546 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&547 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&548 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&549 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&550 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&551 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&552 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&553 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&554 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&555 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&556 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&557 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&558 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&559 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&560 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&561 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&562 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&563 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&564 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&565 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&566 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&567 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&568 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&569 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&570 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&571 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&572 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&573 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&574 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&575 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&576 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&577 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&578 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&579 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&580 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&581 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&582 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&583 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&584 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&585 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&586 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&587 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&588 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&589 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&590 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&591 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&592 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&593 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&594 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&595 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&596 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&597 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&598 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&599 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&600 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&601 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&602 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&603 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&604 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&605 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&606 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&607 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&608 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&609 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&610 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&611 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&612 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&613 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&614 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&615 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&616 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&617 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&618 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&619 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&620 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&621 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&622 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&623 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&624 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&625 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&626 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&627 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&628 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&629 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&630 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&631 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&632 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&633 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&634 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&635 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&636 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&637 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&638 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&639 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&640 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&641 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&642 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&643 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&644 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&645 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&646 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&647 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&648 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&649 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&650 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&651 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&652 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&653 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&654 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&655 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&656 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&657 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&658 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&659 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&660 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&661 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&662 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&663 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&664 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&665 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&666 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&667 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&668 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&669 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&670 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&671 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&672 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&673 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&674 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&675 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&676 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&677 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&678 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&679 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&680 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&681 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&682 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&683 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&684 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&685 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&686 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&687 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&688 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&689 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&690 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&691 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&692 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&693 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&694 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&695 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&696 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&697 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&698 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&699 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&700 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&701 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&702 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&703 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&704 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&705 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&706 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&707 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&708 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&709 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&710 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&711 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&712 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&713 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&714 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&715 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&716 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&717 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&718 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&719 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&720 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&721 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&722 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&723 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&724 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&725 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&726 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&727 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&728 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&729 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&730 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&731 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&732 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&733 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&734 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&735 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&736 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&737 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&738 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&739 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&740 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&741 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&742 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&743 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&744 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&745 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&746 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&747 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&748 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&749 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&750 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&751 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&752 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&753 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&754 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&755 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&756 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&757 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&758 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&759 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&760 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&761 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&762 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&763 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&764 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&765 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&766 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&767 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&768 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&769 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&770 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&771 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&772 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&773 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&774 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&775 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&776 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&777 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&778 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&779 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&780 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&781 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&782 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&783 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&784 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&785 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&786 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&787 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&788 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&789 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&790 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&791 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&792 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&793 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&794 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&795 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&796 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&797 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&798 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&799 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	if a&800 == b {
		a, b, c, d = b+c*d, c^a, d-e, e+f
		for range c & 3 {
			e, f, g, h = f|a, g+h, h*a, a-b
		}
	}
	return net.Listen("tcp", addr)
}

func Listen(addr string) (net.Listener, error) {
	return slow(addr)
}
