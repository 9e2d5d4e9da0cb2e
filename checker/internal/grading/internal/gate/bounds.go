package gate

import (
	"go/ast"
	"go/token"
)

// What source may cost those who check it. Honest answers stay far below. What grows only when it is
// written out is left to the limits of the process that checks, and of the compiler.
const (
	maxDepth   = 1000   // levels of nesting; a chain of + or of else if counts each link
	maxNodes   = 50_000 // pieces of syntax in an answer; 3000 lines are about so many
	maxMembers = 500    // functions, variables and types of a package, and entries of one list of fields or cases
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
	}
}

// crowded is where an answer has more of something than the type checker, which compares many
// things with each other, gets through in good time; or NoPos.
func (c *check) crowded() (crowd token.Pos) {
	nodes, members := 0, 0
	for i, f := range c.syntax {
		if i > 0 && c.files[i].lesson.Name != c.files[i-1].lesson.Name {
			nodes, members = 0, 0
		}
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
