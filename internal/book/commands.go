package book

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// knownCommands checks that what a reader is told to type can be typed: make with targets of
// the Makefile, the checker with commands that it has, go run and go test with packages that
// can be run and tested.
func knownCommands(b *Book) []Problem {
	known := b.commands()
	var found []Problem
	for _, p := range b.pages {
		if !p.isChapter() && !p.isReadme() {
			continue
		}
		typed := p.codeSpans()
		for _, f := range p.fences {
			if f.info == "sh" {
				typed = append(typed, f.commands()...)
			}
		}
		for _, line := range typed {
			for _, c := range commandsIn(line.what) {
				switch {
				case c.tool == "go run" && !b.runs(c.name):
					found = append(found, p.problem(line.line,
						"go run %s: there is no program; mend the path",
						"go run %s：那里没有程序；请改正路径", c.name))
				case c.tool == "go test" && !b.tests(c.name):
					found = append(found, p.problem(line.line,
						"go test %s: there are no tests; mend the path",
						"go test %s：那里没有测试；请改正路径", c.name))
				case strings.HasPrefix(c.tool, "go "):
				case c.tool == "make" && !known[c]:
					found = append(found, p.problem(line.line,
						"make %s: the Makefile has no such target; mend the command, or add the target",
						"make %s：Makefile 里没有这个目标；请改正命令，或者加上目标", c.name))
				case !known[c]:
					found = append(found, p.problem(line.line,
						"checker %s: the checker has no such command; mend it, or add it to checker/",
						"checker %s：检查器没有这个命令；请改正，或者在 checker/ 里加上", c.name))
				}
			}
		}
	}
	return found
}

// command is a target of make, a command of the checker, or a path for "go run" or "go test".
type command struct{ tool, name string }

var (
	target = regexp.MustCompile(`(?m)^([a-z][a-z0-9 _-]*):(?:[^=]|$)`)
	spaces = regexp.MustCompile(`\s+`)
)

// commands are those that exist: the Makefile's targets, and what the checker's sources say
// they are used as (Use: "check [LESSON…]").
func (b *Book) commands() map[command]bool {
	known := map[command]bool{}
	for _, m := range target.FindAllStringSubmatch(string(b.text["Makefile"]), -1) {
		for _, name := range spaces.Split(m[1], -1) {
			known[command{"make", name}] = true
		}
	}
	for file, text := range b.text {
		if path.Dir(file) != "checker" || path.Ext(file) != ".go" {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, text, parser.SkipObjectResolution)
		if err != nil {
			continue // the compiler tells it better
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			if use, ok := n.(*ast.KeyValueExpr); ok {
				key, isName := use.Key.(*ast.Ident)
				value, isText := use.Value.(*ast.BasicLit)
				if isName && isText && key.Name == "Use" {
					usage, _ := strconv.Unquote(value.Value)
					name, _, _ := strings.Cut(usage, " ")
					known[command{"checker", name}] = true
				}
			}
			return true
		})
	}
	return known
}

var program = regexp.MustCompile(`(?m)^package main$`)

// runs reports whether a path, as the go command takes it, holds a program.
func (b *Book) runs(name string) bool {
	return slices.ContainsFunc(b.files, func(file string) bool {
		return path.Dir(file) == path.Clean(name) && path.Ext(file) == ".go" &&
			!strings.HasSuffix(file, "_test.go") && program.Match(b.text[file])
	})
}

// tests reports whether a path, as the go command takes it, holds tests; with /... at its end,
// whether it holds any at all.
func (b *Book) tests(name string) bool {
	dir, all := strings.CutSuffix(name, "/...")
	return slices.ContainsFunc(b.files, func(file string) bool {
		in := path.Dir(file) == path.Clean(dir) || all && (dir == "." || strings.HasPrefix(file, path.Clean(dir)+"/"))
		return in && strings.HasSuffix(file, "_test.go")
	})
}

// commands are the lines of a fence that are typed as one.
func (f fence) commands() []mark {
	var typed []mark
	line, begun := "", 0
	for i, row := range strings.Split(f.code, "\n") {
		if line == "" {
			begun = f.line + 1 + i
		}
		var goesOn bool
		row, goesOn = strings.CutSuffix(row, `\`)
		line += row
		if !goesOn {
			typed = append(typed, mark{begun, line})
			line = ""
		}
	}
	return typed
}

var (
	comment  = regexp.MustCompile(`(^|\s)#.*`)
	between  = regexp.MustCompile(`&&|\|\|?|;|\n`)
	setting  = regexp.MustCompile(`^[A-Za-z_]+=`)
	launcher = regexp.MustCompile(`^(go run \./checker|(\./|\.bin/)*checker)( |$)`)
)

// takesValue are the checker's options whose value stands before the command.
var takesValue = map[string]bool{"--lang": true}

// commandsIn are the targets and commands that a line of shell asks for.
func commandsIn(line string) []command {
	var asked []command
	for _, one := range between.Split(comment.ReplaceAllString(line, ""), -1) {
		words := strings.Fields(one)
		for len(words) > 0 && (setting.MatchString(words[0]) || words[0] == "$") {
			words = words[1:]
		}
		one = strings.Join(words, " ")
		if len(words) > 2 && words[0] == "go" && (words[1] == "run" || words[1] == "test") {
			for _, word := range words[2:] {
				if strings.HasPrefix(word, "./") {
					asked = append(asked, command{"go " + words[1], word})
				}
				if words[1] == "run" && !strings.HasPrefix(word, "-") {
					break // the rest is for the program
				}
			}
		}
		switch {
		case len(words) > 0 && words[0] == "make":
			for _, word := range words[1:] {
				if !setting.MatchString(word) && !strings.HasPrefix(word, "-") {
					asked = append(asked, command{"make", word})
				}
			}
		case launcher.MatchString(one):
			args := strings.Fields(launcher.ReplaceAllString(one, ""))
			for len(args) > 0 && strings.HasPrefix(args[0], "-") {
				if takesValue[args[0]] && len(args) > 1 {
					args = args[1:]
				}
				args = args[1:]
			}
			if len(args) > 0 {
				asked = append(asked, command{"checker", args[0]})
			}
		}
	}
	return asked
}
