package verify

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	answers "handshake/checker/internal/answer"
	"handshake/internal/course/handout"
)

func TestEveryStubHasIdleAnswers(t *testing.T) {
	for _, lesson := range handout.Lessons() {
		for name, stub := range handout.Stubs(lesson) {
			for _, way := range idleWays {
				text, err := way.answer(name, stub)
				if err != nil {
					t.Fatalf("%s/%s: %v", lesson, name, err)
				}
				file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
				if err != nil {
					t.Fatalf("%s/%s: %v", lesson, name, err)
				}
				for _, d := range file.Decls {
					if fn, ok := d.(*ast.FuncDecl); ok && answers.Stub(fn) != "" {
						t.Errorf("%s/%s: %s is still a stub, though it %s", lesson, name, fn.Name, way.what.En)
					}
				}
			}
		}
	}
}

func TestAnIdleAnswerDoesWhatItIsCalled(t *testing.T) {
	const stub = `package framing

import ("errors"; "net")

var ErrTooLong = errors.New("too long")

func Greet(conn net.Conn, greeting string) (string, error) { panic("TODO: Greet") }
`
	for i, want := range [][]string{
		{"return"},
		{`idle1 = idleErrors.New("idle")`, "idle0 = greeting"},
		{"any(conn).(idleIO.Closer)", "idle0 = greeting"},
		{"idleSyscall.EPIPE, ErrTooLong)", "any(conn).(idleIO.Closer)"},
	} {
		text, err := idleWays[i].answer("server.go", []byte(stub))
		if err != nil {
			t.Fatal(err)
		}
		for _, words := range want {
			if !strings.Contains(string(text), words) {
				t.Errorf("an answer that %s lacks %q:\n%s", idleWays[i].what.En, words, text)
			}
		}
	}
}
