#!/usr/bin/env bash
# Marks submissions on Gradescope. This script is run once, as root, when Gradescope builds
# the image; run_autograder is run for every submission.
#
#   1. In a clone of the course, after choosing what stands at the head of run_autograder:
#        git archive -o autograder.zip --add-file=checker/deploy/gradescope/setup.sh --add-file=checker/deploy/gradescope/run_autograder HEAD
#   2. Upload autograder.zip on the page "Configure Autograder", for an Ubuntu image. Give it
#      all the processors, memory and time that the settings allow: half a processor, 768 MB
#      and ten minutes, which is what one gets unasked, is little for a compiler.
#   3. "Test Autograder" with the solutions. Their score is what the assignment is worth.
#        git archive -o solutions.zip --prefix=lessons/ HEAD:solutions
#
# Does the test give no score, because there is no sandbox? Containers in which programs may
# not make user namespaces have none. Then download the submissions and mark them on a
# machine of your own; run_autograder says what else there is, and why it is a bad idea.
set -euo pipefail

root=${AUTOGRADER_ROOT:-/autograder}
export HOME=${HOME:-/root} # where Go and the checker keep what they have built
export PATH=$root/go/bin:$PATH
cd "$root/source"

# The system's packages: a C compiler for the race detector, and what this script needs.
missing=()
for tool in gcc make curl; do
  command -v "$tool" >/dev/null || missing+=("$tool")
done
if [ ${#missing[@]} -gt 0 ]; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update
  apt-get install -y --no-install-recommends ca-certificates libc6-dev "${missing[@]}"
fi

# Go, in the version that the course asks for, unless there is one that can build it.
if ! GOTOOLCHAIN=local go list -m >/dev/null 2>&1; then
  version=$(sed -n 's/^go //p' go.mod)
  case $(uname -m) in
    x86_64) arch=amd64 ;;
    aarch64) arch=arm64 ;;
    *) echo "There is no Go here for $(uname -m)." && exit 1 ;;
  esac
  curl -fsSL --retry 3 "https://go.dev/dl/go$version.linux-$arch.tar.gz" | tar -C "$root" -xz
  hash -r
fi
go version

go mod download
make .bin/checker

# Judging a solution proves the image, and leaves in it what need not be compiled again.
.bin/checker check 09 --answers solutions
