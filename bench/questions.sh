#!/usr/bin/env bash
# Prints as a Markdown table what every verb asks the server: messages, statements, and units of one cheap query.
#   bench/questions.sh [PAIRS,…]    numbers of schema pairs, with as many cluster pairs each (default 1,2,10,40)
# It counts the statements of a sandbox and times nothing; what a query costs was measured on a Materialize.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
table=$(mktemp)
trap 'rm -f "$table"' EXIT
mvn -q -f "$home/pom.xml" -pl engine -am test -Dtest=QuestionsOfVerbsTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dquestions.pairs="${1:-1,2,10,40}" -Dquestions.file="$table" >&2
cat "$table"
