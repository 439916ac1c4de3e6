#!/usr/bin/env bash
# Lays out in target/package what the packages hold besides units: stage.sh PROGRAM
set -euo pipefail
program=$(realpath "$1")
cd "$(dirname "$0")/../.."
out=target/package
rm -rf "$out"
mkdir -p "$out/completions"
install -m755 "$program" "$out/earwatch"
strip "$out/earwatch"
"$out/earwatch" man "$out/man1"
for shell in bash zsh fish; do
  "$out/earwatch" completions "$shell" >"$out/completions/$shell"
done

# As shipped, but for the database, which a command finds then without a variable.
sed 's|^path = "snapshots/earwatch.db"$|path = "/var/lib/earwatch/earwatch.db"|' config.toml >"$out/config.toml"
grep -q '^path = "/var/lib/' "$out/config.toml"

python3 packaging/build/licenses.py >"$out/licenses.txt"
gzip -9nk "$out/licenses.txt"
cp CHANGELOG.md "$out/changelog"

version=$(cargo pkgid | sed 's/.*[#@]//')
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
maintainer=$(sed -n '/^\[package\.metadata\.deb\]/,/^\[/s/^maintainer = "\(.*\)"$/\1/p' Cargo.toml)
cat >"$out/changelog.Debian" <<EOF
earwatch ($version-${DEB_REVISION:-1}) unstable; urgency=medium

  * Version $version; see changelog.gz.

 -- $maintainer  $(date -u -R -d "@$SOURCE_DATE_EPOCH")
EOF
