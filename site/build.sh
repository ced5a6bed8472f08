#!/usr/bin/env bash
# Builds the site of the documents into target/site.
#   site/build.sh
# Needs Node.js 20 or newer with npm. VERDIGRIS_SITE_BASE is the path of the site on its host (default: /), and
# VERDIGRIS_REPOSITORY the address of the repository, for links to its files (without it, these are plain text).
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$root/target/site-build

command -v npm >/dev/null || { echo "npm is not installed" >&2; exit 2; }
mkdir -p "$work"
find "$work" -mindepth 1 -maxdepth 1 ! -name node_modules ! -name 'package*.json' -exec rm -rf {} +
if ! cmp -s "$root/site/package-lock.json" "$work/package-lock.json"; then
  cp "$root/site/package.json" "$root/site/package-lock.json" "$work"
  (cd "$work" && npm ci --no-audit --no-fund --silent) || { rm -f "$work/package-lock.json"; exit 1; }
fi
node "$root/site/prepare.mjs" "$root" "$work"
"$work/node_modules/.bin/vitepress" build "$work" --outDir "$root/target/site"
