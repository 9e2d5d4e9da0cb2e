# The front door. Every target is one line that calls the checker or go.
#   make check                 the next unfinished lesson
#   make check LESSON=03       one lesson; LESSON=all for all of them
# LANGUAGE: COURSE_LANG=zh make check, or whatever the locale says.

LESSON ?=
DEMO   ?=
IN     ?= docs/class
OUT    ?= marks
CHECKER = .bin/checker

.PHONY: check hint demo grade doctor test verify soak bench-server bench-check bench-grade lint
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

# The course's own tests: every lesson's four verdicts, the checker, the book.
test: $(CHECKER)
	@go test -count=1 -timeout 30m ./checker/... ./internal/... ./solutions/... ./docs/... ./wire/... ./lessons/internal/...
	@cd docs/grading && go test -count=1 ./...

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

lint:
	@go vet ./... && GOOS=windows go vet ./... && GOOS=darwin go vet ./... && (cd docs/grading && go vet ./...) && go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...

# Built once, and again when its sources change. The first time Go compiles the standard
# library too; it takes about a minute.
$(CHECKER): go.mod go.sum $(shell find checker internal -type f -not -name '*_test.go' -not -path '*/testdata/*')
	@test -e $(CHECKER) || echo "Building the checker; the first time takes about a minute … · 正在构建检查器，第一次约需一分钟……"
	@go build -buildvcs=false -o $@ ./checker
