#!/usr/bin/env bash
# Puts into target/release-artifacts what a release offers for Linux, with checksums: the Debian package, the static
# program with its manual, the bill of materials, the licenses. With an argument, the static program is for that target.
set -euo pipefail
cd "$(dirname "$0")/../.."
export PATH="$PATH:$PWD/target/tools/bin"
target=${1:-$(rustc -vV | sed -n 's/^host: //p')}
out=target/release-artifacts
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
version=$(cargo pkgid | sed 's/.*[#@]//')
rm -rf "$out"
mkdir -p "$out"

cargo build --release --locked --bin earwatch
packaging/build/deb.sh target/release/earwatch --output "$out/"
packaging/build/static.sh "$target"

name=earwatch-$version-${target%%-*}-linux-static
mkdir -p "target/package/$name"
cp -r target/static/earwatch target/package/{man1,completions,licenses.txt} config.toml LICENSE-* docs/install.md "target/package/$name"
tar --create --gzip --file "$out/$name.tar.gz" --directory target/package --owner=0 --group=0 --numeric-owner --sort=name \
  --mtime "@$SOURCE_DATE_EPOCH" "$name"
cp target/package/licenses.txt "$out/earwatch-$version-licenses.txt"

python3 packaging/build/bom.py "$target" >"$out/earwatch-$version.cdx.json"

cd "$out"
sha256sum -- * | tee SHA256SUMS
