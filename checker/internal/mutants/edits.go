package mutants

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
)

// edit replaces a piece of a source file.
type edit struct {
	from, to int // offsets in bytes
	text     string
}

// change is one small change of a function: what is changed, and how that reads.
type change struct {
	edit
	operator string // the rule that made it, forever: "drop", "negate"
	snippet  string // what it changes, in one line
}

// changer finds the changes that there are to a function.
type changer struct {
	set     *token.FileSet
	src     []byte
	info    *types.Info
	pkg     *types.Package
	results *types.Tuple
	wording map[ast.Node]bool // how an error reads: no promise is about that
	found   []change
}

func (c *changer) offset(p token.Pos) int { return c.set.Position(p).Offset }

func (c *changer) text(n ast.Node) string { return string(c.src[c.offset(n.Pos()):c.offset(n.End())]) }

// add notes a change of a node's text.
func (c *changer) add(operator string, n ast.Node, text string) {
	c.found = append(c.found, change{
		edit: edit{c.offset(n.Pos()), c.offset(n.End()), text}, operator: operator, snippet: oneLine(c.text(n)),
	})
}

// changes are all first-order changes of a function's body.
func (c *changer) changes(fn *ast.FuncDecl) []change {
	c.found, c.results, c.wording = nil, nil, map[ast.Node]bool{}
	if of, is := c.info.Defs[fn.Name].(*types.Func); is {
		c.results = of.Signature().Results()
	}
	ast.Inspect(fn.Body, c.visit)
	return c.found
}

func (c *changer) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.FuncLit:
		outer := c.results
		if s, is := c.info.TypeOf(n).(*types.Signature); is {
			c.results = s.Results()
		}
		ast.Inspect(n.Body, c.visit)
		c.results = outer
		return false
	case *ast.BlockStmt:
		c.statements(n.List)
	case *ast.CaseClause:
		c.add("drop-case", n, "")
		c.statements(n.Body)
	case *ast.CommClause:
		c.add("drop-case", n, "")
		c.statements(n.Body)
	case *ast.IfStmt:
		c.condition(n.Cond)
	case *ast.ForStmt:
		if n.Cond != nil {
			c.condition(n.Cond)
		}
	case *ast.ReturnStmt:
		c.returned(n)
	case *ast.DeferStmt:
		c.add("now-not-later", n, c.text(n.Call))
	case *ast.GoStmt:
		c.add("no-goroutine", n, c.text(n.Call))
	case *ast.BranchStmt:
		if n.Label == nil {
			c.branch(n)
		}
	case *ast.IncDecStmt:
		c.add("other-way", n, c.text(n.X)+map[token.Token]string{token.INC: "--", token.DEC: "++"}[n.Tok])
	case *ast.BinaryExpr:
		c.binary(n)
	case *ast.UnaryExpr:
		if n.Op == token.NOT {
			c.add("not-not", n, c.text(n.X))
		}
	case *ast.CallExpr:
		c.call(n)
	case *ast.SliceExpr:
		for _, bound := range []ast.Expr{n.Low, n.High} {
			if bound != nil {
				c.add("bound", bound, "("+c.text(bound)+")+1")
				c.add("bound", bound, "("+c.text(bound)+")-1")
			}
		}
	case *ast.CompositeLit:
		c.fields(n)
	case *ast.BasicLit:
		c.literal(n)
	case *ast.Ident:
		c.number(n)
	}
	return true
}

// statements drops each statement of a list, and forgets the errors that it finds. What is dropped
// still stands there, so that whatever it uses is used.
func (c *changer) statements(list []ast.Stmt) {
	for _, s := range list {
		switch s := s.(type) {
		case *ast.DeclStmt, *ast.LabeledStmt, *ast.EmptyStmt:
		case *ast.AssignStmt:
			if s.Tok != token.DEFINE {
				c.add("drop", s, "if false { "+c.text(s)+" }")
			}
			for _, left := range s.Lhs {
				if id, is := left.(*ast.Ident); is && id.Name != "_" && isError(c.info.TypeOf(id)) {
					c.add("forget-error", s, c.text(s)+"; "+id.Name+" = nil")
				}
			}
			if s.Tok == token.ADD_ASSIGN || s.Tok == token.SUB_ASSIGN {
				sign := map[token.Token]string{token.ADD_ASSIGN: " -= ", token.SUB_ASSIGN: " += "}[s.Tok]
				c.add("other-way", s, c.text(s.Lhs[0])+sign+c.text(s.Rhs[0]))
			}
		default:
			c.add("drop", s, "if false { "+c.text(s)+" }")
		}
	}
}

func (c *changer) condition(cond ast.Expr) {
	c.add("negate", cond, "!("+c.text(cond)+")")
	c.add("always", cond, "("+c.text(cond)+") || true")
	c.add("never", cond, "("+c.text(cond)+") && false")
}

