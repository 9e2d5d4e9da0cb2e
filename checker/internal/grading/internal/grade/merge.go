package grade

import (
	"cmp"
	"hash/fnv"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"handshake/checker/internal/grading/internal/roster"
	"handshake/internal/course"
)

// ShardOf is the part of a class, from 1 to shards, that a student belongs to: always the
// same one, whoever else is in the class.
func ShardOf(student string, shards int) int {
	h := fnv.New64a()
	_, _ = h.Write([]byte(student))
	return 1 + int(h.Sum64()%uint64(max(1, shards)))
}

// Part keeps what belongs to the plan's part of the class.
func (p Plan) Part(handed []roster.Handed) []roster.Handed {
	return slices.DeleteFunc(slices.Clone(handed), func(h roster.Handed) bool {
		return ShardOf(h.Student.ID, p.Shards) != p.Shard
	})
}

// Merge joins the journals of several folders in a new one. The parts must have been graded by
// the same plan, and be all of them: nobody shall be taken for absent whose part was forgotten.
// Where two have a verdict on the same answer, these must agree.
func Merge(dirs []string, into *Journal) (Plan, error) {
	var whole Plan
	for i, dir := range dirs {
		p, err := ReadPlan(dir)
		if err != nil {
			return whole, err
		}
		if i == 0 {
			whole = p
		}
		if len(whole.Roster) == 0 {
			whole.Roster = p.Roster
		}
		if !reflect.DeepEqual(p.Manifest, whole.Manifest) || p.Seed != whole.Seed ||
			p.Shards != whole.Shards || !slices.Equal(p.Class, whole.Class) {
			return whole, course.Fail(nil,
				"%s and %s were not graded alike: the course, the toolchain, the class or the number of parts "+
					"differs; grade one of them again",
				"%s 和 %s 不是用同样的方式评的：课程、工具链、班级或分片数不同；请重评其中之一", dirs[0], dir)
		}
		if err := mergeOne(dir, into); err != nil {
			return whole, err
		}
	}
	missing := slices.DeleteFunc(slices.Clone(whole.Class), func(s string) bool {
		_, known := into.last[s]
		return known || slices.Contains(whole.Absent, s)
	})
	if len(missing) > 0 {
		return whole, course.Fail(nil,
			"nothing is merged, because the parts say nothing of %s: name the folders of all %d parts, each graded "+
				"to its end",
			"没有合并，因为各个分片里都没有 %s：请给出全部 %d 个分片的目录，每个都要评完", some(missing),
			whole.Shards)
	}
	whole.Shard, whole.Shards = 1, 1
	return whole, nil
}

// some names the first of many.
func some(names []string) course.Text {
	const most = 5
	if len(names) > most {
		return course.Say("%s … (%d)", "%s … (%d)", course.Commas(names[:most]), len(names))
	}
	return course.Commas(names)
}

func mergeOne(dir string, into *Journal) error {
	if _, err := os.Stat(filepath.Join(dir, JournalFile)); err != nil {
		return err
	}
	part, err := OpenJournal(dir)
	if err != nil {
		return err
	}
	defer part.Close()
	for _, student := range part.Students() {
		e, _, err := part.Last(student)
		if err != nil {
			return err
		}
		before, known, err := into.Last(student)
		if err != nil {
			return err
		}
		if known {
			if differing := differ(before, e); len(differing) > 0 {
				return course.Fail(nil,
					"%s: two parts judge the same answers differently (%s); look at %s and grade the student again "+
						"with --again",
					"%s：两个分片对同样的答案给出了不同的结论（%s）；请查看 %s，并用 --again 重评这个学生",
					student, strings.Join(differing, ", "), filepath.Join(dir, JournalFile))
			}
			continue
		}
		if err := into.Append(e); err != nil {
			return unwritten(err)
		}
	}
	return nil
}

// differ names the lessons on which two entries disagree. Another answer is a disagreement,
// too: nobody can say which of them counts.
func differ(a, b Entry) (lessons []string) {
	if len(a.Results) != len(b.Results) {
		return []string{cmp.Or(a.Source, b.Source)}
	}
	for i, r := range a.Results {
		if r.Key != b.Results[i].Key || !sameVerdict(r, b.Results[i]) {
			lessons = append(lessons, r.Lesson)
		}
	}
	return lessons
}
