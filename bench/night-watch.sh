#!/usr/bin/env bash
# A night watch: a situation of production on the sandbox, for a person who has only `verdigris` and its documents.
#   bench/night-watch.sh list                 the situations
#   bench/night-watch.sh set-up NUMBER DIR    makes a situation in a new directory; DIR/page says what the person is told
#   bench/night-watch.sh judge DIR            says whether production is right, and how many commands it took
#   bench/night-watch.sh end DIR              stops the server and all that a situation has started
# The person works in DIR with ./verdigris, and with ./sql for statements that Verdigris printed. Both keep a log.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck source=night-watch-situations.sh
. "$home/bench/night-watch-situations.sh"

export PGOPTIONS='-c welcome_message=off -c client_min_messages=warning'

# SQL as the owner of production, and as the superuser; one transaction if there are several statements.
sql() { psql -qAt -v ON_ERROR_STOP=1 "$(cat "$dir/.url")" "${@/#/-c}"; }
superuser() { psql -qAt -v ON_ERROR_STOP=1 -p "$(cat "$dir/.superuser-port")" -h 127.0.0.1 -U mz_system -d materialize "${@/#/-c}"; }

# Verdigris without the log, for what happened before the watch.
before() { (cd "$dir" && VERDIGRIS_URL=$(cat .url) "$home/verdigris" --quiet "$@" >>.before 2>&1); }

# The objects of other teams. A sink that was made again has another id.
others() {
  sql "SELECT string_agg(s.name || '.' || o.name || CASE o.type WHEN 'sink' THEN ' ' || o.id ELSE '' END, ', ' ORDER BY s.name, o.name)
    FROM mz_objects o JOIN mz_schemas s ON s.id = o.schema_id WHERE s.name IN ('auction_house', 'outbox', 'team')
    AND o.type IN ('table', 'source', 'sink', 'view', 'connection')"
}

start() {
  mkdir -p "$dir"
  cp -R "$home/examples/auction/." "$dir"
  rm -f "$dir"/README.md "$dir"/teardown.sql
  setsid "$home/verdigris" sandbox --port 0 -o json >"$dir/.sandbox" 2>&1 </dev/null &
  echo $! >"$dir/.server"
  for _ in $(seq 300); do
    grep -q sandbox-started "$dir/.sandbox" && break
    kill -0 "$(cat "$dir/.server")" || { cat "$dir/.sandbox"; exit 1; }
    sleep 0.2
  done
  python3 - "$dir" <<'PY'
import json, pathlib, sys
directory = pathlib.Path(sys.argv[1])
line = next(l for l in (directory / '.sandbox').read_text().splitlines() if 'sandbox-started' in l)
event = json.loads(line)
(directory / '.url').write_text(event['url'])
(directory / '.superuser-port').write_text(str(event['superuserPort']))
PY
  sed -i "s#url: .*#url: $(cat "$dir/.url")#" "$dir/verdigris.yml"
  psql -q -v ON_ERROR_STOP=1 -f "$dir/setup.sql" "$(cat "$dir/.url")"
  before deploy --project v1
  before cleanup --yes
  psql -q -v ON_ERROR_STOP=1 -f "$dir/sink.sql" "$(cat "$dir/.url")"
  # The directory is the checkout of release 2.
  sed -i 's/project: v1/project: v2/' "$dir/verdigris.yml"
  cat >"$dir/verdigris" <<WRAPPER
#!/usr/bin/env bash
cd "$dir" && echo "verdigris \$*" >>commands.log && exec "$home/verdigris" "\$@"
WRAPPER
  cat >"$dir/sql" <<WRAPPER
#!/usr/bin/env bash
# ./sql 'STATEMENT; …' runs SQL as the owner of production; ./sql --superuser '…' as the superuser.
cd "$dir" && echo "sql \$*" >>commands.log
if [ "\$1" = --superuser ]; then shift; exec psql -v ON_ERROR_STOP=1 -h 127.0.0.1 -p $(cat "$dir/.superuser-port") -U mz_system -d materialize -c "\$*"; fi
exec psql -v ON_ERROR_STOP=1 '$(cat "$dir/.url")' -c "\$*"
WRAPPER
  chmod +x "$dir/verdigris" "$dir/sql"
}

# What a person is told. GOAL is the version that must be live.
page() {
  cat >"$dir/page" <<PAGE
$*

Production is the environment prod (verdigris.yml): readers run reader.sql, another team's sink is outbox.auction_results.
v1 and v2 are the two releases of the models. It is right when version $goal is live, readers and the sink read it, nothing
of other teams is lost, and no deployment is left.
Version 2 has no buyer_ranking, and everybody knows that.
Work in this directory with ./verdigris. Use ./sql only for statements that Verdigris or its documents show you;
./sql --superuser 'STATEMENT' runs one as a superuser.
PAGE
  echo "$goal" >"$dir/.goal"
}

# demand WHAT RESULT QUERY: what a situation demands besides.
demand() { printf '%s\t%s\t%s\n' "$1" "$2" "$(tr '\n' ' ' <<<"$3")" >>"$dir/.demands"; }

check() { if [ "$2" = "$3" ]; then echo "  right  $1"; else echo "  WRONG  $1: $2 instead of $3"; wrong=1; fi; }

judge() {
  local wrong=0 row what result query
  read -r goal <"$dir/.goal"
  row=$(psql -qAt -f "$dir/reader.sql" "$(cat "$dir/.url")" 2>&1 | tail -1)
  check "readers" "$(echo "$row" | awk -F'|' '{ print $1, $2, ($3 == $4 ? "equal" : "different") }')" "$goal $goal equal"
  check "sink" "$(sql "SHOW CREATE SINK outbox.auction_results" | grep -c 'FROM materialize.core.auction_results\|FROM "materialize"."core"."auction_results"')" 1
  check "objects of other teams" "$(others)" "$(cat "$dir/.others")"
  check "halves that are left" "$(sql "SELECT count(*) FROM (SELECT name FROM mz_schemas UNION ALL SELECT name FROM mz_clusters) WHERE name LIKE '%\\_dbt\\_deploy'")" 0
  while IFS=$'\t' read -r what result query <&3; do
    check "$what" "$(sql "$query" 2>&1)" "$result"
  done 3< <(cat "$dir/.demands" 2>/dev/null)
  check "verdigris status --exit-code" "$(before status --exit-code && echo 0 || echo $?)" 0
  [ ! -f "$dir/commands.log" ] || echo "  $(wc -l <"$dir/commands.log") commands"
  return $wrong
}

case "${1:-}" in
list) declare -F | awk '{ print $3 }' | sed -n 's/^situation_//p' | sort -n ;;
set-up)
  mkdir -p "$3" && dir=$(cd "$3" && pwd)
  name=$(declare -F | awk '{ print $3 }' | grep -x "situation_$2_.*")
  start
  goal=2
  "$name"
  others >"$dir/.others"
  cat "$dir/page"
  ;;
judge) dir=$(cd "$2" && pwd) && judge ;;
end)
  [ ! -f "$2/.sessions" ] || while read -r group; do kill -9 -- "-$group" 2>/dev/null || true; done <"$2/.sessions"
  kill -- "-$(cat "$2/.server")"
  ;;
*) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
