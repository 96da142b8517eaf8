#!/usr/bin/env bash
# Compiles what Kiln makes of kernels with Apple's own compilers: the Metal texts, and the hosts that launch them.
# usage: check_on_mac.sh PATH_OF_KILN KERNEL.cl...    (default: all of the corpus); exit code 77 without Apple's tools.
#
# Without a Kiln on the Mac: make the texts elsewhere (kiln k.cl -o k.metal; kiln reflect k.cl --metal-host > k.swift) and give
# the folder that holds them in the place of PATH_OF_KILN.
set -u
readonly kRoot=$(cd "$(dirname "$0")/../.." && pwd)
if ! command -v xcrun >/dev/null || ! xcrun -sdk macosx --find metal >/dev/null 2>&1; then
  echo "skipped: xcrun finds no Metal compiler; install Xcode"
  exit 77
fi
if (($# == 0)); then
  echo "usage: check_on_mac.sh PATH_OF_KILN|FOLDER [KERNEL.cl...]" >&2
  exit 2
fi
kiln=$1
shift
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if [[ -d $kiln ]]; then
  cp "$kiln"/*.metal "$kiln"/*.swift "$kiln"/*.mm "$folder" 2>/dev/null
else
  kiln=$(cd "$(dirname "$kiln")" && pwd)/$(basename "$kiln")
  (($#)) || set -- "$kRoot"/corpus/*/*.cl
  for source in "$@"; do
    name=$(basename "$source" .cl)
    "$kiln" "$source" -o "$folder/$name.metal" 2>/dev/null || continue  # what Metal cannot have: double, and the like
    "$kiln" reflect "$source" --metal-host >"$folder/$name.swift"
    "$kiln" reflect "$source" --metal-host=objc >"$folder/$name.mm"
  done
fi
shopt -s nullglob
passed=0 failed=0
Check() {
  if "$@" 2>"$folder/errors"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED: $*"
    head -20 "$folder/errors"
  fi
}
for file in "$folder"/*.metal; do
  Check xcrun -sdk macosx metal -std=macos-metal2.4 -fno-fast-math -c "$file" -o "$folder/out.air"
done
for file in "$folder"/*.swift; do Check xcrun -sdk macosx swiftc -typecheck "$file"; done
for file in "$folder"/*.mm; do Check xcrun -sdk macosx clang++ -std=c++17 -fobjc-arc -Wall -Werror -fsyntax-only "$file"; done
echo "$passed passed, $failed failed"
((passed > 0 && failed == 0))
