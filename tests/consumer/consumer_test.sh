#!/usr/bin/env bash
# Installs Kiln into a fresh folder and builds a project that uses nothing but the installation.
# usage: consumer_test.sh CMAKE BUILD_FOLDER
set -u
readonly kCmake=$1 kBuild=$2
readonly kHere=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0

# Check NAME COMMAND...
Check() {
  if "${@:2}" >"$scratch/log" 2>&1; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED: $1"
    tail -30 "$scratch/log"
  fi
}

# How often the build translates something.
Translations() { "$kCmake" --build "$1" 2>&1 | grep -c 'Translating'; }
ExpectTranslations() { [[ "$(Translations "$2")" == "$1" ]]; }

Check "install" "$kCmake" --install "$kBuild" --prefix "$scratch/kiln"
readonly kPrefix=$scratch/kiln
Check "the installed command runs" "$kPrefix/bin/kiln" --version
Check "the manual page is installed" test -s "$kPrefix/share/man/man1/kiln.1"
Check "the completion is installed" test -s "$kPrefix/share/bash-completion/completions/kiln"
Check "nothing names the build folder" bash -c "! grep -rlF '$kBuild' '$kPrefix/lib' --include=*.cmake --include=*.pc"

generators=("Unix Makefiles")
command -v ninja >/dev/null && generators+=("Ninja")
for generator in "${generators[@]}"; do
  project="$scratch/a project/$generator"
  mkdir -p "$project"
  cp -r "$kHere/project/." "$project/"
  build="$project/build"
  Check "$generator: configure" "$kCmake" -S "$project" -B "$build" -G "$generator" -DCMAKE_PREFIX_PATH="$kPrefix" \
    -DCMAKE_BUILD_TYPE=Release
  Check "$generator: build" "$kCmake" --build "$build"
  kernels="$build/src/saxpy_kernels.kernels"
  Check "$generator: every file is there" ls "$kernels"/saxpy.{spv,comp,metal,json,cl.h} \
    "$build"/src/sums.kernels/{sums.spv,sums-sum_rows.comp,sums-sum_columns.comp,sums.hlsl,sums.cl.h}
  Check "$generator: nothing changed, nothing translated" ExpectTranslations 0 "$build"
  sleep 1
  touch "$project/kernels/scale.h"
  Check "$generator: header touched, one translation" ExpectTranslations 1 "$build"
  Check "$generator: and none after it" ExpectTranslations 0 "$build"
  Check "$generator: the program runs" "$build/src/saxpy" "$kernels/saxpy.spv" "$kernels/saxpy.json"
  Check "$generator: the embedded words are there" "$build/src/sums"
  if [[ -x "$build/src/translate" ]]; then
    Check "$generator: translation in process" "$build/src/translate"
  fi
  Check "$generator: install" "$kCmake" --install "$build" --prefix "$scratch/app"
  Check "$generator: the kernels are installed" ls "$scratch"/app/share/consumer/saxpy.{spv,comp,metal,json}
done

# The programs of the README, as a reader would copy them.
for number in 1 2; do
  awk -v wanted=$number '/^```cpp$/ { inside = 1; next } /^```/ { inside = 0 } /^kernel void/ && inside { inside = 0 }
    inside && /^#include/ && !seen { ++count; seen = 1 } !inside { seen = 0 } inside && count == wanted' \
    "$kHere/../../README.md" >"$scratch/readme$number.cpp"
done
mkdir -p "$scratch/readme"
cat >"$scratch/readme/CMakeLists.txt" <<CMAKE
cmake_minimum_required(VERSION 3.20)
project(Readme LANGUAGES CXX)
set(CMAKE_CXX_STANDARD 20)
find_package(Kiln CONFIG REQUIRED COMPONENTS runtime translator)
add_executable(host "$scratch/readme1.cpp")
target_link_libraries(host PRIVATE Kiln::runtime)
add_executable(library "$scratch/readme2.cpp")
target_link_libraries(library PRIVATE Kiln::translator)
CMAKE
awk '/^```c$/ { inside = 1; next } /^```/ { inside = 0 } inside' "$kHere/../../README.md" >"$scratch/readme/saxpy.cl"
Check "README: at most 20 lines of host program" test "$(wc -l <"$scratch/readme1.cpp")" -le 20
Check "README: configure" "$kCmake" -S "$scratch/readme" -B "$scratch/readme/build" -DCMAKE_PREFIX_PATH="$kPrefix"
Check "README: build" "$kCmake" --build "$scratch/readme/build"
Check "README: translate" "$kPrefix/bin/kiln" "$scratch/readme/saxpy.cl" -o "$scratch/readme/saxpy.spv" \
  --reflect="$scratch/readme/saxpy.json"
Check "README: the host program prints 7" bash -c "cd '$scratch/readme' && [[ \$(build/host) == 7 ]]"
Check "README: the library example prints Metal" bash -c "'$scratch/readme/build/library' | grep -q 'kernel void ids'"

if command -v pkg-config >/dev/null; then
  export PKG_CONFIG_PATH=$(dirname "$(find "$kPrefix" -name kiln.pc)")
  Check "kiln.pc: compile and link" bash -c \
    "g++ -std=c++20 '$kHere/project/src/saxpy.cpp' -I'$kernels' \$(pkg-config --cflags --libs kiln) -o '$scratch/saxpy'"
  Check "kiln.pc: the program runs" "$scratch/saxpy" "$kernels/saxpy.spv" "$kernels/saxpy.json"
fi

echo "$passed passed, $failed failed"
((failed == 0))
