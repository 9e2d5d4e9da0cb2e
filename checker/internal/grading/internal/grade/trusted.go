package grade

import (
	"path"

	"handshake/internal/course"
	"handshake/internal/course/handout"
	"handshake/internal/course/syllabus"
)

// Reweighed are the lessons' metadata that are not as handed out: a teacher may give other
// points, and every result says so. Nobody is graded by other specs, nor for a lesson whose
// missing files cannot be filled in from what was handed out.
func Reweighed(root string, lessons []syllabus.Lesson) (metadata []string, err error) {
	for _, l := range syllabus.WithBase(lessons) {
		var specs []string
		for _, file := range handout.Changed(root, l.Name) {
			if path.Base(file) == syllabus.MetadataFile {
				metadata = append(metadata, file)
			} else {
				specs = append(specs, file)
			}
		}
		if len(specs) > 0 {
			remedy := handout.Remedy(specs)
			return nil, course.Fail(nil,
				"nobody is graded by specs that are not the course's: %s; if they shall be: `.bin/checker verify "+
					"--hand-out %s`",
				"测试不是课程原来的，谁也不评：%s；如果就是要改，用 `.bin/checker verify --hand-out %s` 把它们定为课程的版本", remedy, l.Number())
		}
		stubs := handout.Stubs(l.Name)
		for _, name := range l.Files {
			if stubs[name] == nil {
				return nil, course.Fail(nil,
					"nobody is graded for %s/%s, which was never handed out; to hand it out: `.bin/checker verify "+
						"--hand-out %s`",
					"%s/%s 从来没有发给过学生，不能评分；要发，就用 `.bin/checker verify --hand-out %s`", l.Name, name, l.Number())
			}
		}
	}
	return metadata, nil
}
