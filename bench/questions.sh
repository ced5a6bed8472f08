#!/usr/bin/env bash
# Prints as a Markdown table what every verb asks the server: messages, statements, and units of one cheap query.
#   bench/questions.sh [--unit MS] [PAIRS,…]
#     PAIRS       numbers of schema pairs, with as many cluster pairs each (default 1,2,10,40)
#     --unit MS   also measures seconds, on a sandbox whose cheapest query takes so many milliseconds (18 on a real server)
# It counts the statements of a sandbox; what a statement costs was measured on a Materialize.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
unit=0
if [ "${1:-}" = --unit ]; then
  unit=${2:?milliseconds}
  shift 2
fi
table=$(mktemp)
trap 'rm -f "$table"' EXIT
mvn -q -f "$home/pom.xml" -pl engine -am test -Dtest=QuestionsOfVerbsTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dquestions.pairs="${1:-1,2,10,40}" -Dquestions.unit="$unit" -Dquestions.file="$table" >&2
cat "$table"
