#!/usr/bin/env bash
# Prints as Markdown tables how soon readiness is seen after it is true, what a minute of waiting costs the server, what a
# look at 500 objects costs the client, and how good the estimate is. All on sandboxes of one run. It takes about ten
# minutes, and compares with dbt's macro if dbt with its Materialize adapter is on the path, or named by VERDIGRIS_DBT.
#   bench/waiting.sh [ROUNDS]    (default 11)
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
table=$(mktemp)
trap 'rm -f "$table"' EXIT
mvn -q -f "$home/pom.xml" -pl e2e -am test -Dtest=WaitingTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dwaiting.rounds="${1:-11}" -Dwaiting.file="$table" >&2
cat "$table"
