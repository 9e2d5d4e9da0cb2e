package gate

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// uses refuses what the files do with other packages' members and variables.
func (c *check) uses() {
	methods := c.closedMethods()
	var assertions []assertion
	for _, f := range c.syntax {
		ast.PreorderStack(f, nil, func(n ast.Node, above []ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				c.use(n, above)
			case *ast.StarExpr:
				if tv := c.info.Types[n]; tv.IsValue() && c.isShared(tv.Type) {
					c.refuse(n.Pos(), foreignWrite, types.TypeString(tv.Type, nil))
				}
			case *ast.InterfaceType:
				c.disguise(n, methods)
			case *ast.TypeAssertExpr:
				if n.Type != nil {
					assertions = append(assertions, assertion{n.X, n.Type})
				}
			case *ast.TypeSwitchStmt:
				assertions = append(assertions, switched(n)...)
			}
			return true
		})
	}
	if c.atLarge {
		c.unmask(assertions)
	}
}

// use looks at one name that stands for something of another package.
func (c *check) use(id *ast.Ident, above []ast.Node) {
	obj := c.info.Uses[id]
	if obj == nil || obj.Pkg() == nil {
		return
	}
	if obj.Pkg() == c.own {
		c.typeArguments(id)
		return
	}
	name := fullName(obj)
	if !c.open(obj, name) || inPlace[name] != nil && !inPlace[name](c, above) {
		c.refuse(id.Pos(), closedMember, name)
		return
	}
	if v, ok := obj.(*types.Var); ok && isMember(obj) {
		c.variable(id, v, above)
	}
}

// inPlace are members that are open only where they are used in a certain way.
var inPlace = map[string]func(c *check, above []ast.Node) bool{
	"log.SetOutput":         (*check).staysOutput,
	"runtime/debug.Stack":   (*check).shown,
	"syscall.SetsockoptInt": (*check).reuses,
}

// typeArguments refuses a shared type in place of a type parameter of the student's, behind
// which a store would not show.
func (c *check) typeArguments(id *ast.Ident) {
	for arg := range c.info.Instances[id].TypeArgs.Types() {
		if c.isShared(arg) {
			c.refuse(id.Pos(), foreignWrite, types.TypeString(arg, nil))
		}
	}
}

// open reports whether a lesson that imports obj's package may use obj.
func (c *check) open(obj types.Object, name string) bool {
	path := obj.Pkg().Path()
	if path == "reflect" || path == "testing" || closed[name] {
		return false
	}
	names, restricted := only[path]
	_, isConst := obj.(*types.Const)
	return !restricted || isConst || !isMember(obj) || names[obj.Name()]
}

// isMember reports whether obj is declared at the top of its package.
func isMember(obj types.Object) bool { return obj.Pkg().Scope().Lookup(obj.Name()) == obj }

// fullName is "package.Name" or "package.Type.Name".
func fullName(obj types.Object) string {
	path := obj.Pkg().Path()
	switch o := obj.(type) {
	case *types.Func:
		if recv := o.Signature().Recv(); recv != nil {
			return path + "." + typeName(recv.Type()) + "." + obj.Name()
		}
	case *types.Var:
		if o.IsField() && path == "log/slog" && isFieldOf(o, "Record") {
			return path + ".Record." + obj.Name()
		}
	}
	return path + "." + obj.Name()
}

func isFieldOf(field *types.Var, name string) bool {
	owner := field.Pkg().Scope().Lookup(name)
	if owner == nil {
		return false
	}
	s, ok := owner.Type().Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		if f == field {
			return true
		}
	}
	return false
}

// typeName is the name of a type, or of what it points to; "" if it has none.
func typeName(t types.Type) string {
	if named, ok := types.Unalias(pointed(t)).(*types.Named); ok {
		return named.Obj().Name()
	}
	return ""
}

// isShared reports whether t is a type of which the whole program has one value, or one of the
// same make, to which a pointer to that value can be converted.
func (c *check) isShared(t types.Type) bool {
	if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Pkg() != nil &&
		shared[named.Obj().Pkg().Path()+"."+named.Obj().Name()] {
		return true
	}
	same := func(s types.Type) bool { return types.IdenticalIgnoreTags(s, t.Underlying()) }
	return slices.ContainsFunc(c.gate.shared, same)
}

