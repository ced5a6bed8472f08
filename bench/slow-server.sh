#!/usr/bin/env bash
# Runs every verb against a sandbox through a proxy that delays each answer. Prints a Markdown table, then what each verb
# showed at which second.
#   bench/slow-server.sh [SECONDS,… [LIMIT]]    delays (default 0.2,2,20); from 10 s on the verbs get a limit of LIMIT
#                                               seconds (default 5)
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
table=$(mktemp)
trap 'rm -f "$table"' EXIT
mvn -q -f "$home/pom.xml" -pl e2e -am test -Dtest=SlowServerTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dslow.delays="${1:-0.2,2,20}" -Dslow.limit="${2:-5}" -Dslow.file="$table" >&2
cat "$table"
