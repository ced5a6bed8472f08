#!/usr/bin/env bash
# Runs conformance cases against a sandbox, or against a real server, and prints every difference and the counts.
#   bench/conformance.sh [options]
#     --server URL      the server, as postgres://user:password@host:port/database (default: a new sandbox)
#     --system URL      the same server as its system user, who cleans up (default: the user of --server)
#     --only PLACES     sections or places of cases, separated by commas, as 7.2-lag,1.0-names:110 (default: all)
#     --failed          only the cases that differed in the last run
#     --protocol NAME   simple, extended or both (default: both on a server, one by turns on a sandbox)
#     --parallel N      so many cases at once; those that need the server for themselves still run alone (default 1)
#     --record FILE     writes what the server answered, for instance to answers/26.24.json
#     --compare FILE    also compares the answers with such a file
# Exit code 1 if anything differs. A case leaves nothing on the server.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)

usage() {
  sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0" >&2
  exit 2
}

properties=()
while [ $# -gt 0 ]; do
  case $1 in
    --failed) properties+=(-Dconformance.failed=true) ;;
    --server | --system | --only | --protocol | --parallel | --record | --compare)
      [ $# -gt 1 ] || usage
      case $1 in
        --server) export VERDIGRIS_TEST_URL=$2 ;;
        --system) export VERDIGRIS_TEST_SYSTEM_URL=$2 ;;
        --record | --compare) properties+=("-Dconformance.${1#--}=$(realpath -m "$2")") ;;
        *) properties+=("-Dconformance.${1#--}=$2") ;;
      esac
      shift
      ;;
    *) usage ;;
  esac
  shift
done

report=$home/e2e/target/conformance.txt
log=$home/e2e/target/conformance.log
mkdir -p "$(dirname "$log")"
rm -f "$report"
status=0
mvn -q -B -f "$home/pom.xml" -pl e2e -am test -Dtest='ConformanceTest#everyCase' \
  -Dsurefire.failIfNoSpecifiedTests=false "${properties[@]}" >"$log" 2>&1 || status=1
if [ -f "$report" ]; then cat "$report"; else cat "$log" >&2; fi
if [ "$status" -ne 0 ]; then echo "The log of the run: $log" >&2; fi
exit "$status"
