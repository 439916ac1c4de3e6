#!/usr/bin/env bash
# Builds target/static/earwatch: the program with all that it is linked to, for any Linux of this processor.
# With an argument, for that target of Rust, such as x86_64-unknown-linux-musl.
set -euo pipefail
cd "$(dirname "$0")/../.."
target=${1:-$(rustc -vV | sed -n 's/^host: //p')}
out=target/static
mkdir -p "$out"
further=()
if [[ $target == *-gnu ]]; then
  cc -O2 -c packaging/build/names.c -o "$out/names.o"
  further=(-- -C "link-arg=$PWD/$out/names.o")
fi
RUSTFLAGS="${RUSTFLAGS:-} -C target-feature=+crt-static" \
  cargo rustc --release --locked --bin earwatch --target "$target" "${further[@]}"
install -m755 "${CARGO_TARGET_DIR:-target}/$target/release/earwatch" "$out/earwatch"
