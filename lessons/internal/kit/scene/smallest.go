package scene

import "slices"

// smallest looks for the smallest scene that goes wrong in the same way as the given choices:
// with fewer choices, and smaller ones. Again plays the scene of some choices, and returns what
// went wrong and the choices that were made in the end.
func smallest(wrong *unlike, made []int, tries int, again func([]int) (*unlike, []int)) *unlike {
	smaller := func(choices []int) bool {
		if tries == 0 {
			return false
		}
		tries--
		found, now := again(choices)
		if found == nil || found.why != wrong.why || !less(now, made) {
			return false
		}
		wrong, made = found, now
		return true
	}
	for better := true; better; {
		better = false
		for size := len(made); size > 0; size /= 2 {
			for at := 0; at+size <= len(made); {
				if smaller(slices.Delete(slices.Clone(made), at, at+size)) {
					better = true
				} else {
					at += size
				}
			}
		}
		for at := 0; at < len(made); at++ {
			better = lower(at, made, smaller) || better
			// The choice may be how many there are of what follows: with one less, one of them goes.
			for gone := at + 1; gone < min(at+5, len(made)) && made[at] > 0; gone++ {
				choices := slices.Delete(slices.Clone(made), gone, gone+1)
				choices[at]--
				if smaller(choices) {
					better = true
					break
				}
			}
		}
	}
	return wrong
}

// lower makes one of the choices smaller, as far as that is seen to go wrong still.
func lower(at int, made []int, smaller func([]int) bool) (better bool) {
	with := func(value int) bool {
		choices := slices.Clone(made)
		choices[at] = value
		return smaller(choices)
	}
	right, wrong := -1, made[at] // the scene goes well with right, as far as is known
	for wrong > right+1 {
		value := (right + wrong) / 2
		if right < 0 {
			value = 0
		}
		if with(value) {
			wrong, better = value, true
		} else {
			right = value
		}
	}
	return better
}

// less reports whether a scene is smaller: fewer choices, or as many and the first that differs
// is smaller.
func less(a, b []int) bool {
	if len(a) != len(b) {
		return len(a) < len(b)
	}
	return slices.Compare(a, b) < 0
}
