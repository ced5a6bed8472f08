# The situations of night-watch.sh. Each function makes one; `page` keeps what the person on watch is told.
# shellcheck shell=bash

readonly UNUSED=VG-INCOMPLETE:materialize.marts.buyer_ranking=unused

staged() { before init --project v2 && before build --project v2 && before await --project v2 && before check --project v2; }
promoted() { before promote --project v2 --accept "$UNUSED"; }

# Waits for a command to succeed, at most a minute.
await() {
  for _ in $(seq 600); do
    "$@" && return
    sleep 0.1
  done
  echo "it did not come: $*" >&2
  exit 1
}

is() { [ "$(sql "$2")" = "$1" ]; }

# Begins a verb that waits at a statement. Returns when the verb has told an event.
stuck_at() {
  local event=$1 pattern=$2
  shift 2
  superuser "SELECT mz_sandbox.hold_statements('$pattern')" >/dev/null
  (cd "$dir" && exec setsid "$home/verdigris" "$@" -o ndjson >.killed 2>&1) &
  stuck=$!
  echo "$stuck" >>"$dir/.sessions"
  await grep -qs "$event" "$dir/.killed"
}

killed_at() {
  stuck_at "$@"
  kill -9 -- "-$stuck"
  # The sandbox sees the end of the client only after the statement.
  local session
  for session in $(superuser "SELECT connection_id FROM mz_internal.mz_sessions WHERE connection_id <> pg_backend_pid()"); do
    superuser "SELECT pg_cancel_backend($session)" >/dev/null
  done
  superuser "SELECT mz_sandbox.release_statements()" >/dev/null
}

# The machine of the verb hangs. Its connections stay open.
frozen_at() {
  stuck_at "$@"
  kill -STOP -- "-$stuck"
  superuser "SELECT mz_sandbox.release_statements()" >/dev/null
}

# A session that stays open after its statements, until the end of the watch.
open_session() {
  setsid bash -c '(printf "%s;\n" "${@:2}"; sleep 7200) | psql -qAt "$1"' session "$(cat "$dir/.url")" "$@" >/dev/null 2>&1 &
  echo $! >>"$dir/.sessions"
}

situation_01_one_schema_swapped_by_hand() {
  staged
  sql "ALTER SCHEMA core SWAP WITH core_dbt_deploy"
  page "02:10. Readers report rows of two versions at once. Release 2 was to go live tonight; a colleague tried it by hand."
}

situation_02_all_swapped_by_hand() {
  staged
  sql "BEGIN; ALTER SCHEMA core SWAP WITH core_dbt_deploy; ALTER SCHEMA marts SWAP WITH marts_dbt_deploy;
    ALTER CLUSTER compute SWAP WITH compute_dbt_deploy; ALTER CLUSTER serving SWAP WITH serving_dbt_deploy; COMMIT"
  page "02:20. The team of the sink sees no data of release 2 in its topic. A colleague made release 2 live by hand."
}

situation_03_promote_killed_before_the_sink() {
  staged
  killed_at step-started.*repoint-sink 'ALTER SINK' promote --project v2 --accept "$UNUSED"
  page "02:30. The pipeline that promoted release 2 was killed by its runner. Nobody knows how far it came."
}

