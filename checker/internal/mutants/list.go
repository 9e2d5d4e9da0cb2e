package mutants

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// ListFile is the list of equal mutants, in the folder of a lesson's solution.
const ListFile = "testdata/equivalent.toml"

// ListPath is where a lesson's list lies, from the root of the course.
func ListPath(l syllabus.Lesson) string { return syllabus.Solutions + "/" + l.Name + "/" + ListFile }

// entry is one of the list: why no spec can tell a mutant from its original.
type entry struct {
	// Answer is the folder below testdata/right that has the original; "" for the solution.
	Answer string `toml:"answer,omitempty"`
	Mutant string `toml:"mutant,omitempty"`
	// Mutants are several, in place of one, that are equal for the same reason.
	Mutants []string `toml:"mutants,omitempty"`
	Why     string   `toml:"why"`
	// On are the systems on which it is equal, by Go's names for them; on the others it is none of
	// these, and is convicted. Nothing stands for all.
	On []string `toml:"on,omitempty"`
}

type list struct {
	Equivalent []entry `toml:"equivalent"`
}

// equal are mutants of one answer that are explained, and whether that is so on this system.
type equal map[string]bool

// paste is a mutant as its author would enter it into the list.
func paste(right string, m Mutant) string {
	text, err := toml.Marshal(list{[]entry{{Answer: right, Mutant: m.ID}}})
	if err != nil {
		panic(err) // strings
	}
	return strings.ReplaceAll(string(text), "why = ''", `why = ""`)
}

// systems are those for which the course is proved.
var systems = []string{"linux", "darwin", "windows"}

// read finds in a lesson's list, if it has one, what is said of each answer's mutants.
func read(root string, l syllabus.Lesson) (map[string]equal, error) {
	file, err := os.Open(filepath.Join(root, filepath.FromSlash(ListPath(l))))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	defer file.Close()
	var found list
	if _, what, err := syllabus.Decode(file, &found); err != nil {
		return nil, course.Fail(err, "%s: %s", "%s：%s", ListPath(l), what)
	}
	rights, err := Rights(root, l)
	if err != nil {
		return nil, err
	}
	all := map[string]equal{}
	for _, one := range found.Equivalent {
		if one.Mutant != "" {
			one.Mutants = append(one.Mutants, one.Mutant)
		}
		if len(one.Mutants) == 0 || strings.TrimSpace(one.Why) == "" {
			return nil, course.Fail(nil,
				"%s: every entry has a mutant and says why it is equal: %s",
				"%s：每一条都要写明 mutant，并用 why 说明它为什么等价：%s", ListPath(l), strings.Join(one.Mutants, " "))
		}
		if one.Answer != "" && !slices.Contains(rights, one.Answer) {
			return nil, course.Fail(nil,
				"%s: there is no testdata/right/%s",
				"%s：没有 testdata/right/%s 这个答案", ListPath(l), one.Answer)
		}
		for _, system := range one.On {
			if !slices.Contains(systems, system) {
				return nil, course.Fail(nil,
					"%s: on names %q, and the course knows %s",
					"%s：on 里写了 %q，而本课程只认 %s", ListPath(l), system, strings.Join(systems, " "))
			}
		}
		if all[one.Answer] == nil {
			all[one.Answer] = equal{}
		}
		for _, id := range one.Mutants {
			if _, twice := all[one.Answer][id]; twice {
				return nil, course.Fail(nil, "%s: entered twice: %s", "%s：写了两遍：%s", ListPath(l), id)
			}
			all[one.Answer][id] = len(one.On) == 0 || slices.Contains(one.On, runtime.GOOS)
		}
	}
	return all, nil
}

// Rights are the names of a lesson's unusual right answers, in order.
func Rights(root string, l syllabus.Lesson) (names []string, err error) {
	entries, err := os.ReadDir(filepath.Join(root, syllabus.Solutions, l.Name, "testdata", "right"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, e := range entries {
		if e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names, nil
}
