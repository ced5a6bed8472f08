#!/usr/bin/env bash
# Compares a million rows of both sides on a sandbox, with a key and without, by a client with 64 MB of heap. Prints for
# each as rows of a Markdown table the seconds, the heap that the client has used at most, and what was found.
#   bench/diff.sh [ROWS]    (default 1000000); VERDIGRIS names another launcher
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
rows=${1:-1000000}
work=$(mktemp -d)
sandbox=
stop() {
  if [ -n "$sandbox" ]; then kill "$sandbox" && wait "$sandbox" || true; fi
  rm -rf "$work"
}
trap stop EXIT
cd "$work"

launcher=${VERDIGRIS:-$home/verdigris}
verdigris() { "$launcher" "$@"; }

verdigris --version >&2
"$launcher" sandbox --port 0 >sandbox.log 2>&1 &
sandbox=$!
for _ in $(seq 600); do
  grep -q VERDIGRIS_URL sandbox.log && break
  sleep 0.1
done
url=$(sed -n 's/.*VERDIGRIS_URL=//p' sandbox.log)
[ -n "$url" ] || { cat sandbox.log >&2; exit 1; }
export VERDIGRIS_URL=$url

# Of the live side, the first thousand rows are gone, a thousand new ones come after the last, and of the rest each five
# hundredth has lost its customer.
cat >verdigris.yml <<END
default_environment: prod
environments:
  prod:
    schemas: [big]
    clusters: [compute]
END
mkdir -p models/big
model() {
  cat >models/big/orders.sql <<END
CREATE MATERIALIZED VIEW orders IN CLUSTER compute AS
SELECT i AS id, $1 AS customer, 'order ' || i AS note, i * 1.25 AS amount
FROM generate_series($2, $3) AS g(i);
END
}
model 'i % 1000' 1 "$rows"
verdigris deploy --create-missing --cluster-size 25cc --timeout 600s >&2
verdigris cleanup --yes >&2
model 'CASE WHEN i % 500 > 0 THEN i % 1000 END' 1001 $((rows + 1000))
verdigris init >&2
verdigris build >&2

compare() {
  local begin end heap
  rm -f heap.log
  begin=$(date +%s%N)
  VERDIGRIS_JAVA_OPTS="-Xmx64m -XX:+UseSerialGC -Xlog:gc:file=heap.log" \
    verdigris diff --data --data-timeout 30m "${@:2}" >report.txt 2>errors.txt || { cat report.txt errors.txt >&2; exit 1; }
  end=$(date +%s%N)
  heap=$(sed -n 's/.* \([0-9]*\)M->.*/\1/p' heap.log | sort -n | tail -1)
  echo "| $rows rows, $1 | $(((end - begin) / 1000000000)) | ${heap:-0} |$(sed -n 's/^ *\([0-9]* equal, .*\)$/ \1 |/p' report.txt)"
}
echo "| comparison | seconds | most heap of the client (MB) | found |"
echo "|---|---|---|---|"
compare "without a key"
compare "by key" --key materialize.big.orders=id