// closedMethods are the methods that are closed in the packages that the files import.
func (c *check) closedMethods() (methods []*types.Func) {
	if c.own == nil {
		return nil
	}
	for _, pkg := range c.own.Imports() {
		for name := range closed {
			member, ok := strings.CutPrefix(name, pkg.Path()+".")
			owner, method, isMethod := strings.Cut(member, ".")
			if !ok || !isMethod || pkg.Scope().Lookup(owner) == nil {
				continue
			}
			found, _, _ := types.LookupFieldOrMethod(pkg.Scope().Lookup(owner).Type(), true, pkg, method)
			if m, ok := found.(*types.Func); ok {
				methods = append(methods, m)
			}
		}
	}
	return methods
}

// disguise refuses an interface through which a closed method could be called.
func (c *check) disguise(n *ast.InterfaceType, methods []*types.Func) {
	t, ok := c.info.TypeOf(n).(*types.Interface)
	if !ok {
		return
	}
	for m := range t.ExplicitMethods() {
		for _, closed := range methods {
			if m.Name() == closed.Name() && mayMatch(m.Signature(), closed.Signature()) {
				c.refuse(n.Pos(), closedMember, fullName(closed))
			}
		}
	}
}

// mayMatch reports whether a method of signature a, in which type parameters may stand for any
// type, is one of signature b for some of them.
func mayMatch(a, b *types.Signature) bool {
	return a.Variadic() == b.Variadic() && mayMatchAll(a.Params(), b.Params()) && mayMatchAll(a.Results(), b.Results())
}

func mayMatchAll(a, b *types.Tuple) bool {
	if a.Len() != b.Len() {
		return false
	}
	for i := range a.Len() {
		if t := a.At(i).Type(); !types.Identical(t, b.At(i).Type()) && !isOpenEnded(t, map[types.Type]bool{}) {
			return false
		}
	}
	return true
}

// isOpenEnded reports whether t is made of type parameters.
func isOpenEnded(t types.Type, seen map[types.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	any := func(all ...types.Type) bool {
		return slices.ContainsFunc(all, func(t types.Type) bool { return isOpenEnded(t, seen) })
	}
	variables := func(all *types.Tuple) bool {
		for v := range all.Variables() {
			if any(v.Type()) {
				return true
			}
		}
		return false
	}
	switch t := types.Unalias(t).(type) {
	case *types.TypeParam:
		return true
	case *types.Named:
		return any(slices.Collect(t.TypeArgs().Types())...)
	case *types.Pointer:
		return any(t.Elem())
	case *types.Slice:
		return any(t.Elem())
	case *types.Array:
		return any(t.Elem())
	case *types.Chan:
		return any(t.Elem())
	case *types.Map:
		return any(t.Key(), t.Elem())
	case *types.Signature:
		return variables(t.Params()) || variables(t.Results())
	case *types.Struct:
		for f := range t.Fields() {
			if any(f.Type()) {
				return true
			}
		}
	case *types.Interface:
		for m := range t.Methods() {
			if any(m.Type()) {
				return true
			}
		}
	}
	return false
}

// variable looks at what is done with another package's variable.
func (c *check) variable(id *ast.Ident, v *types.Var, above []ast.Node) {
	name := fullName(v)
	var whole ast.Expr = id // v with its package, and what is selected from it
	parent := func() ast.Node { return above[len(above)-1] }
	up := func() { whole, above = parent().(ast.Expr), above[:len(above)-1] }
	if s, ok := parent().(*ast.SelectorExpr); ok && s.Sel == id {
		up()
	}
	mention := whole
	for c.partOf(parent(), whole) {
		up()
	}
	switch {
	case c.changes(parent(), whole):
		c.refuse(id.Pos(), foreignWrite, name)
	case isInert(v.Type(), 0) || readable[name]:
	case name == "os.Stdout" || name == "os.Stderr":
		if !c.onlyCalled(whole, above) && (mention != ast.Unparen(whole) || !c.onlyWritten(whole, above)) {
			c.refuse(id.Pos(), outletUse, name)
		}
	case !c.onlyAsked(parent(), above, whole, v):
		c.refuse(id.Pos(), foreignHold, name)
	}
}

// partOf reports whether n is x in parentheses, or a field or an array's element of x.
func (c *check) partOf(n ast.Node, x ast.Expr) bool {
	switch n := n.(type) {
	case *ast.ParenExpr:
		return true
	case *ast.SelectorExpr:
		s, ok := c.info.Selections[n]
		return ok && n.X == x && s.Kind() == types.FieldVal
	case *ast.IndexExpr:
		return n.X == x && c.isArray(x)
	}
	return false
}

func (c *check) isArray(x ast.Expr) bool {
	t := c.info.TypeOf(x)
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Array)
	return ok
}

