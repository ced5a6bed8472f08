# Finds out how PostgreSQL, which refuses to run as root or as a user without a name, can run here.
# Prints one line: the user id, and one of self, namespace, nobody, none.
uid=$(id -u) || exit 1
if [ "$uid" != 0 ] && id -un >/dev/null 2>&1; then
  how=self
elif [ -n "$(unshare -U id -un 2>/dev/null)" ]; then
  how=namespace
elif [ "$uid" = 0 ] && setpriv --reuid=65534 --regid=65534 --clear-groups id -un >/dev/null 2>&1; then
  how=nobody
else
  how=none
fi
echo "$uid $how"
