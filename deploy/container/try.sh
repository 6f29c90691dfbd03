#!/bin/sh
# Makes the image, step by step as the Containerfile says, from a Debian of its own, and runs it: not as root, with nothing
# to write to but its volumes. Needs root and Debian's packages debootstrap and buildah. FROM_HOST: files and folders that
# the Debian may see at the same place (a list of sources, certificates, pip's configuration).
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
work=${WORK:-$here/build/image}
name=localhost/hearback-try
rm -rf "$work" && mkdir -p "$work"
seen=""
for path in ${FROM_HOST-}; do seen="$seen --volume $path:$path:ro"; done

debootstrap --variant=minbase --include=ca-certificates bookworm "$work/debian" >"$work/debootstrap.log"
base=$(buildah from scratch)
buildah add --quiet "$base" "$work/debian" / >/dev/null
buildah commit --quiet --rm "$base" "$name-base" >/dev/null
for target in hearback backup; do
  # shellcheck disable=SC2086
  buildah bud --quiet --layers --format docker --isolation chroot $seen --build-arg BASE="$name-base" \
    --target $target --file "$here/deploy/container/Containerfile" --tag "$name-$target" "$here" >"$work/$target.log"
done

box=$(buildah from "$name-hearback")
root=$(buildah mount "$box")
trap 'buildah rm "$box" >/dev/null; buildah rmi --force "$name-hearback" "$name-backup" "$name-base" >/dev/null 2>&1 || true' EXIT
du -sm "$root" | sed 's/\t.*/ MiB unpacked/'
buildah inspect --type image "$name-hearback" | grep -q '"hearback",$' || { echo "it has no command" >&2; exit 1; }
[ ! -e "$root/opt/hearback/bin/pip" ] || { echo "pip is still in it" >&2; exit 1; }

# As a container is run: its user, no way to more rights, a root that cannot be written to, two volumes, an own /tmp.
mkdir -p "$work/state" "$work/backups" && chown 10001:10001 "$work/state" "$work/backups"
cat >"$work/inside.sh" <<'INSIDE'
set -eu
mount --bind "$ROOT" "$ROOT"
mount --bind "$WORK/state" "$ROOT/var/lib/hearback"
mount --bind "$WORK/backups" "$ROOT/var/backups/hearback"
mount -t tmpfs tmpfs "$ROOT/tmp"
mount -t proc proc "$ROOT/proc"
mount --bind /dev "$ROOT/dev"
mount -o remount,bind,ro "$ROOT"
as="chroot --userspec=10001:10001 $ROOT /usr/bin/env -i PATH=/opt/hearback/bin:/usr/bin:/bin PYTHONDONTWRITEBYTECODE=1
  HEARBACK_DATABASE_URL=sqlite:////var/lib/hearback/hearback.db HEARBACK_BACKUPS=/var/backups/hearback
  HEARBACK_PORT=$PORT HEARBACK_TOKEN=4242:a-token HEARBACK_API_BASE=http://127.0.0.1:$PRACTICE_PORT HEARBACK_HOST=0.0.0.0"
if $as touch /opt/hearback/something 2>/dev/null; then echo "its root can be written to" >&2; exit 1; fi
[ "$($as id -u)" = 10001 ]
$as env HEARBACK_PORT="$PRACTICE_PORT" hearback practice >/dev/null & practice=$!
$as hearback run & bot=$!
for second in $(seq 120); do sleep 1; $as hearback health >/dev/null && break; done
$as hearback health
$as hearback backup
kill -TERM $bot && wait $bot
kill -TERM $practice && wait $practice
echo "It ran as $($as id -u), with a root that cannot be written to, was healthy, and ended when told to."
INSIDE
ROOT=$root WORK=$work PORT=${PORT:-8097} PRACTICE_PORT=${PRACTICE_PORT:-8098} unshare --mount --pid --fork sh "$work/inside.sh"
