package gate

import (
	"go/ast"
	"go/token"
	"go/types"
)

// starts refuses what a program must not do while it starts, before the first spec: wait,
// leave something running, or use the network. A package-level variable may be made by calls of
// functions that do none of this, the student's own among them.
//
// What such a call runs is estimated from above. All functions that are mentioned on the way are
// taken to run, unless they are only put away, as in a table of functions, and nothing is called
// that could have come out of it; a call through an interface runs every method of that name; and
// a function of another package runs all methods of whatever it is given.
//
// It is no question of safety: what the rest of the gate lets through, it lets through at any
// time. But a program that hangs or works before the first spec is nobody's, and what is left
// running then would be counted as having been there always.
func (c *check) starts() {
	s := &starter{check: c, bodies: map[*types.Func]*ast.FuncDecl{},
		values: map[types.Object]ast.Expr{},
		run:    map[ast.Node]bool{}, given: map[ast.Expr]bool{}}
	var all []ast.Expr
	for _, f := range c.syntax {
		for _, d := range f.Decls {
			switch decl := d.(type) {
			case *ast.FuncDecl:
				if fn, ok := c.info.Defs[decl.Name].(*types.Func); ok {
					s.bodies[fn] = decl
				}
			case *ast.GenDecl:
				for _, spec := range decl.Specs {
					spec, ok := spec.(*ast.ValueSpec)
					if !ok || decl.Tok != token.VAR || len(spec.Values) == 0 {
						continue
					}
					all = append(all, spec.Values...)
					for i, name := range spec.Names {
						s.values[c.info.Defs[name]] = spec.Values[min(i, len(spec.Values)-1)]
					}
				}
			}
		}
	}
	for _, value := range all {
		s.at = value
		s.walk(value, false)
	}
	for i := 0; s.dynamic && i < len(s.kept); i++ {
		s.at = s.kept[i].at
		s.walk(s.kept[i].value, true)
	}
}

// starter follows what runs while the program starts.
type starter struct {
	*check
	bodies map[*types.Func]*ast.FuncDecl
	values map[types.Object]ast.Expr // package-level variables and their initialisers
	run    map[ast.Node]bool         // what has been followed
	given  map[ast.Expr]bool         // variables that other packages' functions are given
	at     ast.Expr                  // the initialiser that is being followed

	kept    []kept // what has been put away
	dynamic bool   // something is called that could have been put away before
}

// kept is an argument that a function of the student's puts away, and the initialiser it is in.
type kept struct{ value, at ast.Expr }

func (s *starter) refuse(what string) { s.check.refuse(s.at.Pos(), atStart, what) }

// walk follows the calls in n, and, if n itself runs, everything that it mentions.
func (s *starter) walk(n ast.Node, runs bool) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return runs
		case *ast.Ident:
			if runs {
				s.mention(n)
			}
		case *ast.CallExpr:
			return s.call(n)
		case *ast.GoStmt:
			s.refuse("go")
		case *ast.SelectStmt:
			s.refuse("select")
		case *ast.SendStmt:
			s.refuse("<-")
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				s.refuse("<-")
			}
		case *ast.RangeStmt:
			if t := s.info.TypeOf(n.X); t != nil {
				switch t.Underlying().(type) {
				case *types.Chan:
					s.refuse("range")
				case *types.Signature:
					s.dynamic = true
				}
			}
		}
		return true
	})
}

// mention follows what a name stands for.
func (s *starter) mention(id *ast.Ident) {
	switch obj := s.info.Uses[id].(type) {
	case *types.Func:
		s.function(obj)
	case *types.Var:
		if value := s.values[obj]; value != nil && !s.run[value] {
			s.run[value] = true
			s.walk(value, true)
		}
	}
}

// function follows a function or method.
func (s *starter) function(f *types.Func) {
	f = f.Origin()
	recv := f.Signature().Recv()
	switch {
	case recv != nil && types.IsInterface(recv.Type()):
		s.methods(func(m *types.Func) bool { return m.Name() == f.Name() })
		if s.othersMay(f.Name()) {
			s.refuse(f.Name())
		}
	case f.Pkg() != s.own:
		if !isQuiet(f) {
			s.refuse(fullName(f))
		}
	default:
		if body := s.bodies[f]; body != nil && body.Body != nil && !s.run[body] {
			s.run[body] = true
			s.walk(body.Body, true)
		}
	}
}

// methods follows those of the student's methods that match.
func (s *starter) methods(match func(*types.Func) bool) {
	for f := range s.bodies {
		if f.Signature().Recv() != nil && match(f) {
			s.function(f)
		}
	}
}

// call follows a call; it reports whether its parts are still to be followed.
func (s *starter) call(n *ast.CallExpr) bool {
	fun := s.info.Types[n.Fun]
	if !isKnown(fun.Type) || fun.IsType() || fun.IsBuiltin() {
		return true
	}
	f := s.check.function(n)
	if keepers[s.callee(n)] {
		return true
	}
	if f != nil {
		s.function(f)
	}
	s.dynamic = s.dynamic || isDynamic(f, n.Fun)
	s.walk(n.Fun, true)
	for i, arg := range n.Args {
		keeps := s.keeps(f, i)
		s.walk(arg, !keeps)
		if keeps {
			s.kept = append(s.kept, kept{arg, s.at})
		}
	}
	if f == nil || f.Pkg() == s.own {
		return false
	}
	if x, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr); ok && s.info.Selections[x] != nil {
		s.handed(x.X)
	}
	for _, arg := range n.Args {
		s.handed(arg)
	}
	return false
}