// returned changes what is returned: no error for one and one for none, another error, the zero
// value, the contrary.
func (c *changer) returned(r *ast.ReturnStmt) {
	if c.results == nil {
		return
	}
	if len(r.Results) == 0 {
		for named := range c.results.Variables() {
			if named.Name() != "" && named.Name() != "_" && isError(named.Type()) {
				c.add("return-no-error", r, "{ "+named.Name()+" = nil; return }")
				c.add("return-error", r, "{ "+named.Name()+" = mutOther("+named.Name()+"); return }")
			}
		}
		return
	}
	if len(r.Results) != c.results.Len() {
		return
	}
	for i, result := range r.Results {
		switch of := c.results.At(i).Type(); {
		case isError(of) && c.text(result) == "nil":
			c.add("return-error", result, "mutOther(nil)")
		case isError(of):
			c.add("return-no-error", result, "mutNone("+c.text(result)+")")
			c.add("return-other-error", result, "mutOther("+c.text(result)+")")
		case types.Identical(of.Underlying(), types.Typ[types.Bool]):
			c.add("return-contrary", result, "!("+c.text(result)+")")
		case c.info.Types[result].Value == nil && !c.info.Types[result].IsNil() && !isEmpty(result):
			c.add("return-zero", result, "mutZero("+c.text(result)+")")
		}
	}
}

// isEmpty reports whether a value is a literal without fields.
func isEmpty(e ast.Expr) bool {
	lit, is := e.(*ast.CompositeLit)
	return is && len(lit.Elts) == 0
}

func isError(t types.Type) bool {
	return t != nil && types.Identical(t, types.Universe.Lookup("error").Type())
}

func (c *changer) branch(b *ast.BranchStmt) {
	switch b.Tok {
	case token.BREAK:
		c.add("go-on", b, "continue")
	case token.CONTINUE:
		c.add("leave", b, "break")
	}
}

// operators are what each binary operator becomes.
var operators = map[token.Token][]token.Token{
	token.EQL: {token.NEQ}, token.NEQ: {token.EQL},
	token.LSS: {token.LEQ, token.GEQ}, token.LEQ: {token.LSS, token.GTR},
	token.GTR: {token.GEQ, token.LEQ}, token.GEQ: {token.GTR, token.LSS},
	token.LAND: {token.LOR}, token.LOR: {token.LAND},
	token.ADD: {token.SUB}, token.SUB: {token.ADD}, token.MUL: {token.QUO}, token.QUO: {token.MUL},
}

func (c *changer) binary(b *ast.BinaryExpr) {
	for _, op := range operators[b.Op] {
		c.add("operator", b, c.text(b.X)+" "+op.String()+" "+c.text(b.Y))
	}
	if b.Op == token.LAND || b.Op == token.LOR {
		c.add("half", b, c.text(b.X))
		c.add("half", b, c.text(b.Y))
	}
}

// call swaps arguments of one type that stand side by side, and compares errors by == only.
func (c *changer) call(call *ast.CallExpr) {
	switch c.text(call.Fun) {
	case "min", "max":
		return // whatever the order
	case "fmt.Errorf", "errors.New":
		c.wording[call.Args[0]] = true
	}
	for i := range max(0, len(call.Args)-1) {
		x, y := call.Args[i], call.Args[i+1]
		same := types.Identical(c.info.TypeOf(x), c.info.TypeOf(y))
		if same && c.text(x) != c.text(y) && !call.Ellipsis.IsValid() {
			from, to := c.offset(x.Pos()), c.offset(y.End())
			c.found = append(c.found, change{
				edit: edit{from, to, c.text(y) + ", " + c.text(x)}, operator: "swap", snippet: oneLine(c.text(call)),
			})
		}
	}
	switch c.text(call.Fun) {
	case "errors.Is":
		c.add("not-wrapped", call, c.text(call.Args[0])+" == "+c.text(call.Args[1]))
	case "errors.As":
		c.add("never", call, c.text(call)+" && false")
	}
}

// fields leaves out each field of a literal that names them.
func (c *changer) fields(lit *ast.CompositeLit) {
	for i, e := range lit.Elts {
		if _, named := e.(*ast.KeyValueExpr); !named {
			continue
		}
		from, to := c.offset(e.Pos()), c.offset(e.End())
		switch {
		case i+1 < len(lit.Elts):
			to = c.offset(lit.Elts[i+1].Pos())
		case i > 0:
			from = c.offset(lit.Elts[i-1].End())
		}
		c.found = append(c.found, change{edit: edit{from, to, ""}, operator: "no-field", snippet: oneLine(c.text(e))})
	}
}

func (c *changer) literal(lit *ast.BasicLit) {
	switch lit.Kind {
	case token.STRING:
		if c.wording[lit] {
			return
		}
		if text, err := strconv.Unquote(lit.Value); err == nil && text != "" {
			c.add("no-text", lit, `""`)
		}
	case token.INT:
		n, err := strconv.ParseInt(lit.Value, 0, 64)
		if err != nil {
			return
		}
		seen := map[int64]bool{n: true}
		for _, other := range []int64{n + 1, n - 1, n * 2, n / 2} {
			if !seen[other] {
				seen[other] = true
				c.add("number", lit, "("+strconv.FormatInt(other, 10)+")")
			}
		}
	}
}

// number changes what a number of the package is where it is used.
func (c *changer) number(id *ast.Ident) {
	of := c.info.Uses[id]
	constant, is := of.(*types.Const)
	if !is || constant.Parent() != c.pkg.Scope() {
		return
	}
	if basic, is := of.Type().Underlying().(*types.Basic); !is || basic.Info()&types.IsNumeric == 0 {
		return
	}
	for _, by := range []string{"+1", "-1", "*2", "/2"} {
		c.add("number", id, fmt.Sprintf("(%s%s)", id.Name, by))
	}
}
