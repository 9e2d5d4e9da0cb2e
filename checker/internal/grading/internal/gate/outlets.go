package gate

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// onlyWritten reports whether x, which is os.Stdout or os.Stderr, becomes an io.Writer here, or
// is compared with one. Unless it goes to a function that is known to do no more than write, it
// is at large from then on.
func (c *check) onlyWritten(x ast.Expr, above []ast.Node) bool {
	if b, ok := above[len(above)-1].(*ast.BinaryExpr); ok {
		return b.Op == token.EQL || b.Op == token.NEQ
	}
	if !isWriter(c.wanted(x, above)) {
		return false
	}
	if call, ok := above[len(above)-1].(*ast.CallExpr); !ok || !outlets[c.callee(call)] {
		c.atLarge = true
	}
	return true
}

// onlyCalled reports whether a method of x, os.Stdout or os.Stderr, that writes is called here.
func (c *check) onlyCalled(x ast.Expr, above []ast.Node) bool {
	selector, ok := above[len(above)-1].(*ast.SelectorExpr)
	if !ok || selector.X != x || !writes[selector.Sel.Name] || len(above) < 2 {
		return false
	}
	call, ok := above[len(above)-2].(*ast.CallExpr)
	return ok && call.Fun == selector
}

// shown reports whether the stack that the function above returns is printed at once, where
// nobody but a person reads it: it tells which spec is calling.
func (c *check) shown(above []ast.Node) bool {
	if calledBy(above) == nil {
		return false
	}
	for _, n := range slices.Backward(above[:len(above)-2]) {
		switch n := n.(type) {
		case *ast.ParenExpr:
		case *ast.CallExpr:
			if t := c.info.Types[n.Fun]; t.IsType() {
				if _, plain := types.Unalias(t.Type).(*types.Basic); plain {
					continue
				}
				return false
			}
			name := c.callee(n)
			return printers[name] || strings.HasPrefix(name, "fmt.Fprint") && c.isOutput(n.Args[0])
		default:
			return false
		}
	}
	return false
}

// staysOutput reports whether log.SetOutput, which is above, is called with os.Stdout or os.Stderr.
func (c *check) staysOutput(above []ast.Node) bool {
	call := calledBy(above)
	return call != nil && len(call.Args) == 1 && c.isOutput(call.Args[0])
}

// calledBy is the call of the function whose name is the last of the nodes above; nil if it is
// mentioned for something else.
func calledBy(above []ast.Node) *ast.CallExpr {
	if len(above) < 2 {
		return nil
	}
	call, ok := above[len(above)-2].(*ast.CallExpr)
	if !ok || call.Fun != above[len(above)-1] {
		return nil
	}
	return call
}

// isOutput reports whether x is os.Stdout or os.Stderr.
func (c *check) isOutput(x ast.Expr) bool {
	selector, ok := ast.Unparen(x).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	v, ok := c.info.Uses[selector.Sel].(*types.Var)
	return ok && v.Pkg() != nil && v.Pkg() != c.own && isMember(v) &&
		(fullName(v) == "os.Stdout" || fullName(v) == "os.Stderr")
}

// isWriter reports whether t is an interface that offers nothing but to write.
func isWriter(t types.Type) bool {
	if t == nil || !types.IsInterface(t) {
		return false
	}
	if _, parameter := types.Unalias(t).(*types.TypeParam); parameter {
		return false
	}
	methods := slices.Collect(t.Underlying().(*types.Interface).Methods())
	return len(methods) > 0 && !slices.ContainsFunc(methods, func(m *types.Func) bool { return !writes[m.Name()] })
}

// writes are the methods of os.File that are open by way of an interface.
var writes = set("Write WriteString")

