package gate

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"math"
	"math/bits"
)

// What source may cost those who compile and run it. Honest answers stay far below.
const (
	maxDepth   = 1000     // levels of nesting; a chain of + or of else if counts each link
	maxNodes   = 50_000   // pieces of syntax in an answer; 3000 lines are about so many
	maxMembers = 500      // functions, variables and types of a package, and entries of one list of fields or cases
	maxGrowth  = 4 << 20  // the source with constants and types written out, in characters and nodes
	maxWithin  = 200      // types that hold one another by value
	maxMemory  = 64 << 20 // bytes of one type, and of all package-level variables
	maxLiteral = 4 << 20  // bytes of all arrays and slices written out
)

// bounds refuses source whose shape alone shows that the type checker would choke on it.
func (c *check) bounds() {
	for _, f := range c.syntax {
		if deep := depthOf(f, maxDepth); deep != token.NoPos {
			c.refuse(deep, tooDeep, maxDepth)
		}
	}
	if len(c.refused) > 0 {
		return
	}
	if crowd := c.crowded(); crowd != token.NoPos {
		c.refuse(crowd, tooMany, maxMembers)
		return
	}
	g := newGrowth(c.syntax)
	for i, f := range c.syntax {
		if w := g.of(f, false); w.size > maxGrowth || w.depth > maxWithin {
			c.refuseLine(i, 0, growsTooLarge)
		}
	}
}

// crowded is where the answer has more of something than the type checker, which compares many
// things with each other, gets through in good time; or NoPos.
func (c *check) crowded() (crowd token.Pos) {
	nodes, members := 0, 0
	for _, f := range c.syntax {
		ast.Inspect(f, func(n ast.Node) bool {
			if n == nil || crowd != token.NoPos {
				return false
			}
			nodes++
			entries := 0
			switch n := n.(type) {
			case *ast.FieldList:
				entries = n.NumFields()
			case *ast.BlockStmt:
				if len(n.List) > 0 {
					if _, cases := n.List[0].(*ast.CaseClause); cases {
						entries = len(n.List)
					}
				}
			case *ast.FuncDecl, *ast.TypeSpec:
				members++
			case *ast.GenDecl:
				if n.Tok == token.VAR {
					members += len(n.Specs)
				}
			}
			if max(entries, members) > maxMembers || nodes > maxNodes {
				crowd = n.Pos()
			}
			return true
		})
	}
	return crowd
}

// growth estimates, from above and by names alone, how large source becomes when constants,
// aliases, generic types and what types hold are written out. A few lines that double each
// other become more than any memory holds: const b = a + a, type B = struct{ x, y A }.
type growth struct {
	declared  map[string][]declared // what a name may stand for, in whatever scope
	generic   map[string]bool
	parameter map[string]bool // of some generic type or function
	known     map[string]weight
}

// declared is what a constant or a type is made of.
type declared struct {
	node   ast.Node
	isType bool
	// held counts only what a value of the type holds in itself. To the type checker a defined
	// type is its name, but for the question whether it holds itself.
	held bool
}

// weight is how large something becomes, how often type parameters occur in it, and through how
// many types that hold one another.
type weight struct {
	size, parameters uint64
	depth            int
}

func (w *weight) add(more weight) {
	w.size = plus(w.size, more.size)
	w.parameters = plus(w.parameters, more.parameters)
	w.depth = max(w.depth, more.depth)
}

func newGrowth(files []*ast.File) *growth {
	g := &growth{declared: map[string][]declared{}, generic: map[string]bool{}, parameter: map[string]bool{}, known: map[string]weight{}}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GenDecl:
				if n.Tok == token.CONST {
					g.constants(n)
				}
			case *ast.TypeSpec:
				held := !n.Assign.IsValid() && n.TypeParams == nil
				g.declared[n.Name.Name] = append(g.declared[n.Name.Name], declared{n.Type, true, held})
				if n.TypeParams != nil {
					g.generic[n.Name.Name] = true
				}
				g.parameters(n.TypeParams)
			case *ast.FuncType:
				g.parameters(n.TypeParams)
			}
			return true
		})
	}
	return g
}

// constants notes what each constant of a declaration is made of; one without a value repeats
// those above it.
func (g *growth) constants(d *ast.GenDecl) {
	var values []ast.Expr
	for _, s := range d.Specs {
		spec := s.(*ast.ValueSpec)
		if len(spec.Values) > 0 {
			values = spec.Values
		}
		for i, name := range spec.Names {
			if i < len(values) {
				g.declared[name.Name] = append(g.declared[name.Name], declared{node: values[i]})
			}
		}
	}
}

// parameters notes what type parameters are bound to, from which arguments are inferred.
func (g *growth) parameters(list *ast.FieldList) {
	if list == nil {
		return
	}
	for _, f := range list.List {
		for _, name := range f.Names {
			g.declared[name.Name] = append(g.declared[name.Name], declared{f.Type, true, false})
			g.parameter[name.Name] = true
		}
	}
}

