package roster

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"handshake/checker/internal/grading/internal/submission"
	"handshake/checker/internal/grading/internal/table"
	"handshake/internal/course"
)

// What can be wrong with a submission because of whose it is.
const (
	TwoEntries submission.Rule = "two-entries" // one student, two submissions
	Unmatched  submission.Rule = "unmatched"   // nobody's, as far as the roster tells
)

// Class is the roster beside what was handed in.
type Class struct {
	Handed []Handed  // in the order of the roster
	Absent []Student // who handed in nothing
	// Strangers are entries that belong to nobody in particular; the error says why.
	Strangers []Stranger
}

// Handed is one student and the submission to grade. With two submissions there is none: Err
// names both.
type Handed struct {
	Student Student
	Entry   submission.Entry // its Student is the roster's id
	Err     *submission.Error
}

// Stranger is an entry that matches no student, or several.
type Stranger struct {
	Entry submission.Entry
	Err   *submission.Error
}

// Match finds out which entry is whose. An entry named exactly like a student's id is that
// student's. Otherwise every id, name and e-mail address that stands in the entry's name
// counts, separated from the rest by punctuation or by a change between Han and other
// characters; they must agree on one student. A nil roster makes every entry a student.
func (r *Roster) Match(entries []submission.Entry) Class {
	if r == nil {
		return unlistedClass(entries)
	}
	book := r.index()
	theirs := make([][]submission.Entry, len(r.Students))
	var class Class
	for _, e := range entries {
		switch found := book.find(e.Student); len(found) {
		case 1:
			theirs[found[0]] = append(theirs[found[0]], e)
		default:
			class.Strangers = append(class.Strangers, Stranger{e, r.unmatched(e, found)})
		}
	}
	for i, s := range r.Students {
		if len(theirs[i]) == 0 {
			class.Absent = append(class.Absent, s)
			continue
		}
		class.Handed = append(class.Handed, handed(s, theirs[i]))
	}
	return class
}

func handed(s Student, entries []submission.Entry) Handed {
	if len(entries) > 1 {
		return Handed{Student: s, Err: twoEntries(s.ID, entries[0], entries[1])}
	}
	e := entries[0]
	e.Student = s.ID
	return Handed{Student: s, Entry: e}
}

// unlistedClass is a class without a roster. Names that differ by case alone are one: reports
// are files, and on many systems such files are the same.
func unlistedClass(entries []submission.Entry) Class {
	theirs := map[string][]submission.Entry{}
	var class Class
	for _, e := range entries {
		theirs[table.Fold(e.Student)] = append(theirs[table.Fold(e.Student)], e)
	}
	for _, e := range entries {
		if all := theirs[table.Fold(e.Student)]; all[0] == e {
			class.Handed = append(class.Handed, handed(Student{ID: e.Student}, all))
		}
	}
	return class
}

func (r *Roster) unmatched(e submission.Entry, found []int) *submission.Error {
	file := filepath.Base(e.Path)
	if len(found) > 1 {
		return submission.Fail(Unmatched, file, nil,
			"may belong to %s or to %s: put one student's id into its name",
			"可能是 %s 的，也可能是 %s 的：请在文件名里只写一个学号",
			submission.Show(r.Students[found[0]].ID), submission.Show(r.Students[found[1]].ID))
	}
	return submission.Fail(Unmatched, file, nil,
		"matches no student of the roster: put the student's id into its name",
		"名单里没有这个学生：请在文件名里写上学号")
}

// twoEntries is a student who handed in twice.
func twoEntries(student string, a, b submission.Entry) *submission.Error {
	return &submission.Error{Rule: TwoEntries, File: a.Path, Text: course.Say(
		"%s and %s are both from %s: keep the one that counts",
		"%s 和 %s 都是 %s 交的：请只留下要评分的那一份",
		submission.Show(filepath.Base(a.Path)), submission.Show(filepath.Base(b.Path)), submission.Show(student))}
}

// evidence is what can point to a student.
type evidence int

const (
	byID evidence = iota
	byName
	byEmail
	evidences
)

// index is the roster by everything that may stand in a file's name.
type index struct {
	exact   map[string]int
	keys    [evidences]map[string][]int
	longest int // of all keys, in characters
}

func (r *Roster) index() *index {
	x := &index{exact: map[string]int{}}
	for kind := range x.keys {
		x.keys[kind] = map[string][]int{}
	}
	for i, s := range r.Students {
		x.exact[table.Fold(s.ID)] = i
		for _, id := range append([]string{s.ID}, s.Also...) {
			x.add(byID, table.Fold(id), i)
		}
		x.add(byEmail, table.Fold(s.Email), i)
		// Platforms write names with and without spaces, and either part first.
		words := strings.FieldsFunc(table.Fold(s.Name), separator)
		x.add(byName, strings.Join(words, ""), i)
		slices.Reverse(words)
		x.add(byName, strings.Join(words, ""), i)
	}
	return x
}

func (x *index) add(kind evidence, key string, student int) {
	if key == "" || slices.Contains(x.keys[kind][key], student) {
		return
	}
	x.keys[kind][key] = append(x.keys[kind][key], student)
	// In a file's name there may be a separator after every character.
	x.longest = max(x.longest, 2*utf8.RuneCountInString(key))
}

// hit is a stretch of a file's name that points to students.
type hit struct {
	from, to int
	kind     evidence
	students []int
}

// find lists the students whom all the evidence in a name allows.
func (x *index) find(name string) []int {
	name = table.Fold(name)
	if i, ok := x.exact[name]; ok {
		return []int{i}
	}
	hits := x.hits([]rune(name))
	// A longer stretch explains the shorter ones inside it, zhang in zhang-san; and what is an
	// id is not somebody else's name, zhang-san not Zhang San.
	hits = slices.DeleteFunc(slices.Clone(hits), func(h hit) bool {
		return slices.ContainsFunc(hits, func(o hit) bool {
			longer := o.to-o.from > h.to-h.from || o.to-o.from == h.to-h.from && o.kind == byID && h.kind != byID
			return o.from <= h.from && h.to <= o.to && longer
		})
	})
	var agreed map[int]bool
	all := map[int]bool{}
	for kind := range evidences {
		these := map[int]bool{}
		for _, h := range hits {
			if h.kind == kind {
				for _, s := range h.students {
					these[s], all[s] = true, true
				}
			}
		}
		switch {
		case len(these) == 0:
		case agreed == nil:
			agreed = these
		default:
			maps.DeleteFunc(agreed, func(s int, _ bool) bool { return !these[s] })
		}
	}
	if len(agreed) == 0 {
		agreed = all // they contradict each other
	}
	return slices.Sorted(maps.Keys(agreed))
}

func (x *index) hits(name []rune) (hits []hit) {
	for from := range name {
		if !edge(name, from) || separator(name[from]) {
			continue
		}
		squeezed := ""
		for to := from + 1; to <= len(name) && to-from <= x.longest; to++ {
			if last := name[to-1]; !separator(last) {
				squeezed += string(last)
			}
			if !edge(name, to) || separator(name[to-1]) {
				continue
			}
			whole := string(name[from:to])
			for kind, key := range [...]string{byID: whole, byName: squeezed, byEmail: whole} {
				if students := x.keys[kind][key]; students != nil {
					hits = append(hits, hit{from, to, evidence(kind), students})
				}
			}
		}
	}
	return hits
}

// edge reports whether a word may begin or end before the i-th character.
func edge(name []rune, i int) bool {
	return i == 0 || i == len(name) || separator(name[i-1]) || separator(name[i]) ||
		course.Han(name[i-1]) != course.Han(name[i])
}

func separator(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
}
