#!/bin/sh
# Installs this version on a Debian host, beside any earlier one, and makes it the current one. Run it as root.
# It starts and stops nothing. Run again with a newer version, it is the first half of an upgrade.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
to=/opt/hearback/releases/$(date -u +%Y%m%dT%H%M%SZ)

[ "$(id -u)" = 0 ] || { echo "Run this as root." >&2; exit 2; }
python3 -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' ||
  { echo "It needs Python 3.11 or newer, and the package python3-venv." >&2; exit 2; }

id hearback >/dev/null 2>&1 || useradd --system --home-dir /var/lib/hearback --shell /usr/sbin/nologin hearback
install -d -m 0755 /opt/hearback /opt/hearback/releases
install -d -m 0700 -o hearback -g hearback /var/lib/hearback /var/backups/hearback
install -d -m 0755 /etc/hearback
[ -e /etc/hearback/hearback.env ] || install -m 0600 "$here/deploy/systemd/hearback.env" /etc/hearback/hearback.env

python3 -m venv "$to"
"$to/bin/python" -m pip install --disable-pip-version-check --quiet --require-hashes -r "$here/deploy/requirements.txt"
"$to/bin/python" -m pip install --disable-pip-version-check --quiet --no-build-isolation --no-deps "$here"
"$to/bin/python" -m compileall -q "$to/lib" >/dev/null || true

install -m 0644 "$here"/deploy/systemd/*.service "$here"/deploy/systemd/*.timer /etc/systemd/system/
install -m 0755 "$here/deploy/systemd/hearback" /usr/local/sbin/hearback
ln -sfn "$to" /opt/hearback/current.new
mv -T /opt/hearback/current.new /opt/hearback/current
echo "Installed: $to"
