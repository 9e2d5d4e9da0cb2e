package grade

import (
	"cmp"
	"path/filepath"
	"slices"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/grading/internal/class"
	"handshake/internal/course/syllabus"
)

// telling is how many of Go's words an answer must add to the stub before it tells anything that
// another one is the same. Of the first lesson there are hardly two ways to write it.
const telling = 120

// program is a hash of an answer without its comments and spaces; "" if it is too short.
func program(a answer.Answer) string {
	hash, added := a.Program()
	if added < telling {
		return ""
	}
	return hash
}

// solution is the course's own answer to a lesson, as Result has it.
type solution struct{ hash, program string }

// solutionOf is the solution in the course at root; nothing is the same as one that is not there.
func solutionOf(root string, l syllabus.Lesson) solution {
	a, err := answer.Read(root, l, filepath.Join(root, syllabus.Solutions))
	if err != nil {
		return solution{}
	}
	return solution{a.Hash(), program(a)}
}

func (s solution) same(r class.Result) class.Sameness {
	switch {
	case r.Program == "" || r.Program != s.program:
		return ""
	case r.Hash == s.hash:
		return class.SameBytes
	}
	return class.SameProgram
}

// Equal finds the answers that several students have handed in, or that are the course's own:
// lesson by lesson, those of most students first.
func (c *Class) Equal() ([]class.Equal, error) {
	type key struct{ lesson, program string }
	groups, hashes := map[key]*class.Equal{}, map[key]string{}
	for s, err := range c.Sheets() {
		if err != nil {
			return nil, err
		}
		for _, a := range s.Answers {
			k := key{a.Lesson, a.Program}
			g := groups[k]
			switch {
			case a.Program == "":
				continue
			case g == nil:
				groups[k], hashes[k] =
					&class.Equal{Lesson: a.Lesson, Students: []string{s.Student}, Solution: a.Solution}, a.Hash
				continue
			case g.Same == "":
				g.Same = class.SameBytes
			}
			g.Students = append(g.Students, s.Student)
			if a.Hash != hashes[k] {
				g.Same = class.SameProgram
			}
			if a.Solution == class.SameProgram {
				g.Solution = a.Solution
			}
		}
	}
	var equal []class.Equal
	for _, g := range groups {
		if g.Same != "" || g.Solution != "" {
			equal = append(equal, *g)
		}
	}
	slices.SortFunc(equal, func(a, b class.Equal) int {
		return cmp.Or(cmp.Compare(a.Lesson, b.Lesson), len(b.Students)-len(a.Students),
			cmp.Compare(a.Students[0], b.Students[0]))
	})
	return equal, nil
}