// of is how large n becomes; held leaves out what is only pointed to.
func (g *growth) of(n ast.Node, held bool) (w weight) {
	ast.Inspect(n, func(n ast.Node) bool {
		w.add(weight{size: 1})
		switch n := n.(type) {
		case *ast.BasicLit:
			w.add(weight{size: uint64(len(n.Value))})
		case *ast.Ident:
			w.add(g.name(n.Name))
			if g.parameter[n.Name] {
				w.add(weight{parameters: 1})
			}
		case *ast.Field:
			one := weight{}
			if n.Type != nil {
				one = g.of(n.Type, held) // names of fields and parameters stand for nothing
			}
			many := uint64(max(1, len(n.Names)))
			one.size, one.parameters = times(one.size, many), times(one.parameters, many)
			w.add(one)
			return false
		case *ast.IndexExpr:
			return !g.instance(&w, n.X, held, n.Index)
		case *ast.IndexListExpr:
			return !g.instance(&w, n.X, held, n.Indices...)
		case *ast.SelectorExpr:
			w.add(g.of(n.X, held)) // the name after the dot is a member's
			return false
		case *ast.StarExpr, *ast.MapType, *ast.ChanType, *ast.FuncType:
			return !held
		case *ast.ArrayType:
			return !held || n.Len != nil
		}
		return true
	})
	return w
}

// instance adds a generic type with its arguments, which it repeats as often as parameters occur
// in it; it reports whether x is one.
func (g *growth) instance(w *weight, x ast.Expr, held bool, args ...ast.Expr) bool {
	name, ok := x.(*ast.Ident)
	if !ok || !g.generic[name.Name] {
		return false
	}
	whole := g.name(name.Name)
	whole.add(weight{size: 1})
	var each weight
	for _, arg := range args {
		each.add(g.of(arg, held))
	}
	w.add(weight{
		size:       plus(whole.size, times(whole.parameters, each.size)),
		parameters: times(whole.parameters, each.parameters),
		depth:      whole.depth + each.depth,
	})
	return true
}

// name is how large what a name stands for becomes. A name that stands for itself is not
// followed: in a constant or by value no compiler accepts it.
func (g *growth) name(name string) weight {
	if w, ok := g.known[name]; ok {
		return w
	}
	g.known[name] = weight{}
	var w weight
	for _, d := range g.declared[name] {
		one := g.of(d.node, d.held)
		if d.isType {
			one.depth++
		}
		w.size, w.parameters, w.depth = max(w.size, one.size), max(w.parameters, one.parameters), max(w.depth, one.depth)
	}
	g.known[name] = w
	return w
}

// sizes refuses types and literals that would fill memory before the code does anything.
func (c *check) sizes() {
	m := measure{sizes, map[types.Type]uint64{}}
	var literals uint64
	for expr, tv := range c.info.Types {
		if tv.IsType() && m.of(tv.Type) > maxMemory {
			c.refuse(expr.Pos(), tooMuchMemory, maxMemory>>20)
		}
	}
	for _, f := range c.syntax {
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.CompositeLit); ok {
				if literals = plus(literals, c.written(m, lit)); literals > maxLiteral {
					c.refuse(lit.Pos(), tooMuchData, maxLiteral>>20)
					return false
				}
			}
			return true
		})
	}
	if c.own == nil {
		return
	}
	var variables uint64
	for _, name := range c.own.Scope().Names() {
		if v, ok := c.own.Scope().Lookup(name).(*types.Var); ok {
			if variables = plus(variables, m.of(v.Type())); variables > maxMemory {
				c.refuse(v.Pos(), tooMuchMemory, maxMemory>>20)
				return
			}
		}
	}
}

// written is how many bytes an array or slice takes in the program because it is written out;
// a key such as 1<<30 stands for all elements before it.
func (c *check) written(m measure, lit *ast.CompositeLit) uint64 {
	t := c.info.TypeOf(lit)
	if t == nil || len(lit.Elts) == 0 {
		return 0
	}
	switch t := t.Underlying().(type) {
	case *types.Array:
		return m.of(t)
	case *types.Slice:
		var length, next uint64
		for _, e := range lit.Elts {
			if pair, ok := e.(*ast.KeyValueExpr); ok {
				if key := c.info.Types[pair.Key].Value; key != nil {
					if n, exact := constant.Uint64Val(constant.ToInt(key)); exact {
						next = n
					}
				}
			}
			next = plus(next, 1)
			length = max(length, next)
		}
		return times(length, m.of(t.Elem()))
	}
	return 0
}

// measure finds out how much memory types take, each once, and counts no further than the
// largest number. Alignment is left out: it adds little.
type measure struct {
	sizes types.Sizes
	known map[types.Type]uint64
}

func (m measure) of(t types.Type) uint64 {
	if size, ok := m.known[t]; ok {
		return size
	}
	m.known[t] = 0 // what contains itself does not compile
	var size uint64
	switch u := t.Underlying().(type) {
	case *types.Array:
		if u.Len() > 0 {
			size = times(uint64(u.Len()), m.of(u.Elem()))
		}
	case *types.Struct:
		for field := range u.Fields() {
			size = plus(size, m.of(field.Type()))
		}
	case *types.Basic:
		if u.Info()&types.IsUntyped == 0 && u.Kind() != types.Invalid {
			size = uint64(m.sizes.Sizeof(u))
		}
	case *types.Tuple, *types.Union: // no values have such a type
	case *types.Interface:
		if _, parameter := t.(*types.TypeParam); !parameter {
			size = uint64(m.sizes.Sizeof(u))
		}
	default:
		size = uint64(m.sizes.Sizeof(u))
	}
	m.known[t] = size
	return size
}

func plus(a, b uint64) uint64 {
	if sum, carry := bits.Add64(a, b, 0); carry == 0 {
		return sum
	}
	return math.MaxUint64
}

func times(a, b uint64) uint64 {
	if high, low := bits.Mul64(a, b); high == 0 {
		return low
	}
	return math.MaxUint64
}
