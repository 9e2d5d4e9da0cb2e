package gate

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"
)

// What generic code may become, once the compiler has written out every instance of it.
const (
	maxInstantiated = 200_000 // pieces of syntax
	perInstance     = 100     // pieces that an instance costs besides its own
	maxArguments    = 4 << 10 // characters of the type arguments of one
)

// instances refuses generic code that instantiates itself into more than the compiler can write
// out: each function two others, or itself with its types in every order.
func (c *check) instances() {
	g := &generics{check: c, code: map[types.Object][]*template{}, seen: map[string]bool{}}
	for _, f := range c.syntax {
		for _, d := range f.Decls {
			g.declare(d)
		}
	}
	for _, t := range g.plain {
		g.instantiate(t, nil)
	}
	for len(g.due) > 0 && g.size <= maxInstantiated {
		next := g.due[len(g.due)-1]
		g.due = g.due[:len(g.due)-1]
		for _, t := range g.code[next.obj] {
			g.instantiate(t, next.args)
		}
	}
	if g.size > maxInstantiated {
		c.refuse(g.last.Pos(), tooManyInstances)
	}
}

// generics follows instances to the instances that they need.
type generics struct {
	*check
	code  map[types.Object][]*template // of generic functions, and of types with their methods
	plain []*template                  // code that is not generic
	due   []instance
	seen  map[string]bool
	size  int
	last  ast.Node
}

// template is code that may be generic.
type template struct {
	node       ast.Node
	size       int
	parameters *types.TypeParamList
	needs      []*ast.Ident // what is instantiated in it
}

// instance is a generic function or type with its arguments, each spelled out.
type instance struct {
	obj  types.Object
	args []string
}

// declare notes the code of a declaration.
func (g *generics) declare(d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		f, ok := g.info.Defs[d.Name].(*types.Func)
		if !ok {
			return
		}
		if recv := f.Signature().RecvTypeParams(); recv.Len() > 0 {
			if named, ok := types.Unalias(pointed(f.Signature().Recv().Type())).(*types.Named); ok {
				g.add(named.Obj(), d, recv)
			}
			return
		}
		g.add(f, d, f.Signature().TypeParams())
	case *ast.GenDecl:
		for _, s := range d.Specs {
			if spec, ok := s.(*ast.TypeSpec); ok && spec.TypeParams != nil {
				obj := g.info.Defs[spec.Name]
				if t, ok := obj.Type().(interface{ TypeParams() *types.TypeParamList }); ok {
					g.add(obj, spec, t.TypeParams())
				}
				continue
			}
			g.add(nil, s, nil)
		}
	}
}

// pointed is what t points to, or t.
func pointed(t types.Type) types.Type {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

func (g *generics) add(obj types.Object, n ast.Node, parameters *types.TypeParamList) {
	t := &template{node: n, parameters: parameters}
	ast.Inspect(n, func(n ast.Node) bool {
		if n != nil {
			t.size++
		}
		if id, ok := n.(*ast.Ident); ok && g.info.Instances[id].TypeArgs != nil {
			t.needs = append(t.needs, id)
		}
		return true
	})
	if parameters.Len() == 0 {
		g.plain = append(g.plain, t)
		return
	}
	g.code[obj] = append(g.code[obj], t)
}

// instantiate notes what t needs when it is given these arguments.
func (g *generics) instantiate(t *template, args []string) {
	spell := speller{own: g.own, parameters: map[*types.TypeParam]string{}, within: strings.Join(args, ",")}
	for p := range t.parameters.TypeParams() {
		if p.Index() < len(args) {
			spell.parameters[p] = args[p.Index()]
		}
	}
	if len(args) > 0 {
		g.size += t.size
	}
	for _, id := range t.needs {
		need := instance{obj: g.info.Uses[id]}
		length := 0
		for arg := range g.info.Instances[id].TypeArgs.Types() {
			spell.text.Reset()
			spell.write(arg)
			need.args = append(need.args, spell.text.String())
			length += spell.text.Len()
		}
		key := fmt.Sprintf("%p[%s]", need.obj, strings.Join(need.args, ","))
		if g.seen[key] {
			continue
		}
		g.seen[key] = true
		g.due, g.last = append(g.due, need), id
		g.size += perInstance
		if length > maxArguments {
			g.size = maxInstantiated + 1
			return
		}
	}
}

// speller writes types out, so that different ones are written differently.
type speller struct {
	own        map[*types.Package]bool
	parameters map[*types.TypeParam]string
	within     string // the arguments of the code around, on which the types declared in it depend
	text       strings.Builder
}

func (s *speller) put(format string, args ...any) { fmt.Fprintf(&s.text, format, args...) }

func (s *speller) write(t types.Type) {
	if s.text.Len() > maxArguments {
		return
	}
	switch t := types.Unalias(t).(type) {
	case *types.TypeParam:
		s.put("%s", s.parameters[t])
	case *types.Named:
		s.put("%p", t.Obj())
		if obj := t.Obj(); s.own[obj.Pkg()] && !isMember(obj) {
			s.put("{%s}", s.within)
		}
		s.list("[]", t.TypeArgs().Len(), func(i int) { s.write(t.TypeArgs().At(i)) })
	case *types.Pointer:
		s.put("*")
		s.write(t.Elem())
	case *types.Slice:
		s.put("[]")
		s.write(t.Elem())
	case *types.Array:
		s.put("[%d]", t.Len())
		s.write(t.Elem())
	case *types.Chan:
		s.put("chan %d ", t.Dir())
		s.write(t.Elem())
	case *types.Map:
		s.put("map[")
		s.write(t.Key())
		s.put("]")
		s.write(t.Elem())
	case *types.Tuple:
		s.list("()", t.Len(), func(i int) { s.write(t.At(i).Type()) })
	case *types.Signature:
		s.put("func %v", t.Variadic())
		s.write(t.Params())
		s.write(t.Results())
	case *types.Struct:
		s.list("{}", t.NumFields(), func(i int) {
			s.put("%s %q ", t.Field(i).Name(), t.Tag(i))
			s.write(t.Field(i).Type())
		})
	case *types.Interface:
		s.list("{}", t.NumMethods(), func(i int) {
			s.put("%s", t.Method(i).Name())
			s.write(t.Method(i).Type())
		})
	default:
		s.put("%v", t)
	}
}

// list writes n things between brackets.
func (s *speller) list(brackets string, n int, each func(int)) {
	s.put("%s", brackets[:1])
	for i := range n {
		each(i)
		s.put(",")
	}
	s.put("%s", brackets[1:])
}