// changes reports whether n stores into x or takes its address.
func (c *check) changes(n ast.Node, x ast.Expr) bool {
	switch n := n.(type) {
	case *ast.AssignStmt:
		for _, left := range n.Lhs {
			if left == x {
				return true
			}
		}
	case *ast.IncDecStmt:
		return true
	case *ast.RangeStmt:
		return n.Key == x || n.Value == x
	case *ast.UnaryExpr:
		return n.Op == token.AND
	case *ast.SliceExpr:
		return n.X == x && c.isArray(x)
	case *ast.SelectorExpr:
		return c.addressed(n)
	}
	return false
}

// addressed reports whether calling the method s takes the address of its receiver.
func (c *check) addressed(s *ast.SelectorExpr) bool {
	selection, ok := c.info.Selections[s]
	if !ok || selection.Kind() != types.MethodVal {
		return false
	}
	method, ok := selection.Obj().(*types.Func)
	if !ok {
		return false
	}
	_, wants := types.Unalias(method.Signature().Recv().Type()).(*types.Pointer)
	_, is := c.info.TypeOf(s.X).Underlying().(*types.Pointer)
	return wants && !is
}

// isInert reports whether a copy of a variable of type t gives no way to change what it is a
// copy of. An interface is: what it holds is changed by its own methods at most.
func isInert(t types.Type, depth int) bool {
	const deepest = 8
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Kind() != types.UnsafePointer
	case *types.Interface, *types.Signature:
		return true
	case *types.Array:
		return depth < deepest && isInert(u.Elem(), depth+1)
	case *types.Struct:
		for f := range u.Fields() {
			if f.Exported() && (depth >= deepest || !isInert(f.Type(), depth+1)) {
				return false
			}
		}
		return true
	}
	return false
}

// onlyAsked reports whether x, another package's variable v, is only an argument or the
// receiver of a call to its own package that answers with numbers, texts or yes and no: then
// nobody gets hold of it. net.IPv4zero.Equal(ip) and unicode.Is(unicode.Han, r) are such.
func (c *check) onlyAsked(n ast.Node, above []ast.Node, x ast.Expr, v *types.Var) bool {
	if s, ok := n.(*ast.SelectorExpr); ok && s.X == x && len(above) > 1 {
		n = above[len(above)-2]
	} else if call, ok := n.(*ast.CallExpr); ok && call.Fun == x {
		return false
	}
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return false
	}
	f := c.function(call)
	if f == nil || f.Pkg() != v.Pkg() {
		return false
	}
	if recv := f.Signature().Recv(); recv != nil {
		if _, pointer := types.Unalias(recv.Type()).(*types.Pointer); pointer {
			return false
		}
	}
	for result := range f.Signature().Results().Variables() {
		if _, basic := result.Type().Underlying().(*types.Basic); !basic {
			return false
		}
	}
	return true
}

// function is the declared function or method that is called, or nil.
func (c *check) function(call *ast.CallExpr) *types.Func {
	fun := ast.Unparen(call.Fun)
	switch x := fun.(type) {
	case *ast.IndexExpr:
		fun = ast.Unparen(x.X)
	case *ast.IndexListExpr:
		fun = ast.Unparen(x.X)
	}
	var id *ast.Ident
	switch x := fun.(type) {
	case *ast.Ident:
		id = x
	case *ast.SelectorExpr:
		id = x.Sel
	default:
		return nil
	}
	f, _ := c.info.Uses[id].(*types.Func)
	return f
}

// callee is the full name of the function that is called, or "".
func (c *check) callee(call *ast.CallExpr) string {
	if f := c.function(call); f != nil && f.Pkg() != nil {
		return fullName(f)
	}
	return ""
}