// wanted is the type of the variable that x is assigned to where it stands, or nil.
func (c *check) wanted(x ast.Expr, above []ast.Node) types.Type {
	switch n := above[len(above)-1].(type) {
	case *ast.CallExpr:
		return c.parameter(n, x)
	case *ast.ValueSpec:
		if n.Type != nil {
			return c.info.TypeOf(n.Type)
		}
	case *ast.AssignStmt:
		if i := slices.Index(n.Rhs, x); n.Tok == token.ASSIGN && len(n.Lhs) == len(n.Rhs) {
			return c.info.TypeOf(n.Lhs[i])
		}
	case *ast.SendStmt:
		if ch, ok := c.underlying(n.Chan).(*types.Chan); ok {
			return ch.Elem()
		}
	case *ast.ReturnStmt:
		if results := c.results(above); results.Len() == len(n.Results) {
			return results.At(slices.Index(n.Results, x)).Type()
		}
	case *ast.KeyValueExpr:
		if lit, ok := above[len(above)-2].(*ast.CompositeLit); ok && n.Value == x {
			return c.element(lit, n.Key, 0)
		}
	case *ast.CompositeLit:
		return c.element(n, nil, slices.Index(n.Elts, x))
	}
	return nil
}

func (c *check) underlying(x ast.Expr) types.Type {
	if t := c.info.TypeOf(x); t != nil {
		return t.Underlying()
	}
	return nil
}

// parameter is the type that a call converts x to.
func (c *check) parameter(call *ast.CallExpr, x ast.Expr) types.Type {
	i := slices.Index(call.Args, x)
	if fun := c.info.Types[call.Fun]; fun.IsType() {
		return fun.Type
	}
	signature, ok := c.underlying(call.Fun).(*types.Signature)
	if !ok || i < 0 {
		return nil
	}
	last := signature.Params().Len() - 1
	switch {
	case signature.Variadic() && i >= last && !call.Ellipsis.IsValid():
		if list, ok := signature.Params().At(last).Type().Underlying().(*types.Slice); ok {
			return list.Elem()
		}
	case i <= last:
		return signature.Params().At(i).Type()
	}
	return nil
}

// results are those of the function around a return.
func (c *check) results(above []ast.Node) *types.Tuple {
	for _, n := range slices.Backward(above) {
		switch n := n.(type) {
		case *ast.FuncLit:
			if signature, ok := c.info.TypeOf(n).(*types.Signature); ok {
				return signature.Results()
			}
			return nil
		case *ast.FuncDecl:
			if f, ok := c.info.Defs[n.Name].(*types.Func); ok {
				return f.Signature().Results()
			}
			return nil
		}
	}
	return nil
}

// element is the type of an element of a literal: the field that key names, or the i-th.
func (c *check) element(lit *ast.CompositeLit, key ast.Expr, i int) types.Type {
	switch t := c.underlying(lit).(type) {
	case *types.Slice:
		return t.Elem()
	case *types.Array:
		return t.Elem()
	case *types.Map:
		return t.Elem()
	case *types.Struct:
		if name, ok := key.(*ast.Ident); ok {
			if field := c.info.Uses[name]; field != nil {
				return field.Type()
			}
		} else if key == nil && i < t.NumFields() {
			return t.Field(i).Type()
		}
	}
	return nil
}

// assertion is the question whether the value of an interface is of some type.
type assertion struct{ x, is ast.Expr }

// switched are the questions that a type switch asks.
func switched(n *ast.TypeSwitchStmt) (all []assertion) {
	var x ast.Expr
	ast.Inspect(n.Assign, func(n ast.Node) bool {
		if assert, ok := n.(*ast.TypeAssertExpr); ok && x == nil {
			x = assert.X
		}
		return true
	})
	for _, s := range n.Body.List {
		for _, is := range s.(*ast.CaseClause).List {
			all = append(all, assertion{x, is})
		}
	}
	return all
}

// unmask refuses assertions by which os.Stdout or os.Stderr, hidden in an interface, could become
// more than an io.Writer.
func (c *check) unmask(all []assertion) {
	for _, a := range all {
		from, ok := c.underlying(a.x).(*types.Interface)
		if to := c.info.TypeOf(a.is); ok && isKnown(to) && c.hidesFile(from) && c.showsFile(to) {
			c.refuse(a.is.Pos(), outletAssertion, types.ExprString(a.is))
		}
	}
}

