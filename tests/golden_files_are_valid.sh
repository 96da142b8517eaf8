#!/usr/bin/env bash
# Every golden file in SPIR-V assembly passes spirv-val, and every one in GLSL compiles with glslang.
# usage: golden_files_are_valid.sh FOLDER
set -u
passed=0 failed=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

Check() {
  if "${@:2}" >"$scratch/log" 2>&1; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "INVALID: $1"
    head -5 "$scratch/log"
  fi
}
ValidSpirv() {
  spirv-as --target-env vulkan1.3 --preserve-numeric-ids -o "$scratch/module.spv" "$1" &&
    spirv-val --target-env vulkan1.3 --scalar-block-layout "$scratch/module.spv"
}

while IFS= read -r -d '' file; do
  case $file in
    *.spvasm) Check "$file" ValidSpirv "$file" ;;
    *.comp) Check "$file" glslangValidator -V --target-env vulkan1.3 -S comp -o "$scratch/module.spv" "$file" ;;
  esac
done < <(find "$1" -type f -name '*.cl.expected.*' -print0 | sort -z)

echo "$passed passed, $failed failed"
((failed == 0 && passed > 0))
