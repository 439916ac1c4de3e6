#!/usr/bin/env bash
# Lays out the root of the container, which holds the static program and what it reads: container-root.sh PROGRAM ROOT
# The certificates are those of the machine that this runs on (ca-certificates).
set -euo pipefail
program=$1 root=$2
here=$(dirname "$0")
install -D -m755 "$program" "$root/usr/local/bin/earwatch"
install -D -m644 "$here/../../config.toml" "$root/etc/earwatch/config.toml"
install -D -m644 /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
echo "earwatch:x:10001:10001::/var/lib/earwatch:/sbin/nologin" >"$root/etc/passwd"
echo "earwatch:x:10001:" >"$root/etc/group"
echo "hosts: files dns" >"$root/etc/nsswitch.conf"
install -d -m1777 "$root/tmp"
