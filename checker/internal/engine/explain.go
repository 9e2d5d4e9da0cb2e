package engine

import (
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// explain says in plain words what one of the compiler's sentences means and what to do; it is
// empty for those that a beginner hardly meets.
func explain(said string, l syllabus.Lesson) course.Text {
	if m := strangeCharacter.FindStringSubmatch(said); m != nil {
		return aboutCharacter(m[1])
	}
	if m := undefinedName.FindStringSubmatch(said); m != nil {
		for _, p := range slices.Concat(l.Imports, syllabus.Everywhere) {
			if path.Base(p) == m[1] {
				return course.Say(
					"%s is a package: write import %q at the top of the file",
					"%s 是一个包：请在文件开头写上 import %q", m[1], p)
			}
		}
	}
	if strings.Contains(said, "expected 'package'") {
		return firstClause(l)
	}
	for _, e := range explanations {
		if at := e.said.FindStringSubmatchIndex(said); at != nil {
			return course.Text{
				En: string(e.said.ExpandString(nil, e.means.En, said, at)),
				Zh: string(e.said.ExpandString(nil, e.means.Zh, said, at))}
		}
	}
	return course.Text{}
}

var (
	strangeCharacter = regexp.MustCompile(`^invalid character U\+([0-9A-F]{4,6})`)
	undefinedName    = regexp.MustCompile(`^undefined: (\w+)$`)
)

// typed are the marks of Chinese and of word processors that Unicode knows no narrow form of.
var typed = map[rune]string{'“': `"`, '”': `"`, '‘': "'", '’': "'", '。': ".", '、': ",",
	'《': "<", '》': ">", '【': "[", '】': "]", '—': "-", '…': "..."}

// aboutCharacter explains a character that Go does not know, by its number.
func aboutCharacter(hex string) course.Text {
	n, _ := strconv.ParseInt(hex, 16, 32)
	r := rune(n)
	plain, known := typed[r]
	if k := width.LookupRune(r).Kind(); k == width.EastAsianFullwidth {
		plain, known = width.Narrow.String(string(r)), true
	}
	switch {
	case known:
		return course.Say(
			"'%c' looks like a mark typed with a Chinese input method: switch it off and type %s again; "+
				"look for more of the kind on this line",
			"「%c」像是用中文输入法打出来的：切换到英文输入，重新打一个 %s；这一行里可能还有别的", r, plain)
	case r == 0xFEFF || r == 0x3000 || !utf8.ValidRune(r) || !strconv.IsPrint(r):
		return course.Say(
			"a character that cannot be seen stands here, as they come along with pasted text: delete it and type a "+
				"space",
			"这里有一个看不见的字符，常常是粘贴时带进来的：删掉它，重新打一个空格")
	}
	return course.Say(
		"'%c' means nothing in Go outside of a text in quotation marks",
		"「%c」在 Go 里只能出现在引号里的文字中", r)
}

// explanations are for the sentences of the compiler that beginners meet, the special before
// the general. $1 is the first thing that the sentence names.
var explanations = []explanation{
	{regexp.MustCompile(`^declared and not used: (\S+)`), course.Say(
		"$1 gets a value here that nothing ever uses: use it, or delete it",
		"变量 $1 声明了，却没有用到：用上它，或者删掉它")},
	{regexp.MustCompile(`^"(.+)" imported (?:as \S+ )?and not used`), course.Say(
		"nothing in this file uses the package $1: delete the import",
		"这个文件没有用到包 $1：删掉这个 import")},
	{regexp.MustCompile(`^undefined: (\S+) \(but have (\w+)\)`), course.Say(
		"Go tells capitals from small letters: write $2",
		"Go 区分大小写：应当写 $2")},
	{regexp.MustCompile(`^undefined: (\w+)\.(\w+)`), course.Say(
		"the package $1 has nothing called $2: look at the spelling, and at capitals",
		"包 $1 里没有 $2：检查拼写和大小写")},
	{regexp.MustCompile(`^undefined: (\S+)`), course.Say(
		"there is nothing called $1 here: is it misspelt, not declared, or declared inside another pair of braces?",
		"这里没有叫 $1 的东西：是拼错了、没有声明，还是声明在另一对花括号里？")},
	{regexp.MustCompile(`^(\S+) undefined \(.*but does have (?:method|field) (\w+)`), course.Say(
		"Go tells capitals from small letters: write $2",
		"Go 区分大小写：应当写 $2")},
	{regexp.MustCompile(`^(\S+)\.(\w+) undefined \(type (.+) has no field or method`), course.Say(
		"a $3 has no $2: look at the spelling, or at what the type offers (go doc $3)",
		"$3 没有 $2：检查拼写，或者看看这个类型有什么（go doc $3）")},
	{regexp.MustCompile(`^cannot use (.+) \(.*\) as (.+) value in .+ does not implement .+` +
		`\(missing method (\w+)\)`), course.Say(
		"$1 is no $2: it has no method $3",
		"$1 不能当作 $2：它没有方法 $3")},
	{regexp.MustCompile(`^cannot use (.+?) (?:\(.*\) )?as (.+) value in`), course.Say(
		"a $2 is wanted here, and $1 is something else",
		"这里要的是 $2，而 $1 是别的类型")},
	{regexp.MustCompile(`\(mismatched types (.+) and (.+)\)$`), course.Say(
		"the two sides have different types, $1 and $2: convert one of them",
		"两边的类型不同，一边是 $1，一边是 $2：把其中一边转换成另一边的类型")},
	{regexp.MustCompile(`^missing return`), course.Say(
		"the function promises a result, and there is a way to its end without return",
		"函数声明了返回值，却有一条路走到结尾都没有 return")},
	{regexp.MustCompile(`^assignment mismatch: (\d+) variables? but .*returns? (\d+) values?`), course.Say(
		"the call returns $2 values: write as many variables, and _ for one that you do not need",
		"这个调用返回 $2 个值：左边要写同样多的变量，不需要的写 _")},
	{regexp.MustCompile(`^assignment mismatch: (\d+) variables? but (\d+)`), course.Say(
		"left of the = there is room for $1, and right of it there are $2",
		"等号左边有 $1 个变量，右边却有 $2 个值")},
	{regexp.MustCompile(`^multiple-value (.+) \(value of type`), course.Say(
		"$1 returns several values: take each into a variable first",
		"$1 返回好几个值：先用几个变量把它们接住")},
	{regexp.MustCompile(`^not enough arguments in call to (.+)`), course.Say(
		"the call of $1 lacks an argument: have is what you give, want is what it takes",
		"调用 $1 时少给了参数：have 是你给的，want 是它要的")},
	{regexp.MustCompile(`^too many arguments in call to (.+)`), course.Say(
		"the call of $1 has an argument too many: have is what you give, want is what it takes",
		"调用 $1 时多给了参数：have 是你给的，want 是它要的")},
	{regexp.MustCompile(`^not enough return values`), course.Say(
		"this return lacks a value: have is what you return, want is what the function promises",
		"return 的值不够：have 是你返回的，want 是函数声明要返回的")},
	{regexp.MustCompile(`^too many return values`), course.Say(
		"this return has a value too many: have is what you return, want is what the function promises",
		"return 的值多了：have 是你返回的，want 是函数声明要返回的")},
	{regexp.MustCompile(`is not used$`), course.Say(
		"this is worked out, and nothing is done with it: assign it, return it, or delete it",
		"这里算出了一个值，却没有用：赋给变量、return，或者删掉")},
	{regexp.MustCompile(`^no new variables on left side of :=`), course.Say(
		"all these variables exist already: write = instead of :=",
		"左边的变量都声明过了：去掉冒号，只写 =")},
	{regexp.MustCompile(`^(\S+) redeclared in this block`), course.Say(
		"$1 is declared twice: rename or delete one of them",
		"$1 声明了两次：改掉其中一个的名字，或者删掉一个")},
	{regexp.MustCompile(`^non-boolean condition in`), course.Say(
		"a condition must be true or false: compare it with something, as in x != 0",
		"条件必须是真或假：要和什么比较一下，例如 x != 0")},
	{regexp.MustCompile(`^expression in (go|defer) must be function call`), course.Say(
		"after $1 there must be a call: add the parentheses, as in f()",
		"$1 后面必须是一次调用：补上括号，例如 f()")},
	{regexp.MustCompile(`^package (\S+) is not in std`), course.Say(
		"the standard library has no package $1: look at the spelling",
		"标准库里没有 $1 这个包：检查拼写")},
	{regexp.MustCompile(`^no required module provides package (\S+?);?( |$)`), course.Say(
		"only packages of the standard library can be imported here, and $1 is not one of them",
		"这里只能 import 标准库的包，$1 不是")},
	{regexp.MustCompile(`^newline in string|^string not terminated`), course.Say(
		"a quotation mark is missing: the text goes on to the end of the line",
		"少了一个引号：这段文字一直延续到了行尾")},
	{regexp.MustCompile(`^more than one character in rune literal`), course.Say(
		`text stands between ", not between '`,
		`文字要放在 " 之间，不是 ' 之间`)},
	{regexp.MustCompile(`^syntax error: non-declaration statement outside function body`), course.Say(
		"outside of functions a line begins with func, var, const, type or import; := and calls "+
			"belong inside. Perhaps a } too many ended the function before",
		"函数外面的每一行都要以 func、var、const、type 或 import 开头；:= 和调用要写在函数里面。也可能是前面多了一个 }，函数提前结束了")},
	{regexp.MustCompile(`^syntax error: unexpected (?:semicolon or )?newline.*(?:before|expected) \{`), course.Say(
		"the { must stand on the same line, not on the next",
		"{ 必须写在同一行末尾，不能另起一行")},
	{regexp.MustCompile(`^syntax error: unexpected newline in (?:argument|parameter|composite)`), course.Say(
		"a list that goes on over several lines wants a comma at the end of each, the last included",
		"分成几行写的列表，每一行末尾都要有逗号，最后一行也一样")},
	{regexp.MustCompile(`^syntax error: unexpected keyword else`), course.Say(
		"else must stand on the same line as the } before it: } else {",
		"else 要和前面的 } 写在同一行：} else {")},
	{regexp.MustCompile(`^syntax error: unexpected EOF`), course.Say(
		"the file ends too early: somewhere a } or ) is missing",
		"文件结束得太早：前面某处少了 } 或 )")},
	{regexp.MustCompile(`^syntax error: unexpected name (\S+), expected \(`), course.Say(
		"no function can be declared inside of another: a } is missing before, or write $1 := func(…)",
		"函数里面不能再声明函数：可能前面少了一个 }，也可以写成 $1 := func(…)")},
	{regexp.MustCompile(`^syntax error: unexpected (.+?)(?:, expected| at | in | after |$)`), course.Say(
		"Go cannot read on at $1: something is missing or too much just before, a bracket, a comma, an operator",
		"读到 $1 就读不下去了：前面少了或多了什么，例如括号、逗号、运算符")},
}

// explanation is what a sentence of the compiler's means.
type explanation struct {
	said  *regexp.Regexp
	means course.Text
}
