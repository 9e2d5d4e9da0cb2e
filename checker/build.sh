#!/bin/sh
# Builds the checker as $1. What the go command says goes through as it comes; but where modules
# cannot be fetched, one line says what fifteen do not: what to set.

{ go build -buildvcs=false -o "$1" ./checker 2>&1 || echo "build failed"; } | {
	status=0 unfetched=
	while IFS= read -r line; do
		case $line in
		"build failed") status=1 ;;
		*': Get "http'* | *': reading http'* | *': module lookup disabled by GOPROXY'*) unfetched=yes ;;
		*) printf '%s\n' "$line" >&2 ;;
		esac
	done
	if [ -n "$unfetched" ]; then
		echo "✗ Modules that the course is built from cannot be fetched: set a module proxy that you can reach, in mainland China usually: go env -w GOPROXY=https://goproxy.cn,direct · 下载不到构建课程要用的模块：请设一个连得上的模块代理，在中国大陆通常是：go env -w GOPROXY=https://goproxy.cn,direct" >&2
	fi
	exit $status
}
