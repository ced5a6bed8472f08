#!/usr/bin/env bash
# Prints as a Markdown table how long promote of two pairs takes while another role runs DDL, without it, with 1.4 and with
# 5 statements a second, on a sandbox whose statements take as long as on a real server. It takes about four minutes.
#   bench/busy-catalog.sh
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
table=$(mktemp)
trap 'rm -f "$table"' EXIT
mvn -q -f "$home/pom.xml" -pl engine -am test -Dtest=ForeignDdlTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dforeign.file="$table" >&2
cat "$table"