// isDynamic reports whether nobody can tell from the source what a call of fun, which is f if that
// is known, would run.
func isDynamic(f *types.Func, fun ast.Expr) bool {
	if f == nil {
		_, literal := ast.Unparen(fun).(*ast.FuncLit)
		return !literal
	}
	recv := f.Signature().Recv()
	return recv != nil && types.IsInterface(recv.Type())
}

// keeps reports whether f, a function of the student's, does nothing with its i-th argument but
// put it somewhere.
func (s *starter) keeps(f *types.Func, i int) bool {
	if f == nil || s.bodies[f.Origin()] == nil || s.bodies[f.Origin()].Body == nil {
		return false
	}
	params := f.Origin().Signature().Params()
	if i >= params.Len() || f.Signature().Variadic() && i >= params.Len()-1 {
		return false
	}
	keeps := true
	ast.PreorderStack(s.bodies[f.Origin()].Body, nil, func(n ast.Node, above []ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok || s.info.Uses[id] != params.At(i) {
			return keeps
		}
		switch above[len(above)-1].(type) {
		case *ast.AssignStmt, *ast.KeyValueExpr, *ast.CompositeLit, *ast.ReturnStmt:
		default:
			keeps = false
		}
		return keeps
	})
	return keeps
}

// isKnown reports whether t is a type that the type checker has made out; about anything else
// it complains.
func isKnown(t types.Type) bool { return t != nil && t != types.Typ[types.Invalid] }

// handed follows the methods that another package's function may call on x.
func (s *starter) handed(x ast.Expr) {
	x = ast.Unparen(x)
	if call, ok := x.(*ast.CallExpr); ok {
		if f := s.check.function(call); f != nil && f.Pkg() != s.own {
			return // what it was made of has been followed
		}
	}
	if sel, ok := x.(*ast.SelectorExpr); ok {
		if v, ok := s.info.Uses[sel.Sel].(*types.Var); ok && v.Pkg() != s.own && isMember(v) {
			return
		}
	}
	if id, ok := x.(*ast.Ident); ok {
		if value := s.values[s.info.Uses[id]]; value != nil {
			if tv := s.info.Types[value]; tv.Type != nil && !isTuple(tv.Type) {
				if !s.given[value] { // what it is made of says more than its type
					s.given[value] = true
					s.handed(value)
				}
				return
			}
		}
	}
	s.holds(s.info.TypeOf(x), map[types.Type]bool{})
}

func isTuple(t types.Type) bool {
	_, ok := t.(*types.Tuple)
	return ok
}

// holds follows the methods of all types of which a value of type t may hold values.
func (s *starter) holds(t types.Type, seen map[types.Type]bool) {
	if t == nil || seen[t] {
		return
	}
	seen[t] = true
	if named, ok := types.Unalias(t).(*types.Named); ok {
		if pkg := named.Obj().Pkg(); pkg != nil && pkg == s.own {
			s.methods(func(m *types.Func) bool { return typeName(m.Signature().Recv().Type()) == named.Obj().Name() })
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Signature:
		s.dynamic = true
	case *types.Interface: // a type parameter's as well
		s.methods(func(m *types.Func) bool { return called[m.Name()] })
	case *types.Pointer:
		s.holds(u.Elem(), seen)
	case *types.Array:
		s.holds(u.Elem(), seen)
	case *types.Slice:
		s.holds(u.Elem(), seen)
	case *types.Map:
		s.holds(u.Key(), seen)
		s.holds(u.Elem(), seen)
	case *types.Struct:
		for f := range u.Fields() {
			s.holds(f.Type(), seen)
		}
	}
}

// othersMay reports whether another package's type has a method of this name that must not run
// while the program starts.
func (s *starter) othersMay(name string) bool {
	for _, pkg := range s.own.Imports() {
		for _, member := range pkg.Scope().Names() {
			t, ok := pkg.Scope().Lookup(member).(*types.TypeName)
			if !ok || !t.Exported() {
				continue
			}
			found, _, _ := types.LookupFieldOrMethod(t.Type(), true, pkg, name)
			if m, ok := found.(*types.Func); ok && !types.IsInterface(m.Signature().Recv().Type()) && !isQuiet(m) {
				return true
			}
		}
	}
	return false
}

// isQuiet reports whether another package's function may run while the program starts: it waits
// for nothing, leaves nothing running and does not use the network. Methods are quiet unless the
// zero value of their type is of use: any other value would have been made by a loud function.
func isQuiet(f *types.Func) bool {
	name := fullName(f)
	if recv := f.Signature().Recv(); recv != nil {
		return !loud[name] && !loud[f.Pkg().Path()+"."+typeName(recv.Type())+"."]
	}
	return everywhere[f.Pkg().Path()] && !loud[name] || quiet[name]
}
