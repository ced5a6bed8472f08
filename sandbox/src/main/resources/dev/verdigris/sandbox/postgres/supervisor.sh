# Runs one PostgreSQL server for as long as standard input stays open, then stops it and removes its run directory.
# Standard input is a pipe whose other end only the Java process holds: it closes however that process ends.
# Arguments: run directory, log file, template of the data directory or '', data directory, seconds, command...
# RUN_AS holds the words that make a command run as the account of the server.
# Prints the end of the log when the server has ended.
run=$1 log=$2 template=$3 data=$4 seconds=$5
shift 5

# Ctrl-C and a closed terminal reach the whole process group: the end of the Java process decides, not they.
trap '' INT HUP TERM PIPE
# Where there is no setsid, job control gives the server a process group of its own.
[ -n "$DETACHED" ] || set -m 2>/dev/null
umask 077
exec 3<&0 4>&1 </dev/null 2>&1
cd /

$RUN_AS mkdir -m 700 "$run" || exit 71
if [ -n "$template" ] && ! $RUN_AS cp -a "$template" "$data"; then
  rm -rf "$run"
  exit 72
fi
[ ! -f "$log" ] || mv -f "$log" "$log.old"
exec >>"$log" 2>&1

$RUN_AS "$@" 3<&- 4>&- &
server=$!

# The end of input asks for a fast shutdown. It is asked again each second, because a server that has only just been
# started may not listen to signals yet; a server that does not obey is told more firmly.
(
  while read -r _; do :; done
  left=$seconds
  while [ "$left" -gt 0 ]; do
    kill -INT "$server" || exit
    left=$((left - 1))
    sleep 1
  done
  kill -QUIT "$server" || exit
  sleep 3
  kill -KILL "$server"
) <&3 4>&- 2>/dev/null &
watcher=$!

wait "$server"
status=$?
kill -KILL "$watcher" 2>/dev/null
last=$(tail -n 20 "$log" | tail -c 8000)
# A killed server's children may still write for a moment.
for _ in 1 2 3 4 5; do
  rm -rf "$run" && break
  sleep 1
done
printf '%s\n' "$last" >&4
exit "$status"
