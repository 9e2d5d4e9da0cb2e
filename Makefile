# The front door. Every target is one line that calls the checker or go. `make help` prints
# what stands here behind en or zh, before anything can be built.
#
#en make check        the next unfinished lesson; LESSON=03 for one, =all for all
#zh make check        评判下一课未完成的；LESSON=03 指定一课，LESSON=all 全部课程
#en                   FULL=1 shows every broken promise whole
#zh                   FULL=1 把没做到的每一条都完整列出
#en make hint         a hint for the first broken promise; LESSON=03/closed for one
#zh make hint         给第一条没做到的一个提示；LESSON=03/closed 指定一条
#en make demo         the original conversation; DEMO=chat, DEMO=restart: part 2
#zh make demo         演示最初的那段对话；DEMO=chat、DEMO=restart 演示第二部分
#en make try          your own functions at work; LESSON=03 for one lesson's
#zh make try          看你自己写的函数干活；LESSON=03 指定一课
#en make doctor       does this machine have what the course needs?
#zh make doctor       检查这台机器是否具备课程所需的一切
#en make grade        mark a class: IN=submissions OUT=marks LESSONS=1-3
#zh make grade        给全班评分：IN=submissions OUT=marks LESSONS=1-3
#en make new          begin a lesson as an author: LESSON=13-demo
#zh make new          作者新开一课：LESSON=13-demo
#en make verify       prove a lesson as an author: LESSON=03; make soak: 100 times
#zh make verify       作者验证一课：LESSON=03；make soak 重复一百遍
#en make mutants      does every small change of a solution fail? LESSON=03
#en                   RIGHT=1 asks it of the unusual right answers, too
#zh make mutants      参考答案的每处微小改动都会失败吗？LESSON=03
#zh                   RIGHT=1 连另类的正确答案也一起问
#en make test         prove that the course is true; make prove takes longer,
#en                   make prove TIMES=10 a night
#zh make test         证明课程无误；make prove 证明得更久，
#zh                   make prove TIMES=10 跑一整夜
#en make prove-busy   that verdicts stay the same on a busy machine; ROUNDS=20
#zh make prove-busy   证明机器再忙，裁决也不变；ROUNDS=20 遍
#en make lint         what the compiler does not see, for Linux, macOS and Windows
#zh make lint         编译器看不出的问题，Linux、macOS、Windows 都查
#en make bench-check  how fast a check is; also make bench-grade, make bench-server
#zh make bench-check  一次检查有多快；还有 make bench-grade、make bench-server
#en make help         this list. COURSE_LANG=zh make help says it in Chinese
#zh make help         显示这张表。COURSE_LANG=en make help 显示英文

LESSON ?=
LESSONS ?= $(LESSON)
FULL   ?=
RIGHT  ?=
DEMO   ?=
IN     ?= checker/testdata/class
OUT    ?= marks
TIMES  ?= 1
ROUNDS ?= 20
CHECKER = .bin/checker

# The first of these that is set decides, for the checker too.
SPOKEN = $(if $(filter zh% ZH%,$(firstword $(COURSE_LANG) $(LC_ALL) $(LC_MESSAGES) $(LANG))),zh,en)

.PHONY: check hint demo try grade doctor help test prove prove-busy verify soak mutants new bench-server bench-check bench-grade lint
.DEFAULT_GOAL := check

# A verdict that has been told is no failure of make's: below it there shall be no "Error 1".
# What is broken (2) still is. Scripts ask the checker itself, which returns 1.
check: $(CHECKER)
	@$(CHECKER) check $(if $(FULL),--full) $(subst \,/,$(LESSON)) || test $$? -eq 1

hint: $(CHECKER)
	@$(CHECKER) hint $(subst \,/,$(LESSON))

help:
	@sed -n 's/^#$(SPOKEN) //p' $(firstword $(MAKEFILE_LIST))

# Whatever else is typed.
no-target-en = ✗ there is no target $@; there are:
no-target-zh = ✗ 没有 $@ 这个目标；现有的是：
.DEFAULT:
	@echo "$(no-target-$(SPOKEN))"
	@$(MAKE) --no-print-directory -f $(firstword $(MAKEFILE_LIST)) help
	@exit 2

demo: $(CHECKER)
	@$(CHECKER) demo $(DEMO)

# What the program has said is no failure of make's.
try: $(CHECKER)
	@$(CHECKER) try $(LESSON) || test $$? -eq 1

doctor: $(CHECKER)
	@$(CHECKER) doctor

# A class: make grade IN=submissions OUT=marks LESSONS=1-3
grade: $(CHECKER)
	@$(CHECKER) grade $(if $(IN),"$(IN)") --out "$(OUT)" $(if $(LESSONS),--lessons "$(LESSONS)")

# That the course is true: the four verdicts on every lesson, the checker, the book. Minutes.
test: $(CHECKER)
	@$(CHECKER) prove

# What only repetition proves, for longer. A night of it: make prove TIMES=10
prove: $(CHECKER)
	@$(CHECKER) prove --long --times $(TIMES)

# That no verdict depends on how busy the machine is; hours of it.
prove-busy: $(CHECKER)
	@$(CHECKER) verify --busy --rounds $(ROUNDS) $(LESSON)

new: $(CHECKER)
	@$(CHECKER) new $(LESSON)

verify: $(CHECKER)
	@$(CHECKER) verify $(LESSON)

mutants: $(CHECKER)
	@$(CHECKER) mutants $(if $(RIGHT),--right) $(LESSON)

soak: $(CHECKER)
	@$(CHECKER) verify --soak --rounds 100 $(LESSON)

bench-server:
	@go test ./solutions/... -run '^$$' -bench 'Server|Drain' -timeout 30m

bench-grade: $(CHECKER)
	@go test ./checker -run '^$$' -bench Grade -benchtime 1x -timeout 60m

bench-check: $(CHECKER)
	@go test ./checker -run '^$$' -bench 'Check(One|All)' -benchtime 7x -timeout 30m

# The first time, each of these compiles much of the standard library anew.
lint:
	@echo "Each line takes a minute or two the first time … · 第一次运行时，每一行要等一两分钟……"
	@echo "go vet" && go vet ./...
	@echo "go vet, GOOS=windows" && GOOS=windows go vet ./...
	@echo "go vet, GOOS=darwin" && GOOS=darwin go vet ./...
	@echo "go vet, checker/deploy" && cd checker/deploy && go vet ./...
	@echo "go tool golangci-lint" && go tool -modfile=.ci/lint/go.mod golangci-lint run

# Built once, and again when its sources change. The first time Go compiles the standard
# library too; it takes about a minute.
$(CHECKER): go.mod go.sum $(shell find checker internal -type f -not -name '*_test.go' -not -path '*/testdata/*')
	@test -e $(CHECKER) || echo "Building the checker; the first time takes about a minute … · 正在构建检查器，第一次约需一分钟……"
	@sh checker/build.sh $@
