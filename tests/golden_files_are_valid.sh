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
# For the target that the kernel's RUN line names.
ValidSpirv() {
  local environment=vulkan1.3 layout=--scalar-block-layout
  if head -1 "${1%.expected.*}" | grep -q -e --target=vulkan1.1; then
    environment=vulkan1.1 layout=--relax-block-layout
  fi
  spirv-as --target-env $environment --preserve-numeric-ids -o "$scratch/module.spv" "$1" &&
    spirv-val --target-env $environment $layout "$scratch/module.spv"
}

while IFS= read -r -d '' file; do
  case $file in
    *.spvasm) Check "$file" ValidSpirv "$file" ;;
    *.comp) Check "$file" glslangValidator -V --target-env vulkan1.3 -S comp -o "$scratch/module.spv" "$file" ;;
  esac
done < <(find "$1" -type f -name '*.cl.expected.*' -print0 | sort -z)

echo "$passed passed, $failed failed"
((failed == 0 && passed > 0))
