#!/usr/bin/env bash
# Measures each way to install: bench/install.sh [DIRECTORY]. The directory has the files that `mvn -Pdist package` made;
# the default is dist/target. The last row is a fresh clone of this repository, with Maven's packages already fetched.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
dist=$(cd "${1:-$root/dist/target}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME=$work/cache

now() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.1f", b - a }'; }
megabytes() { du -sm --apparent-size "$1" | cut -f1; }

# Runs the demo and prints the seconds to its first line and to its end.
demo() {
  local begin first=''
  begin=$(now)
  while IFS= read -r line; do
    [ -n "$first" ] || first=$(since "$begin")
    last=$line
  done < <("$1" demo 2>/dev/null || echo "failed with $?")
  case ${last:-} in failed*) echo "$last" >&2; exit 1 ;; esac
  echo "$first | $(since "$begin")"
}

row() { printf '| %s | %s | %s | %s | %s |\n' "$@"; }

# name, file, command that unpacks it into the directory, launcher in the directory
measure() {
  local name=$1 file=$2 launcher=$4 target begin seconds
  target=$work/$RANDOM
  mkdir "$target"
  begin=$(now)
  (cd "$target" && eval "$3") >/dev/null
  seconds=$(since "$begin")
  row "$name" "$(megabytes "$file")" "$(megabytes "$target")" "$seconds" "$(demo "$target"/$launcher)"
}

echo '| way | download MB | installed MB | seconds to install | demo: first line s | demo: end s |'
echo '|---|---|---|---|---|---|'
for file in "$dist"/verdigris-*-linux-*.tar.gz; do
  measure 'archive with a runtime' "$file" "tar -xzf '$file' --strip-components=1" bin/verdigris
done
for file in "$dist"/verdigris-*.zip; do
  file=${file%.zip}.tar.gz
  measure 'archive, with a Java at hand' "$file" "tar -xzf '$file' --strip-components=1" bin/verdigris
done
for file in "$dist"/verdigris_*.deb; do
  measure 'Debian package, unpacked' "$file" "dpkg -x '$file' ." usr/bin/verdigris
done
begin=$(now)
git clone -q "$root" "$work/clone"
row 'clone' "$(megabytes "$work/clone/.git")" "$(megabytes "$work/clone")" "$(since "$begin")" "$(demo "$work/clone/verdigris")"
