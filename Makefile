# The front door. Every target is one line that calls the checker or go.
#   make check                 the next unfinished lesson
#   make check LESSON=03       one lesson; LESSON=all for all of them
# LANGUAGE: COURSE_LANG=zh make check, or whatever the locale says.

LESSON ?=
DEMO   ?=
IN     ?= docs/class
OUT    ?= marks
TIMES  ?= 1
CHECKER = .bin/checker

.PHONY: check hint demo grade doctor test prove verify soak bench-server bench-check bench-grade lint
.DEFAULT_GOAL := check

check: $(CHECKER)
	@$(CHECKER) check $(LESSON)

hint: $(CHECKER)
	@$(CHECKER) hint $(LESSON)

demo: $(CHECKER)
	@$(CHECKER) demo $(DEMO)

doctor: $(CHECKER)
	@$(CHECKER) doctor

# A class: make grade IN=submissions OUT=marks
grade: $(CHECKER)
	@$(CHECKER) grade $(IN) --out $(OUT)

# That the course is true: the four verdicts on every lesson, the checker, the book. Minutes.
test: $(CHECKER)
	@$(CHECKER) prove

# What only repetition proves, for longer. A night of it: make prove TIMES=10
prove: $(CHECKER)
	@$(CHECKER) prove --long --times $(TIMES)

verify: $(CHECKER)
	@$(CHECKER) verify $(LESSON)

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
	@echo "go vet, docs/grading" && cd docs/grading && go vet ./...
	@echo "staticcheck" && go tool staticcheck ./...

# Built once, and again when its sources change. The first time Go compiles the standard
# library too; it takes about a minute.
$(CHECKER): go.mod go.sum $(shell find checker internal -name '*.go' -not -name '*_test.go' -not -path '*/testdata/*')
	@test -e $(CHECKER) || echo "Building the checker; the first time takes about a minute … · 正在构建检查器，第一次约需一分钟……"
	@go build -buildvcs=false -o $@ ./checker
