package book

import (
	"go/scanner"
	"go/token"
	"path"
	"regexp"
	"strconv"
	"strings"

	"handshake/internal/course"
)

// passages are all the texts of the repository that people read and that may be Chinese: the
// prose of Markdown, strings and comments of code and metadata, and plain text by the line.
// In what is not Markdown, only passages with Chinese characters are found.
func (b *Book) passages() []passage {
	var found []passage
	for _, file := range b.files {
		text, ok := b.text[file]
		if !ok {
			continue
		}
		switch path.Ext(file) {
		case ".md":
			p, isPage := b.page(file)
			if !isPage {
				p = newPage(file, text)
			}
			found = append(found, p.prose()...)
		case ".go":
			found = append(found, passagesInGo(file, text)...)
		case ".toml", ".py", ".sh", "":
			found = append(found, passagesInCode(file, string(text), hashComments)...)
		case ".ts", ".mts", ".js", ".mjs", ".css":
			found = append(found, passagesInCode(file, string(text), slashComments)...)
		default:
			found = append(found, passagesInLines(file, string(text))...)
		}
	}
	return found
}

// A verb of a format string is replaced by what will stand there: a number, or anything.
var (
	numberVerb = regexp.MustCompile(`%[-+0-9]*d`)
	verb       = regexp.MustCompile(`%[-+#0-9.*\[\]]*[a-zA-Z]`)
)

// passagesInGo are the string literals and comments of a Go file, line by line.
func passagesInGo(file string, text []byte) []passage {
	var found []passage
	var s scanner.Scanner
	set := token.NewFileSet()
	parsed := set.AddFile(file, -1, len(text))
	s.Init(parsed, text, nil, scanner.ScanComments)
	for {
		pos, tok, literal := s.Scan()
		line := parsed.Line(pos)
		switch tok {
		case token.EOF:
			return found
		case token.COMMENT:
			found = append(found, linesFrom(file, line, strings.TrimPrefix(literal, "//"))...)
		case token.STRING:
			value, err := strconv.Unquote(literal)
			if err != nil {
				continue // the compiler tells it better
			}
			value = verb.ReplaceAllString(numberVerb.ReplaceAllString(value, "0"), hidden)
			if strings.HasPrefix(literal, "`") {
				found = append(found, linesFrom(file, line, value)...)
				continue
			}
			for _, p := range linesFrom(file, line, value) {
				p.line = line // an escaped newline does not begin a line of the file
				found = append(found, p)
			}
		}
	}
}

// linesFrom are the lines of text that have Chinese characters; line is that of the first.
func linesFrom(file string, line int, text string) []passage {
	var found []passage
	for row := range strings.Lines(text) {
		if row = strings.TrimSpace(row); strings.ContainsFunc(row, course.Han) {
			found = append(found, passage{file: file, line: line, text: row})
		}
		line++
	}
	return found
}

var (
	hashComments  = regexp.MustCompile(`(?s)""".*?"""|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#[^\n]*`)
	slashComments = regexp.MustCompile("(?s)`[^`]*`|" + `"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|//[^\n]*|/\*.*?\*/`)
)

// passagesInCode are the strings and comments that pattern finds.
func passagesInCode(file, text string, pattern *regexp.Regexp) []passage {
	var found []passage
	for _, at := range pattern.FindAllStringIndex(text, -1) {
		piece := strings.Trim(text[at[0]:at[1]], "\"'`#/* ")
		begun := 1 + strings.Count(text[:at[0]], "\n")
		found = append(found, linesFrom(file, begun, piece)...)
	}
	return found
}

// passagesInLines are the lines of a text without tags and without a leading "key: ".
func passagesInLines(file, text string) []passage {
	var found []passage
	line := 0
	for row := range strings.Lines(text) {
		line++
		row = matterKey.ReplaceAllString(tag.ReplaceAllString(row, ""), "")
		found = append(found, linesFrom(file, line, row)...)
	}
	return found
}
