#!/usr/bin/env bash
# Makes target/debian/earwatch_VERSION-REVISION_ARCHITECTURE.deb: deb.sh PROGRAM. DEB_REVISION is 1 unless it is set.
set -euo pipefail
program=$(realpath "$1")
cd "$(dirname "$0")/../.."
export PATH="$PATH:$PWD/target/tools/bin"
packaging/build/stage.sh "$program"
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
cargo deb --no-build --no-strip --locked --deb-revision "${DEB_REVISION:-1}" "${@:2}"