situation_04_replica_out_of_memory() {
  before init --project v2
  superuser "SELECT mz_sandbox.hold_hydration('compute_dbt_deploy')" >/dev/null
  before build --project v2
  superuser "SELECT mz_sandbox.crash_loop_replica('compute_dbt_deploy', 'r1')" >/dev/null
  page "02:40. Release 2 should be live since midnight. Its pipeline says that it is not ready, again and again.
(The platform team has fixed the machine: ./sql --superuser \"SELECT mz_sandbox.heal_replica('compute_dbt_deploy', 'r1'),
mz_sandbox.release_hydration('compute_dbt_deploy')\" plays their work. Call them when you know that it is theirs.)"
}

situation_05_lock_lost_while_staged() {
  staged
  sql "DROP SCHEMA verdigris_prod CASCADE"
  page "02:50. Somebody dropped schemas that looked like rubbish. Release 2 was built and has passed its checks; it must go live."
}

situation_06_lock_lost_after_the_swap() {
  staged && promoted
  sql "DROP SCHEMA verdigris_prod CASCADE"
  page "03:00. Release 2 went live in the evening. Then somebody dropped schemas that looked like rubbish. Finish the release."
}

situation_07_right_revoked() {
  superuser "REVOKE CREATECLUSTER ON SYSTEM FROM materialize"
  before deploy --project v2 --accept "$UNUSED" || true
  page "03:05. The deployment of release 2 fails since the security team has cleaned up. Get it live."
}

situation_08_grant_on_the_live_side() {
  staged
  sql "CREATE ROLE auditor" "GRANT SELECT ON core.auction_results TO auditor" "GRANT USAGE ON SCHEMA core TO auditor"
  before promote --project v2 --accept "$UNUSED" || true
  demand "the right of the auditors" t "SELECT has_table_privilege('auditor', 'core.auction_results', 'SELECT')"
  demand "their right to the schema" t "SELECT has_schema_privilege('auditor', 'core', 'USAGE')"
  page "03:10. The pipeline of release 2 stops in promote. The auditors got access to production yesterday, and need it."
}

situation_09_bad_release() {
  goal=1
  staged && promoted
  page "03:15. Release 2 went live an hour ago, and its numbers are wrong. Release 1 must be live again, and release 2 be gone."
}

situation_10_rolled_back_and_left() {
  goal=1
  staged && promoted && before rollback
  page "03:20. A colleague has rolled release 2 back and gone to bed. Leave production with release 1 alone, ready for the next."
}

situation_11_previous_cluster_dropped() {
  staged && promoted
  sql "DROP CLUSTER serving_dbt_deploy CASCADE"
  page "03:25. To save money, somebody dropped a cluster after the promotion of release 2. Finish the release."
}

situation_12_staged_schema_renamed() {
  staged
  sql "ALTER SCHEMA marts_dbt_deploy RENAME TO marts_new"
  page "03:30. The promotion of release 2 fails: something is missing. A colleague has tidied up names."
}

situation_13_view_of_another_team() {
  sql "CREATE SCHEMA team" "CREATE VIEW team.expensive AS SELECT * FROM core.auction_results WHERE amount > 100"
  before deploy --project v2 --accept "$UNUSED" || true
  # What it reads, by the id: production, and no constant.
  demand "what the other team's view reads" core.auction_results "SELECT s.name || '.' || o.name
    FROM mz_internal.mz_object_dependencies d JOIN mz_views v ON v.id = d.object_id
    JOIN mz_objects o ON o.id = d.referenced_object_id JOIN mz_schemas s ON s.id = o.schema_id WHERE v.name = 'expensive'"
  page "03:35. The deployment of release 2 is refused. Nobody of the team that owns schema team can be reached; their view
team.expensive must read production afterwards, as it does now."
}

situation_14_environment_edited() {
  staged
  sql "CREATE SCHEMA extra"
  sed -i 's/schemas: \[core, marts\]/schemas: [core, marts, extra]/' "$dir/verdigris.yml"
  page "03:40. Release 2 was built yesterday. The schema extra is for release 3; a colleague has already written it into
verdigris.yml. Get release 2 live."
}

situation_15_build_killed() {
  before init --project v2
  killed_at seller_performance 'CREATE VIEW.*popular_items' build --project v2
  page "03:45. The machine that deployed release 2 is dead. Get release 2 live from here."
}

situation_16_temporary_view() {
  staged
  open_session "CREATE TEMPORARY VIEW mine AS SELECT r.amount FROM core.auction_results r, core.winning_bids"
  await is 1 "SELECT count(*) FROM mz_objects WHERE name = 'mine'"
  before promote --project v2 --accept "$UNUSED" || true
  page "03:50. The promotion of release 2 is refused, and nobody understands why. (An analyst has a notebook open.)"
}

situation_17_a_run_that_hangs() {
  before init --project v2
  frozen_at seller_performance 'CREATE VIEW.*popular_items' build --project v2
  page "03:55. A pipeline that was to build release 2 hangs since midnight on a machine that you cannot reach. Get release 2 live
from here."
}

situation_18_check_failed() {
  goal=1
  echo "SELECT 'the revenue is wrong' AS problem" >"$dir/v2/checks/revenue_of_the_year.sql"
  before deploy --project v2 --accept "$UNUSED" || true
  page "04:00. The deployment of release 2 failed. It can wait until the morning, if something is wrong with it. Leave
production as it was, without remains."
}

situation_19_cleanup_waits() {
  staged && promoted
  open_session "SET cluster = serving_dbt_deploy" "COPY (SUBSCRIBE core_dbt_deploy.auction_results) TO STDOUT"
  await is 1 "SELECT count(*) FROM mz_internal.mz_subscriptions"
  before cleanup --yes --drain-timeout 2s || true
  page "04:05. Release 2 is live. The cleanup does not end. Finish it; the one subscriber that still reads release 1 was told
last week that it ends tonight."
}

situation_20_swapped_by_dbt() {
  staged
  sql "BEGIN; ALTER SCHEMA core SWAP WITH core_dbt_deploy; ALTER SCHEMA marts SWAP WITH marts_dbt_deploy;
    ALTER CLUSTER compute SWAP WITH compute_dbt_deploy; ALTER CLUSTER serving SWAP WITH serving_dbt_deploy; COMMIT"
  sql "DROP SCHEMA marts_dbt_deploy CASCADE"
  goal=2
  page "04:10. A colleague made release 2 live with dbt and began to clean up, then the connection broke. Finish it."
}