// hidesFile reports whether a file may be the value of an interface t.
func (c *check) hidesFile(t *types.Interface) bool {
	for m := range t.Methods() {
		if !c.isFileMethod(m) {
			return false
		}
	}
	return true
}

// isFileMethod reports whether files have a method that is m, or may be.
func (c *check) isFileMethod(m *types.Func) bool {
	if !m.Exported() {
		return false
	}
	found, _, _ := types.LookupFieldOrMethod(c.gate.file, true, nil, m.Name())
	method, ok := found.(*types.Func)
	return ok && mayMatch(m.Signature(), method.Signature())
}

// showsFile reports whether t is the type of files, or an interface of more of their methods
// than those that write; a type parameter may be either.
func (c *check) showsFile(t types.Type) bool {
	if _, parameter := types.Unalias(t).(*types.TypeParam); parameter {
		return true
	}
	i, ok := t.Underlying().(*types.Interface)
	if !ok {
		return types.Identical(t, c.gate.file)
	}
	return i.NumMethods() > 0 && !isWriter(t) && c.hidesFile(i)
}

// reuses reports whether the function whose name is above sets SO_REUSEADDR, on the socket that
// syscall.RawConn.Control shows and on no other: what servers call syscall.SetsockoptInt for.
func (c *check) reuses(above []ast.Node) bool {
	call := calledBy(above)
	return call != nil && len(call.Args) == 4 &&
		c.isShown(call.Args[0], above[:len(above)-1]) && !c.hasMethod("Control") &&
		c.isConstant(call.Args[1], "SOL_SOCKET") && c.isConstant(call.Args[2], "SO_REUSEADDR")
}

// hasMethod reports whether the student has written a method of this name.
func (c *check) hasMethod(name string) bool {
	return slices.ContainsFunc(c.syntax, func(f *ast.File) bool {
		return slices.ContainsFunc(f.Decls, func(d ast.Decl) bool {
			method, ok := d.(*ast.FuncDecl)
			return ok && method.Recv != nil && method.Name.Name == name
		})
	})
}

// isShown reports whether x is the number, converted and never changed, that RawConn.Control
// gives to the function around.
func (c *check) isShown(x ast.Expr, above []ast.Node) bool {
	at := len(above) - 1
	for at > 0 {
		if _, ok := above[at].(*ast.FuncLit); ok {
			break
		}
		at--
	}
	if at < 1 {
		return false
	}
	lit := above[at].(*ast.FuncLit)
	around, ok := above[at-1].(*ast.CallExpr)
	if !ok || c.callee(around) != "syscall.RawConn.Control" ||
		len(lit.Type.Params.List) != 1 || len(lit.Type.Params.List[0].Names) != 1 {
		return false
	}
	number := c.info.Defs[lit.Type.Params.List[0].Names[0]]
	converted := func(n ast.Node) ast.Expr {
		if call, ok := n.(*ast.CallExpr); ok && len(call.Args) == 1 && c.info.Types[call.Fun].IsType() {
			return ast.Unparen(call.Args[0])
		}
		return nil
	}
	is := func(x ast.Expr) bool {
		id, ok := x.(*ast.Ident)
		return ok && c.info.Uses[id] == number
	}
	if number == nil || !is(converted(x)) {
		return false
	}
	unchanged := true
	ast.PreorderStack(lit.Body, nil, func(n ast.Node, above []ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && is(id) && (len(above) == 0 || converted(above[len(above)-1]) != id) {
			unchanged = false
		}
		return true
	})
	return unchanged
}

// isConstant reports whether x has the value of a constant of package syscall.
func (c *check) isConstant(x ast.Expr, name string) bool {
	want, ok := c.gate.packages["syscall"].Scope().Lookup(name).(*types.Const)
	got := c.info.Types[x].Value
	return ok && got != nil && constant.Compare(got, token.EQL, want.Val())
}
