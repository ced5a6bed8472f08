#!/usr/bin/env bash
# Prints as a Markdown table what init, promote and cleanup of the same pairs cost with the macros of dbt-materialize and
# with Verdigris, on one sandbox: messages, statements, units of the server, and the seconds of the whole program. dbt with
# its Materialize adapter must be on the path, or be named by VERDIGRIS_DBT.
#   bench/side-by-side.sh [--unit MS] [PAIRS,…]
#     PAIRS       numbers of schema pairs, with as many cluster pairs each (default 1,10,25)
#     --unit MS   the sandbox takes so many milliseconds for its cheapest query (18 on a real server)
# With the default it takes about three minutes, and about eight with --unit 18.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
unit=0
if [ "${1:-}" = --unit ]; then
  unit=${2:?milliseconds}
  shift 2
fi
table=$(mktemp)
trap 'rm -f "$table"' EXIT
"$home/verdigris" --version >&2
mvn -q -f "$home/pom.xml" -pl e2e -am test -Dtest=SideBySideTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dsides.pairs="${1:-1,10,25}" -Dsides.unit="$unit" -Dsides.file="$table" >&2
[ -s "$table" ] || { echo "dbt with its Materialize adapter is not installed: set VERDIGRIS_DBT" >&2; exit 1; }
cat "$table"
