#!/usr/bin/env bash
# Checks the Objective-C++ hosts of the corpus and of awkward kernels with Clang, against declarations of what they use of Metal; and
# that each host, Swift's too, names the functions, the indices and the sizes of the Metal text.
# usage: check_elsewhere.sh PATH_OF_KILN CLANG
set -u
export LC_ALL=C
readonly kHere=$(cd "$(dirname "$0")" && pwd)
readonly kKiln=$(realpath "$1") kClang=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
passed=0 failed=0
Fail() {
  failed=$((failed + 1))
  echo "FAILED: $*"
}
for source in "$kHere"/../../corpus/*/*.cl "$kHere"/*.cl; do
  name=$(basename "$source" .cl)
  if ! "$kKiln" "$source" -o "$folder/k.metal" 2>"$folder/errors"; then
    # Metal cannot have all of the corpus; of the kernels here it must.
    [[ $(dirname "$source") != "$kHere" ]] || Fail "$name: $(head -5 "$folder/errors")"
    continue
  fi
  "$kKiln" reflect "$source" --metal-host >"$folder/k.swift" || Fail "$name: no Swift host"
  "$kKiln" reflect "$source" --metal-host=objc >"$folder/k.mm" || Fail "$name: no Objective-C++ host"
  if "$kClang" -x objective-c++ -std=c++17 -fobjc-arc -fobjc-runtime=macosx -Wall -Wextra -Werror -fsyntax-only \
    -I "$kHere/include" "$folder/k.mm" 2>"$folder/errors"; then
    passed=$((passed + 1))
  else
    Fail "$name: $(head -5 "$folder/errors")"
  fi
  # Every function of the text is made, and every index of it is set.
  for function in $(sed -n 's/^\(\[\[.*\]\] \)*kernel void \([A-Za-z_0-9]*\)(.*/\2/p' "$folder/k.metal"); do
    grep -q "makeFunction(name: \"$function\")" "$folder/k.swift" || Fail "$name: Swift makes no $function"
    grep -q "newFunctionWithName:@\"$function\"" "$folder/k.mm" || Fail "$name: Objective-C++ makes no $function"
  done
  for index in $(grep -o '\[\[buffer([0-9]*)\]\]' "$folder/k.metal" | grep -o '[0-9]*' | sort -un); do
    grep -q "index: $index)" "$folder/k.swift" || Fail "$name: Swift sets no buffer $index"
    grep -q "atIndex:$index\]" "$folder/k.mm" || Fail "$name: Objective-C++ sets no buffer $index"
  done
  for index in $(grep -o '\[\[texture([0-9]*)\]\]' "$folder/k.metal" | grep -o '[0-9]*' | sort -un); do
    grep -q "setTexture(.*index: $index)" "$folder/k.swift" || Fail "$name: Swift sets no texture $index"
  done
  for index in $(grep -o '\[\[threadgroup([0-9]*)\]\]' "$folder/k.metal" | grep -o '[0-9]*' | sort -un); do
    grep -q "setThreadgroupMemoryLength(.*index: $index)" "$folder/k.swift" || Fail "$name: Swift gives no threadgroup memory $index"
  done
done
echo "$passed passed, $failed failed"
((passed > 0 && failed == 0))
