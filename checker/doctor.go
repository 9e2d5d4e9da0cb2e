package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"handshake/checker/internal/engine"
	"handshake/checker/internal/grading"
	"handshake/checker/internal/screen"
	"handshake/checker/internal/toolchain"
	"handshake/internal/course"
)

func (a *app) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: a.say("look whether this machine has what the course needs", "检查这台机器是否具备课程所需的一切"),
		Args:  a.takes(0, 0, course.Text{}),
		RunE:  func(cmd *cobra.Command, _ []string) error { return a.doctor(cmd.Context()) },
	}
}

// finding is one thing that the course needs or can use.
type finding struct {
	what   course.Text
	detail string
	ok     bool
	needed bool // without it nothing works
	mend   course.Text
}

func (a *app) doctor(ctx context.Context) error {
	p := screen.Stdout(a.lang).Printer
	healthy := true
	for _, f := range append(examine(ctx, a.root), confinement(ctx)...) {
		mark, tone := "✓", course.Right
		if !f.ok {
			mark, tone = "–", course.Waiting
			if f.needed {
				mark, tone, healthy = "✗", course.Wrong, false
			}
		}
		fmt.Fprintf(p.Out, "%s %s  %s\n", p.Paint(tone, mark), f.what.In(a.lang), p.Paint(course.Faint, f.detail))
		if !f.ok {
			p.Say(course.Plain, 4, f.mend)
		}
	}
	if !healthy {
		return course.Fail(nil, "something the course needs is missing, see above", "缺少课程必需的东西，见上")
	}
	return nil
}

func examine(ctx context.Context, root string) []finding {
	version, goErr := exec.CommandContext(ctx, "go", "version").Output()
	git, gitErr := exec.CommandContext(ctx, "git", "--version").Output()
	mk, makeErr := exec.CommandContext(ctx, "make", "--version").Output()
	makeLine, _, _ := strings.Cut(string(mk), "\n")
	cache, cacheErr := engine.CacheDir()
	v4, v4Err := loopback("127.0.0.1:0")
	v6, v6Err := loopback("[::1]:0")

	return []finding{
		{
			what: course.Say("Go", "Go"), detail: strings.TrimSpace(string(version)), ok: goErr == nil, needed: true,
			mend: course.Say(
				"install Go from https://go.dev/dl/ and open a new terminal",
				"从 https://go.dev/dl/ 安装 Go，再打开一个新的终端"),
		}, {
			what: course.Say("course", "课程目录"), detail: root, ok: true, needed: true,
		}, {
			what: course.Say("cache folder", "缓存目录"), detail: cache, ok: cacheErr == nil, needed: true,
			mend: course.Say("the checker must be able to write there: %v", "检查器需要写入权限：%v", cacheErr),
		}, {
			what: course.Say("TCP over IPv4 loopback", "IPv4 回环上的 TCP"), detail: v4, ok: v4Err == nil, needed: true,
			mend: course.Say("a firewall or sandbox is in the way: %v", "被防火墙或沙箱挡住了：%v", v4Err),
		}, {
			what: course.Say("TCP over IPv6 loopback", "IPv6 回环上的 TCP"), detail: v6, ok: v6Err == nil,
			mend: course.Say("not needed; the lessons use IPv4", "不是必需的，各课用的是 IPv4"),
		}, {
			what: course.Say("race detector", "竞态检测器"), detail: runtime.GOOS + "/" + runtime.GOARCH,
			ok: toolchain.RaceDetector(ctx),
			mend: course.Say(
				"install a C compiler (gcc or clang) to have data races found; everything else works without",
				"装上 C 编译器（gcc 或 clang）才能发现数据竞争；其他功能不受影响"),
		}, {
			what: course.Say("git", "git"), detail: strings.TrimSpace(string(git)), ok: gitErr == nil,
			mend: course.Say("install git to restore lesson files you want to start over", "装上 git，才能把改乱的课程文件恢复原样"),
		}, {
			what: course.Say("make", "make"), detail: makeLine, ok: makeErr == nil,
			mend: course.Say(
				"without make, type `go run ./checker check` instead of `make check`",
				"没有 make，就用 `go run ./checker check` 代替 `make check`"),
		}, {
			what: course.Say("language", "语言"), detail: string(course.EnvLang(os.Getenv)), ok: true,
		},
	}
}

// confinement tries the sandbox that grading needs, layer by layer.
func confinement(ctx context.Context) (found []finding) {
	name := course.Say("sandbox for grading", "评分用的沙箱")
	dir, err := engine.CacheDir()
	if err != nil {
		return nil // said above
	}
	for _, m := range grading.Probe(ctx, dir) {
		found = append(found, finding{
			what: name, detail: string(m.Layer), mend: course.Say("%s; %s", "%s；%s", m.Why, m.Remedy),
		})
	}
	if found == nil {
		found = []finding{{what: name, ok: true}}
	}
	return found
}

// loopback makes one real connection to itself.
func loopback(addr string) (string, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return "", err
	}
	defer ln.Close()
	conn, err := net.Dial("tcp", ln.Addr().String())
	if err != nil {
		return "", err
	}
	defer conn.Close()
	return conn.LocalAddr().String() + " → " + conn.RemoteAddr().String(), nil
}
