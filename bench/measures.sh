#!/usr/bin/env bash
# Prints the measures of the sources as a Markdown table: sizes, complexity, documentation, package cycles.
#   bench/measures.sh [directory]            measures this checkout, or another one (for example a git worktree)
#   bench/measures.sh --check [directory]    lists the violations of the budgets; exit code 1 if there are any
# Needs a JDK 21 or newer and nothing else.
set -euo pipefail
shopt -s extglob
home=$(cd "$(dirname "$0")/.." && pwd)

check=
if [ "${1:-}" = --check ]; then
  check=$1
  shift
fi
directory=${1:-$home}

newest_jdk() {
  local release version best=0 jdk=
  for release in "${JAVA_HOME:-}"/release /usr/lib/jvm/*/release; do
    [ -f "$release" ] && [ -x "${release%/release}/bin/javac" ] || continue
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release")
    if [ "${version:-0}" -gt "$best" ]; then best=$version jdk=${release%/release}; fi
  done
  [ "$best" -ge 21 ] && echo "$jdk"
}

jdk=$(newest_jdk) || { echo "no JDK 21 or newer is installed: set JAVA_HOME" >&2; exit 2; }
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
"$jdk/bin/javac" -d "$classes" "$home"/e2e/src/test/java/dev/verdigris/e2e/measures/!(*Test|package-info).java
"$jdk/bin/java" -cp "$classes" dev.verdigris.e2e.measures.Measures \
  "$home/e2e/src/test/resources/measures/complexity-exceptions.txt" "$directory" ${check:+"$check"}
