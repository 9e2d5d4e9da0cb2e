package submission

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// Rule names why something is refused or noted.
type Rule string

// What can be wrong with a whole submission.
const (
	Unreadable   Rule = "unreadable"    // this machine cannot read it; no student's fault
	NoSubmission Rule = "no-submission" // neither a folder nor an archive
	NoLesson     Rule = "no-lesson"     // nothing in it looks like a lesson
	Nested       Rule = "nested"        // an archive of archives, or several in one folder
	Damaged      Rule = "damaged"       // an archive that is incomplete or broken
	TooMany      Rule = "too-many"      // more than maxEntries files and folders
	TooLarge     Rule = "too-large"     // an archive or a file beyond its limit
)

// What can be wrong with one lesson of it (Damaged and TooLarge too).
const (
	Ambiguous Rule = "ambiguous"  // two folders for one lesson
	Duplicate Rule = "duplicate"  // an archive holds a name twice
	Case      Rule = "case"       // a name in other letters, or two that differ by case alone
	Link      Rule = "link"       // a symbolic or hard link
	Special   Rule = "special"    // a folder, pipe, socket or device instead of a file
	Encoding  Rule = "encoding"   // not UTF-8
	Encrypted Rule = "encrypted"  // behind a password
	Method    Rule = "zip-method" // compressed in a way that is not read
)

// What is only noted (Link and Special too).
const (
	Extra       Rule = "extra"
	Unsafe      Rule = "unsafe-name"
	CRLF        Rule = "crlf"
	MissingFile Rule = "missing-file"
)

// What is told only where there is nothing else.
const (
	Hidden Rule = "hidden"
	Deep   Rule = "too-deep"
)

// Error is why a submission, or one lesson of it, cannot be used. Its text is one line that names
// the file and says what to do.
type Error struct {
	course.Text
	Rule Rule
	File string // as the text names it
	Err  error  // the system's reason, if there is one
}

func (e *Error) Error() string { return e.En }
func (e *Error) Unwrap() error { return e.Err }

// Infrastructure reports whether the grader's own machine is to blame.
func (e *Error) Infrastructure() bool { return e.Rule == Unreadable }

// Fail makes an Error about a file, whose name comes before the words; these are as for
// course.Say.
func Fail(rule Rule, file string, err error, en, zh string, values ...any) *Error {
	text := course.Say(en, zh, values...)
	return &Error{course.Say("%s: %s", "%s：%s", Show(file), text), rule, file, err}
}

// maxShown bounds how much of a name is shown, in characters.
const maxShown = 200

// Show is a name as it may be printed: on one line, without control or direction characters.
func Show(name string) string {
	if name == "" {
		return "."
	}
	if r := []rune(name); len(r) > maxShown {
		name = string(r[:maxShown/2]) + "…" + string(r[len(r)-maxShown/2:])
	}
	if strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }) ||
		strings.ContainsRune(name, unicode.ReplacementChar) {
		return strconv.Quote(name)
	}
	return name
}

// reason makes whatever stopped a reading an *Error about the submission; an end of ctx
// stays what it is.
func reason(ctx context.Context, file string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var known *Error
	if errors.As(err, &known) {
		return known
	}
	return unreadable(filepath.Base(file), err)
}

// unreadable is a failure of this machine to read file.
func unreadable(file string, err error) *Error {
	why := strings.ReplaceAll(err.Error(), "\n", "; ")
	var at *fs.PathError
	if errors.As(err, &at) {
		why = at.Err.Error() // the path is known, and no student's business
	}
	switch {
	case errors.Is(err, fs.ErrPermission):
		return Fail(Unreadable, file, err,
			"cannot be read (%s): give yourself the right to read it and grade again",
			"读不了（%s）：给自己加上读权限之后重新评分", why)
	case errors.Is(err, fs.ErrNotExist) || errors.Is(err, errChanged):
		return Fail(Unreadable, file, err,
			"changed while it was being read (%s): leave it alone and grade again",
			"读的时候变了（%s）：不要再动它，重新评分", why)
	}
	return Fail(Unreadable, file, err,
		"cannot be read (%s): see to it and grade again",
		"读不了（%s）：处理之后重新评分", why)
}

func ambiguous(a, b string) *Error {
	return &Error{Rule: Ambiguous, File: a, Text: course.Say(
		"%s and %s both hold this lesson: keep the one that counts",
		"%s 和 %s 都有这一课：请只留下要评分的那一份", Show(a), Show(b))}
}

func sameButCase(a, b string) *Error {
	return &Error{Rule: Case, File: a, Text: course.Say(
		"%s and %s differ by case alone: keep the first",
		"%s 和 %s 只差大小写：请只留下前一个", Show(a), Show(b))}
}

