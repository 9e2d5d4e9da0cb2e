package gate

import (
	"strings"

	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// The rules' ids. They stand in results and stay as they are.
const (
	ruleLength    = "length"           // longer than syllabus.MaxFile
	ruleText      = "text"             // not UTF-8 text
	rulePackage   = "package-name"     // another package's name
	ruleImport    = "import"           // a package that the lesson does not open
	ruleForm      = "import-form"      // import . or import _
	ruleDirective = "directive"        // an order to the compiler in a comment
	ruleInit      = "init"             // func init
	ruleStart     = "start-up"         // work while the program starts
	ruleBody      = "no-body"          // a function without a body
	ruleMember    = "member"           // a part of an open package that is closed
	ruleVariable  = "foreign-variable" // another package's variable
	ruleNesting   = "nesting"          // nested too deeply
	ruleSize      = "size"             // more declarations or instances than are checked
	ruleBeyond    = "beyond-checking"  // more than the type checker can do
)

// set is a set of names, written with spaces between them.
func set(names string) map[string]bool {
	s := map[string]bool{}
	for _, name := range strings.Fields(names) {
		s[name] = true
	}
	return s
}

// everywhere are the packages that every lesson opens.
var everywhere = set(strings.Join(syllabus.Everywhere, " "))

// never are packages that no lesson can open, whatever lesson.toml says: they step around the
// language, start programs, or are what the specs are made of. A path ending in / is all that
// lies below it.
var never = []string{
	"C", "reflect", "plugin", "embed", "expvar", "flag", "testing", "testing/", "os/",
	"net/http", "net/http/", "net/rpc", "net/rpc/", "runtime/", "debug/", "go/",
	"text/template", "html/template", "internal/",
	"golang.org/x/", "github.com/onsi/",
	"handshake/",
}

// vocabulary is the one package of the course that a lesson may open. It only names things.
const vocabulary = "handshake/tcp"

// isNever reports whether path is closed to every lesson.
func isNever(path string) bool {
	if everywhere[path] || path == vocabulary {
		return false
	}
	for _, n := range never {
		if path == n || strings.HasSuffix(n, "/") && strings.HasPrefix(path, n) {
			return true
		}
	}
	return false
}

// only names, for packages that hold much besides what a lesson needs, the functions, types
// and variables that are open. Their constants are open as well, and the methods and fields
// of what can be reached.
var only = map[string]map[string]bool{
	"os": set(`
		ErrInvalid ErrPermission ErrExist ErrNotExist ErrClosed ErrNoDeadline ErrDeadlineExceeded ErrProcessDone
		PathError SyscallError LinkError NewSyscallError IsTimeout IsExist IsNotExist IsPermission File Getpid
		Stdout Stderr`),
	"syscall":       set("Errno Signal RawConn Conn SetsockoptInt"),
	"unsafe":        set("Sizeof Alignof Offsetof"),
	"runtime":       set("Gosched NumGoroutine NumCPU KeepAlive Version Error TypeAssertionError PanicNilError"),
	"runtime/debug": set("PrintStack Stack"),
	"log": set(`
		Logger New Print Printf Println Panic Panicf Panicln Flags Prefix SetFlags SetPrefix SetOutput`),
	"log/slog": set(`
		Debug DebugContext Error ErrorContext Info InfoContext Warn WarnContext Log LogAttrs With Default New Attr
		Any Bool Duration Float64 Group GroupAttrs Int Int64 String Time Uint64 Handler DiscardHandler
		HandlerOptions TextHandler JSONHandler NewTextHandler NewJSONHandler MultiHandler NewMultiHandler Kind Level
		LevelVar Leveler LogValuer Logger Record Value AnyValue BoolValue DurationValue Float64Value GroupValue
		Int64Value IntValue StringValue TimeValue Uint64Value`),
}

// closed are single members of packages that are open otherwise: they end the program, read
// the channel to the checker, or show which spec is calling.
var closed = set(`
	fmt.Scan fmt.Scanf fmt.Scanln log.Logger.Fatal log.Logger.Fatalf log.Logger.Fatalln log.Logger.Output
	log.Logger.Writer log/slog.Record.PC log/slog.Record.Source`)

// instead says what to use in place of a member that many would think of.
var instead = map[string]course.Text{
	"os.Exit":            {En: "return an error and let the caller decide", Zh: "请返回错误，要不要结束由调用者决定"},
	"log.Fatal":          {En: "return an error and let the caller decide", Zh: "请返回错误，要不要结束由调用者决定"},
	"log.Fatalf":         {En: "return an error and let the caller decide", Zh: "请返回错误，要不要结束由调用者决定"},
	"log.Fatalln":        {En: "return an error and let the caller decide", Zh: "请返回错误，要不要结束由调用者决定"},
	"log.Logger.Fatal":   {En: "return an error and let the caller decide", Zh: "请返回错误，要不要结束由调用者决定"},
	"log.Logger.Fatalf":  {En: "return an error and let the caller decide", Zh: "请返回错误，要不要结束由调用者决定"},
	"log.Logger.Fatalln": {En: "return an error and let the caller decide", Zh: "请返回错误，要不要结束由调用者决定"},
	"runtime.Goexit":     {En: "return from the function", Zh: "请直接从函数返回"},
	"log.SetOutput":      {En: "make a logger of your own with log.New", Zh: "请用 log.New 另建一个自己的日志器"},
	"log.Default":        {En: "make a logger of your own with log.New", Zh: "请用 log.New 另建一个自己的日志器"},
	"log.Writer":         {En: "keep the writer that you gave to log.New", Zh: "请自己保存传给 log.New 的那个 writer"},
	"log.Logger.Writer":  {En: "keep the writer that you gave to log.New", Zh: "请自己保存传给 log.New 的那个 writer"},
	"log/slog.SetDefault": {
		En: "pass your own *slog.Logger to those who need it", Zh: "请把自己的 *slog.Logger 传给要用的人"},
	"fmt.Scan":   {En: "read from the connection", Zh: "请从连接读取"},
	"fmt.Scanf":  {En: "read from the connection", Zh: "请从连接读取"},
	"fmt.Scanln": {En: "read from the connection", Zh: "请从连接读取"},
	"os.Stdin":   {En: "read from the connection", Zh: "请从连接读取"},
	"syscall.SetsockoptInt": {
		En: "Go sets SO_REUSEADDR on listeners by itself; if you do it once more, then with int(fd) inside the " +
			"function that RawConn.Control calls",
		Zh: "Go 会自动给监听套接字设 SO_REUSEADDR；要再设一遍，请在传给 RawConn.Control 的函数里直接用 int(fd)"},
	"runtime/debug.Stack": {
		En: "print it at once, as log.Printf(\"%s\", debug.Stack()) or debug.PrintStack does",
		Zh: "请直接打印出来，比如 log.Printf(\"%s\", debug.Stack())，或者用 debug.PrintStack"},
}

// readable are variables of pointer type that may be passed about all the same: what they
// point to offers no way to be changed but one, a store through the pointer, and that is
// refused by itself.
var readable = set(`
	time.UTC time.Local encoding/base64.StdEncoding encoding/base64.URLEncoding encoding/base64.RawStdEncoding
	encoding/base64.RawURLEncoding`)

// shared are types of which the whole program has one value within reach: a store through a
// pointer to one would change it for everybody.
var shared = set("time.Location log.Logger log/slog.Logger net.Resolver os.File encoding/base64.Encoding")

// outlets are the functions that write to what they are given and show it to nobody.
var outlets = set(`
	fmt.Fprint fmt.Fprintf fmt.Fprintln io.WriteString io.MultiWriter io.TeeReader log.New log.SetOutput
	log.Logger.SetOutput log/slog.NewTextHandler log/slog.NewJSONHandler text/tabwriter.NewWriter
	encoding/hex.Dumper`)

// printers print where only a person reads it: whoever writes an answer can turn neither away.
var printers = set(`
	fmt.Print fmt.Printf fmt.Println log.Print log.Printf log.Println log/slog.Debug log/slog.Info log/slog.Warn
	log/slog.Error`)

// quiet are the functions that may run while the program starts, besides those of the packages
// that are open everywhere.
var quiet = set(`
	net.IPv4 net.ParseIP net.ParseCIDR net.ParseMAC net.IPv4Mask net.CIDRMask net.JoinHostPort net.SplitHostPort
	net.TCPAddrFromAddrPort net.ResolveTCPAddr net/textproto.CanonicalMIMEHeaderKey net/textproto.TrimBytes
	net/textproto.TrimString`)

// loud are the exceptions: they wait, or run something later. A name that ends in a dot is a type
// with all its methods.
var loud = set(`
	time.Sleep time.After time.AfterFunc time.Tick time.NewTimer time.NewTicker sync.WaitGroup.Go
	sync.WaitGroup.Wait sync.Cond.Wait context.AfterFunc iter.Pull iter.Pull2 net.Dialer. net.ListenConfig.
	net.Resolver.`)

// called are the methods that the packages which are open everywhere, and those below them, call
// through interfaces.
var called = set(`
	AfterFunc Align AppendBinary AppendText AppendUint16 AppendUint32 AppendUint64 As AssignableTo Bits BlockSize
	Bytes CanSeq CanSeq2 ChanDir Chdir Clone Close Comparable Control ConvertibleTo CryptBlocks Deadline Decapsulate
	Decrypt Done Elem Enabled Encapsulate Encapsulator Encrypt Err Error F Field FieldAlign FieldByIndex FieldByName
	FieldByNameFunc Fields Flag Format Getenv Glob GoString Handle HashFunc Implements In Info Ins Int63 Is IsDir
	IsVariadic IsZero Key Kind Len Less Level Lock LogValue Lstat M MarshalBinary MarshalJSON MarshalText Method
	MethodByName Methods ModTime Mode Name Network NewCBCDecrypter NewCBCEncrypter NewCTR NewGCM NonceSize NumField
	NumIn NumMethod NumOut Open Out Outs OverflowComplex OverflowFloat OverflowInt OverflowUint Overhead PkgPath
	PollFD Pop Precision Public Push PutUint16 PutUint32 PutUint64 Read ReadAt ReadByte ReadDir ReadFile ReadFrom
	ReadLink ReadRune Replace Reset RuntimeError Scan Seal Seed Seek Sign SignMessage Signal Size SkipSpace Stat
	String Sub Sum Sum32 Sum64 Swap Sys SyscallConn Timeout Token Type Uint16 Uint32 Uint64 Unlock UnmarshalBinary
	UnmarshalJSON UnmarshalText UnreadByte UnreadRune Unwrap Value Width WithAttrs WithGroup Write WriteAt WriteByte
	WriteString WriteTo XORKeyStream`)

// keepers keep the functions that they are given, and run them when they are asked to.
var keepers = set("sync.OnceFunc sync.OnceValue sync.OnceValues")

// breach is a way to break a rule.
type breach struct {
	rule string
	text course.Text
}

// why is the text with its values. Those from a student's source are shown in a length that a
// person reads.
func (b breach) why(values ...any) course.Text {
	var do course.Text
	for i, v := range values {
		if name, is := v.(string); is {
			do, values[i] = instead[name], brief(name)
		}
	}
	text := course.Say(b.text.En, b.text.Zh, values...)
	if b.rule == ruleMember && do.En != "" {
		return course.Say("%s; %s", "%s；%s", text, do)
	}
	return text
}

// What breaks the rules, and what is told of it.
var (
	tooLong = breach{ruleLength, course.Text{
		En: "the file is larger than %d KiB, more than a lesson's answer can need: leave out what is not source",
		Zh: "文件超过 %d KiB，一课的答案用不着这么大：请去掉不是源代码的内容"}}
	notText = breach{ruleText, course.Text{
		En: "this line is not UTF-8 text, and the compiler would not take it: save the file as UTF-8",
		Zh: "这一行不是 UTF-8 文本，编译器不会接受：请把文件存为 UTF-8 编码"}}
	otherPackage = breach{rulePackage, course.Text{
		En: "package %s is not this lesson's, and the specs would not find it: write package %s",
		Zh: "本课的包不叫 %s，测试会找不到它：请写 package %s"}}
	closedImport = breach{ruleImport, course.Text{
		En: "this lesson does not open package %s: besides packages that only compute, such as strings and slices, " +
			"it opens those that lesson.toml lists under imports",
		Zh: "本课不开放 %s 包：strings、slices 这类只做计算的包都能用，此外只开放 lesson.toml 的 imports 里列出的包"}}
	dotImport = breach{ruleForm, course.Text{
		En: "import . hides which names come from %s: import it by its name",
		Zh: "import . 让人看不出哪些名字来自 %s：请按包名导入"}}
	blankImport = breach{ruleForm, course.Text{
		En: "import _ runs code of %s and uses nothing of it: leave it out",
		Zh: "import _ 只是为了让 %s 的代码运行，并没有用到它：请去掉"}}
	directive = breach{ruleDirective, course.Text{
		En: "%s is an order to the compiler, which could hide or replace code: remove it, or put a space after // " +
			"if it is a remark",
		Zh: "%s 是给编译器的指令，可以用来隐藏或替换代码：请删去；如果只是注释，就在 // 后面加一个空格"}}
	hasInit = breach{ruleInit, course.Text{
		En: "init runs before the first spec, where nobody asked for it: do the work in the function that needs it",
		Zh: "init 在第一条测试之前就会运行，没有人要求它这样做：请把这些事放到用得着的函数里"}}
	atStart = breach{ruleStart, course.Text{
		En: "this runs %s while the program starts, before the first spec: do it in the function that needs it",
		Zh: "这里会在程序启动时、第一条测试之前运行 %s：请放到用得着它的函数里"}}
	noBody = breach{ruleBody, course.Text{
		En: "func %s has no body, so its code would come from elsewhere: write it here",
		Zh: "函数 %s 没有函数体，它的代码就要来自别处：请在这里写出来"}}
	closedMember = breach{ruleMember, course.Text{
		En: "%s is closed: it reaches beyond the task, to the test program or the system around it",
		Zh: "%s 不开放：它伸到了题目之外，会碰到测试程序或周围的系统"}}
	foreignWrite = breach{ruleVariable, course.Text{
		En: "%s belongs to the whole program, and changing it would change it for everybody: use a variable of " +
			"your own",
		Zh: "%s 属于整个程序，改了它，所有人都受影响：请用你自己的变量"}}
	foreignHold = breach{ruleVariable, course.Text{
		En: "code that holds %s can change it for the whole program: make a value of your own",
		Zh: "谁拿到 %s，谁就能替整个程序改掉它：请另建一个自己的值"}}
	outletUse = breach{ruleVariable, course.Text{
		En: "%s belongs to the test program: print with it, as fmt.Fprintln(%[1]s, …) does, or hand it on as an " +
			"io.Writer, and as nothing else",
		Zh: "%s 属于测试程序：可以像 fmt.Fprintln(%[1]s, …) 那样用它打印，也可以当作 io.Writer 传下去，不能另作他用"}}
	outletAssertion = breach{ruleVariable, course.Text{
		En: "these files hand os.Stdout or os.Stderr about as an io.Writer, and %s could make more of it than " +
			"that: print with fmt.Fprintln or a logger instead, or leave out the assertion",
		Zh: "这些文件把 os.Stdout 或 os.Stderr 当作 io.Writer 传来传去，而断言成 %s 就能拿它做别的事：请改用 " +
			"fmt.Fprintln 或日志器打印，或者去掉这个断言"}}
	tooDeep = breach{ruleNesting, course.Text{
		En: "this is nested more than %d levels deep, and the compiler could choke on it: split it up",
		Zh: "这里嵌套超过了 %d 层，编译器会吃不消：请拆开来写"}}
	tooMany = breach{ruleSize, course.Text{
		En: "from here on it is too much to be checked (at most %d declarations, or fields or cases of one kind): " +
			"leave out what the task does not need",
		Zh: "到这里为止已经多得无法检查（声明最多 %d 个，一处的字段或分支也是）：请去掉题目用不着的内容"}}
	tooManyInstances = breach{ruleSize, course.Text{
		En: "the generic functions and types of these files multiply each other into too much to compile: write " +
			"them without doubling",
		Zh: "这些文件里的泛型函数和类型彼此相乘，多得无法编译：请不要这样成倍地嵌套"}}
	beyondChecking = breach{ruleBeyond, course.Text{
		En: "these files are more than the type checker can do, so nobody can tell what they would do: write them " +
			"more simply",
		Zh: "类型检查器应付不了这些文件，也就无法知道它们会做什么：请写得简单一些"}}
)

// brief is a name from a student's source in a length that a person reads.
func brief(s string) string {
	const most = 60
	if runes := []rune(s); len(runes) > most {
		s = string(runes[:most]) + "…"
	}
	return printable(s)
}
