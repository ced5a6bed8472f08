#!/usr/bin/env bash
# Makes the bad versions of docs/bad-versions.md.
#   bench/bad-versions.sh                    lists them
#   bench/bad-versions.sh B01 DIRECTORY      writes the project with this defect into a new directory
# Needs a JDK 21 or newer and nothing else.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
java=java
if [ -n "${JAVA_HOME:-}" ]; then java=$JAVA_HOME/bin/java; fi
if [ $# != 0 ] && [ $# != 2 ]; then
  sed -n '2,4s/^# //p' "$0" >&2
  exit 2
fi
exec "$java" "$home/e2e/src/test/java/dev/verdigris/e2e/diff/BadVersion.java" "$home/e2e/src/test/resources/bad-versions" "$@"
