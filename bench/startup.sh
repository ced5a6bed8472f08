#!/usr/bin/env bash
# Measures how long a start takes: medians of N runs (default 21), in milliseconds, with and without class data.
#   bench/startup.sh [N]
set -euo pipefail
runs=${1:-21}
home=$(cd "$(dirname "$0")/.." && pwd)
empty=$(mktemp -d)
trap 'rm -rf "$empty"' EXIT
printf 'connection: {host: localhost, user: u}\nenvironments:\n  prod: {schemas: [public]}\n' >"$empty/verdigris.yml"

# Builds, and writes the archive before anything is measured.
VERDIGRIS_CLASS_DATA=now "$home/verdigris" --version >/dev/null

median() { # directory, class data, arguments…
  local directory=$1 data=$2 begin end i
  shift 2
  for ((i = 0; i < runs; i++)); do
    begin=${EPOCHREALTIME/./}
    (cd "$directory" && VERDIGRIS_CLASS_DATA=$data exec "$home/verdigris" "$@") >/dev/null 2>&1 || true
    end=${EPOCHREALTIME/./}
    echo $(((end - begin) / 1000))
  done | sort -n | sed -n "$(((runs + 1) / 2))p"
}

printf '%-46s %10s %10s\n' "median of $runs runs, ms" "with" "without"
row() { # name, directory, arguments…
  local name=$1 directory=$2
  shift 2
  printf '%-46s %10s %10s\n' "$name" "$(median "$directory" auto "$@")" "$(median "$directory" off "$@")"
}
row 'verdigris --version' / --version
row 'verdigris promote, no configuration: exit 2' / promote
row 'verdigris promote --env nope: exit 2' "$empty" promote --env nope
row 'verdigris promte: exit 2' / promte
row 'verdigris --help' / --help
