#!/usr/bin/env bash
# Makes docs/pictures/run.svg, the picture of a real run, anew: runs the demo in a terminal and draws its last screen.
#   site/run-picture.sh [command]
# Needs tmux and Node.js. The command is ./verdigris unless another one is given.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
command=${1:-./verdigris}
scratch=$(mktemp -d)
terminal=(tmux -S "$scratch/tmux")
trap '"${terminal[@]}" kill-server 2>/dev/null || true; rm -rf "$scratch"' EXIT

cd "$root"
"${terminal[@]}" new-session -d -x 160 -y 60 "unset NO_COLOR; export TERM=xterm-256color; $command demo; echo \$? > $scratch/exit; sleep 600"
for _ in $(seq 1200); do
  [ -s "$scratch/exit" ] && break
  sleep 0.5
done
[ "$(cat "$scratch/exit")" = 0 ] || { "${terminal[@]}" capture-pane -p >&2; exit 1; }
"${terminal[@]}" capture-pane -e -p | node site/terminal.mjs 'verdigris demo' > docs/pictures/run.svg
