#!/usr/bin/env bash
# Measures how long a start takes: medians of N runs (default 21), in milliseconds, with and without the class archive.
#   bench/startup.sh [N]
set -euo pipefail
runs=${1:-21}
home=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/empty" "$work/project"
printf 'connection: {host: localhost, user: u}\nenvironments:\n  prod: {schemas: [public]}\n' >"$work/project/verdigris.yml"
export VERDIGRIS_CACHE_DIR=$work/cache

# Builds what is missing; then one start writes the archive in the background.
VERDIGRIS_JAVA_OPTS=-Xshare:auto "$home/verdigris" --version >/dev/null
"$home/verdigris" --version >/dev/null
until find "$work/cache" -name verdigris.jsa 2>/dev/null | grep -q .; do sleep 0.1; done

median() { # directory, options for the JVM, arguments…
  local directory=$1 options=$2 begin end i
  shift 2
  for ((i = 0; i < runs; i++)); do
    begin=${EPOCHREALTIME/./}
    (cd "$directory" && VERDIGRIS_JAVA_OPTS=$options exec "$home/verdigris" "$@") >/dev/null 2>&1 || true
    end=${EPOCHREALTIME/./}
    echo $(((end - begin) / 1000))
  done | sort -n | sed -n "$(((runs + 1) / 2))p"
}

printf '%-52s %10s %10s\n' "median of $runs runs, ms" "with" "without"
row() { # name, directory, arguments…
  local name=$1 directory=$2
  shift 2
  printf '%-52s %10s %10s\n' "$name" "$(median "$directory" '' "$@")" "$(median "$directory" -Xshare:auto "$@")"
}
row 'verdigris --version' "$work/empty" --version
row 'verdigris promote, no configuration: exit 2' "$work/empty" promote
row 'verdigris promote --env nope: exit 2' "$work/project" promote --env nope
row 'verdigris promte: exit 2' "$work/empty" promte
row 'verdigris --help' "$work/empty" --help
row 'verdigris status, connection refused: exit 9' "$work/project" status --url 'postgres://u@127.0.0.1:1/m?sslmode=disable'