func wrongCase(found, want string) *Error {
	return Fail(Case, found, nil,
		"must be called %s, in small letters: rename it",
		"应当叫 %s，全部小写：请改名", want)
}

// unfit is a thing of a kind that is not taken.
func unfit(path string, k kind) *Error {
	switch k {
	case link:
		return Fail(Link, path, nil,
			"is a link, and links are never followed: hand in the file itself",
			"是链接，链接一律不跟：请交文件本身")
	case twice:
		return Fail(Duplicate, path, nil,
			"is in the archive more than once: pack it anew",
			"在压缩包里不止一份：请重新打包")
	default:
		return Fail(Special, path, nil,
			"is not a regular file: hand in a file",
			"不是普通文件：请交文件")
	}
}

func tooLarge(path string) *Error {
	return Fail(TooLarge, path, nil,
		"is larger than %d KiB: hand in the source alone",
		"超过 %d KiB：请只交源代码", syllabus.MaxFile>>10)
}

func tooMany(path string) *Error {
	return Fail(TooMany, path, nil,
		"holds more than %d files and folders: hand in the lesson folders alone",
		"里面的文件和目录超过 %d 个：请只交各课的目录", maxEntries)
}

func tooBig(path string, limit int64) *Error {
	return Fail(TooLarge, path, nil,
		"is larger than %d MiB: hand in the lesson folders alone",
		"超过 %d MiB：请只交各课的目录", limit>>20)
}

func damaged(path string, err error) *Error {
	return Fail(Damaged, path, err,
		"is incomplete or damaged (%v): download it again, or ask for it again",
		"不完整或已损坏（%v）：重新下载，或请学生重交", err)
}

func encrypted(path string) *Error {
	return Fail(Encrypted, path, nil,
		"is behind a password: pack it without one",
		"加了密码：请不加密码重新打包")
}

func nested(path string) *Error {
	return Fail(Nested, path, nil,
		"is an archive inside an archive: unpack the outer one and grade the folder",
		"是压缩包里的压缩包：请先解开外面一层，再对目录评分")
}

func several(paths []string) *Error {
	return &Error{Rule: Nested, File: paths[0], Text: course.Say(
		"%s and %s are two archives of one student: keep one, or unpack them into a single folder",
		"%s 和 %s 是同一个学生的两个压缩包：留下一个，或者都解开到同一个目录", Show(paths[0]), Show(paths[1]))}
}

// nothing is a submission without any lesson. What was passed over in it is said: it may be all
// that was handed in.
func nothing(empty bool, passed []remark) *Error {
	text := course.Say(
		"no lesson folder (01-listen, …) with Go files in it: hand in the folder lessons/",
		"没有找到含 Go 文件的课程目录（01-listen 等）：请交 lessons/ 目录")
	switch {
	case empty && len(passed) == 0:
		text = course.Say(
			"nothing was handed in: the folder or archive is empty",
			"什么也没交：目录或压缩包是空的")
	case empty:
		text = course.Say(
			"nothing in it can be used: hand in the folder lessons/",
			"里面没有能用的东西：请交 lessons/ 目录")
	}
	for i, n := range notes(passed) {
		separator := course.Say("; ", "；")
		if i == 0 {
			separator = course.Say(" (", "（")
		}
		text.En += separator.En + n.Text.En
		text.Zh += separator.Zh + n.Text.Zh
	}
	if len(passed) > 0 {
		text.En += ")"
		text.Zh += "）"
	}
	return &Error{Rule: NoLesson, File: ".", Text: text}
}

func homeless(dir string) *Error {
	return Fail(NoLesson, dir, nil,
		"Go files without a lesson folder: put them into a folder named after their lesson (01-listen, …)",
		"有 Go 文件，但不在课程目录里：请放进以课命名的目录（01-listen 等）")
}

// noSubmission is a file that is no archive that can be read. What it is instead, its first
// bytes tell.
func noSubmission(path string, head []byte) *Error {
	for magic, name := range map[string]string{
		"Rar!": "RAR", "7z\xbc\xaf\x27\x1c": "7z", "\xfd7zXZ": "xz", "BZh": "bzip2", "\x28\xb5\x2f\xfd": "zstd",
	} {
		if strings.HasPrefix(string(head), magic) {
			return Fail(NoSubmission, path, nil,
				"is %s inside, whatever its name says, and that is not read: ask for zip or tar.gz",
				"不论叫什么名字，内容是 %s 格式，这里读不了：请学生改交 zip 或 tar.gz", name)
		}
	}
	return Fail(NoSubmission, path, nil,
		"is neither a folder nor a zip or tar.gz archive: ask for one of these",
		"既不是目录，也不是 zip 或 tar.gz 压缩包：请学生改交这几种之一")
}
