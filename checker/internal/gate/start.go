package gate

import (
	"go/ast"
	"go/token"
	"go/types"
)

// starts refuses work that would be done while the program starts, before the first spec: a
// package-level variable may be made of values, and of calls that run nobody else's code.
func (c *check) starts() {
	c.start, c.plain = map[types.Object]ast.Expr{}, map[types.Object]bool{}
	var all []ast.Expr
	for _, f := range c.syntax {
		for _, d := range f.Decls {
			decl, ok := d.(*ast.GenDecl)
			if !ok || decl.Tok != token.VAR {
				continue
			}
			for _, s := range decl.Specs {
				spec := s.(*ast.ValueSpec)
				all = append(all, spec.Values...)
				if len(spec.Names) != len(spec.Values) {
					continue
				}
				for i, name := range spec.Names {
					c.start[c.info.Defs[name]] = spec.Values[i]
				}
			}
		}
	}
	for _, value := range all {
		c.starter(value)
	}
}

// starter looks at one initialiser. The bodies of function literals do not run.
func (c *check) starter(value ast.Expr) {
	ast.Inspect(value, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				c.refuse(n.Pos(), ruleStart, whyStart("<-"))
			}
		case *ast.CallExpr:
			if fun := c.info.Types[n.Fun]; isKnown(fun.Type) && !fun.IsType() && !fun.IsBuiltin() && !c.isQuiet(n) {
				c.refuse(n.Pos(), ruleStart, whyStart(types.ExprString(n.Fun)))
			}
		}
		return true
	})
}

// isKnown reports whether t is a type that the type checker has made out; about anything else
// it complains.
func isKnown(t types.Type) bool { return t != nil && t != types.Typ[types.Invalid] }

// isQuiet reports whether a call runs the code of a trusted function and none besides: it
// must not be given anything whose methods it might call.
func (c *check) isQuiet(call *ast.CallExpr) bool {
	f := c.function(call)
	if f == nil || f.Pkg() == nil || f.Pkg() == c.own || !quiet[fullName(f)] && !quiet[f.Pkg().Path()+"/"] {
		return false
	}
	if s, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		if selection, is := c.info.Selections[s]; is && (selection.Kind() != types.MethodVal || !c.isPlain(s.X)) {
			return false
		}
	}
	for _, arg := range call.Args {
		if !c.isPlain(arg) {
			return false
		}
	}
	return true
}

// isPlain reports whether x brings no code of the student's with it: it is made of numbers
// and texts, or another package's, or made by a quiet call.
func (c *check) isPlain(x ast.Expr) bool {
	x = ast.Unparen(x)
	if tv := c.info.Types[x]; tv.IsNil() || c.isPlainType(tv.Type, 0) {
		return true
	}
	switch x := x.(type) {
	case *ast.CallExpr:
		return c.isQuiet(x)
	case *ast.SelectorExpr:
		v, ok := c.info.Uses[x.Sel].(*types.Var)
		return ok && v.Pkg() != c.own && isMember(v)
	case *ast.Ident:
		return c.isPlainVariable(c.info.Uses[x])
	}
	return false
}

// isPlainVariable reports whether a package-level variable of the student's is made of a plain
// value. One that is made of itself does not compile, and needs no refusal.
func (c *check) isPlainVariable(v types.Object) bool {
	if known, ok := c.plain[v]; ok {
		return known
	}
	c.plain[v] = true
	value, ok := c.start[v]
	c.plain[v] = ok && c.isPlain(value)
	return c.plain[v]
}

// isPlainType reports whether values of type t are numbers, texts, or lists of such, without
// methods of the student's.
func (c *check) isPlainType(t types.Type, depth int) bool {
	const deepest = 8
	if t == nil || depth > deepest {
		return false
	}
	if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Pkg() == c.own && named.NumMethods() > 0 {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return true
	case *types.Array:
		return c.isPlainType(u.Elem(), depth+1)
	case *types.Slice:
		return c.isPlainType(u.Elem(), depth+1)
	}
	return false
}
