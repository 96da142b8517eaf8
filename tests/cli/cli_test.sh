#!/usr/bin/env bash
# Runs the real `kiln` on good and bad input: exit code, message, and that no partial file is left.
# usage: cli_test.sh PATH_OF_KILN
set -u
export LC_ALL=C NO_COLOR=1
readonly kKiln=$(realpath "$1")
folder=$(mktemp -d)
trap 'chmod -R u+w "$folder" 2>/dev/null; rm -rf "$folder"' EXIT
cd "$folder" || exit 1
passed=0 failed=0

Fail() {
  echo "FAILED: $name: $*"
  ok=0
}

# Expect NAME EXIT_CODE STDERR_REGEX COMMAND...: an empty expression means that stderr stays empty. Leaves the standard output
# in ./stdout and what appeared in the folder `work` in ./files.
Expect() {
  name=$1
  local code=$2 regex=$3
  shift 3
  ok=1
  rm -rf work && mkdir work
  (cd work && "$@") >stdout 2>stderr </dev/null
  local actual=$?
  ((actual == code)) || Fail "exit code $actual, not $code: $(head -c 300 stderr)"
  if [[ -z $regex ]]; then
    [[ ! -s stderr ]] || Fail "wrote to stderr: $(head -c 300 stderr)"
  else
    grep -Eq -- "$regex" stderr || Fail "stderr does not match '$regex': $(head -c 300 stderr)"
  fi
  (cd work && find . -type f | sed 's|^\./||' | sort) >files
}
# Files NAME...: exactly these exist now.
Files() {
  local expected
  expected=$(printf '%s\n' "$@" | sed '/^$/d' | sort)
  [[ "$(cat files)" == "$expected" ]] || Fail "files are '$(tr '\n' ' ' <files)', not '$*'"
}
Stdout() { grep -Eq -- "$1" stdout || Fail "stdout does not match '$1': $(head -c 300 stdout)"; }
# Holds FILE REGEX, for a file in `work`.
Holds() { grep -Eq -- "$2" "work/$1" || Fail "$1 does not match '$2': $(head -c 300 "work/$1")"; }
Done() {
  if ((ok)); then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
  fi
}
# Refuses NAME EXIT_CODE STDERR_REGEX COMMAND...: also leaves no file.
Refuses() {
  Expect "$@"
  Files
  Done
}

cat >good.cl <<'CL'
kernel void scale(global float* y, float a) { y[get_global_id(0)] *= a; }
CL
printf 'kernel void print(int a) { printf("%%d: %%d = %%.1f %%%%\\n", (int)get_global_id(0), a, (float)a); }\n' >print.cl
printf 'static int unused;\nstatic int f(void) { int x; return 0; }\n' >unused.h
cat >two.cl <<'CL'
kernel void first(global int* y) { y[get_global_id(0)] = 1; }
kernel void second(global int* y) { y[get_global_id(0)] = 2; }
CL
printf 'kernel void bad(global float* y) {\n  y[0] = undeclared;\n}\n' >bad.cl
printf 'int helper(int x) { return x; }\n' >no_kernel.cl
printf '// \xe2\x82\nkernel void k(global int* y) { y[0] = 1; }\n' >truncated.cl
printf 'kernel void k(global int* y) { y[0] = "\xe2\x82' >unfinished.cl
printf '#include "header.h"\nkernel void k(global int* y) { y[0] = VALUE; }\n' >include.cl
printf '#define VALUE 7\n' >header.h
mkdir -p sub
printf '#include "header.h"\nkernel void k(global int* y) { y[0] = VALUE; }\n' >'sub/a b.cl'
cp header.h sub/

# ---- The command line
Refuses "no input" 2 'error: no input file' "$kKiln"
Refuses "no output" 2 'error: no output; name one, for example -o good\.spv' "$kKiln" ../good.cl
Refuses "unknown option" 2 "unknown option '--kernal=x'; did you mean '--kernel=x'\?" "$kKiln" ../good.cl --kernal=x -o x.spv
Refuses "unknown clang option" 2 "fno-such-thing" "$kKiln" ../good.cl -fno-such-thing -o x.spv
Refuses "unknown standard" 2 "CL9" "$kKiln" ../good.cl -cl-std=CL9 -o x.spv
Refuses "option of another subcommand" 2 "it belongs to 'kiln run'" "$kKiln" ../good.cl --global=4 -o x.spv
Refuses "missing value" 2 "'-o' needs a value" "$kKiln" ../good.cl -o
Refuses "unknown suffix" 2 "'x.wasm' does not say what it is" "$kKiln" ../good.cl -o x.wasm
Refuses "unknown target" 2 "expected vulkan1.1" "$kKiln" ../good.cl -o x.spv --target=vulkan7
Refuses "unknown kernel" 2 "no kernel 'third'; expected first or second" "$kKiln" ../two.cl -o x.spv --kernel=third
Refuses "several inputs, one output" 2 "let %f stand for the input's name" "$kKiln" ../good.cl ../two.cl -o x.spv
Refuses "several kernels, one GLSL text" 2 "has 2 kernels, and a GLSL text holds one.*--kernel=first" \
  "$kKiln" ../two.cl -o x.spv -o x.comp
Refuses "same output twice" 2 "two outputs have the same name" "$kKiln" ../good.cl -o x.spv -o x.spv
Refuses "unknown subcommand is a missing file" 4 "transmogrify" "$kKiln" transmogrify -o x.spv
Refuses "missing response file" 4 "@nothing" "$kKiln" @nothing -o x.spv
Refuses "devices of a missing file" 4 "missing\.cl" "$kKiln" devices missing.cl
Refuses "doctor takes no input" 2 "takes no input" "$kKiln" doctor x
Expect "doctor without a driver" 4 "" env VK_DRIVER_FILES=/nowhere VK_ICD_FILENAMES=/nowhere "$kKiln" doctor && Stdout '^WRONG +Vulkan: no Vulkan driver' && Stdout 'to mend it: install a Vulkan driver' && Done
Expect "help" 0 "" "$kKiln" --help && Stdout '^usage: kiln FILE' && Stdout 'Exit codes' && Done
Expect "version" 0 "" "$kKiln" --version && Stdout '^kiln [0-9]+\.[0-9]+\.[0-9]+ \(Clang 19' && Done

# ---- Files
Refuses "missing file" 4 "nowhere\.cl.*(No such file|no such file|does not exist|not found)" "$kKiln" nowhere.cl -o x.spv
Refuses "directory as input" 4 "sub.*directory" "$kKiln" ../sub -o x.spv
Refuses "output in a missing folder" 4 "cannot write 'missing/x.spv'.*(No such file|no such file)" "$kKiln" ../good.cl -o missing/x.spv
Refuses "second output cannot be written" 4 "cannot write 'missing/x.json'" "$kKiln" ../good.cl -o x.spv --reflect=missing/x.json
Refuses "output is a folder" 4 "cannot write '\.\./sub'|does not say" "$kKiln" ../good.cl --emit=spv -o ../sub
Refuses "full device" 4 "cannot write '/dev/full'" "$kKiln" ../good.cl --emit=spvasm -o /dev/full
cp good.cl self.spv
Refuses "output is the input" 2 "would overwrite the input" "$kKiln" ../self.spv -o ../self.spv
if ((EUID != 0)); then
  mkdir -p locked && chmod a-w locked
  Refuses "folder without permission" 4 "cannot write '\.\./locked/x.spv'" "$kKiln" ../good.cl -o ../locked/x.spv
fi

# ---- Sources
Refuses "undeclared identifier" 1 "bad\.cl:2:10: error: use of undeclared identifier 'undeclared'" "$kKiln" ../bad.cl -o x.spv
Refuses "no kernel" 1 "has no kernel" "$kKiln" ../no_kernel.cl -o x.spv
Refuses "unfinished UTF-8 literal" 1 "unfinished\.cl:1:[0-9]+: error" "$kKiln" ../unfinished.cl -o x.spv
Refuses "missing header" 1 "'absent.h' file not found" "$kKiln" ../good.cl -include absent.h -o x.spv
Refuses "errors by -Werror" 1 "error: .*unused" "$kKiln" ../no_kernel.cl -Werror -Wall -include ../unused.h -o x.spv
Refuses "empty file" 1 "has no kernel" "$kKiln" /dev/null -o x.spv
head -c 10000000 /dev/zero | tr '\0' '(' >big.cl
Refuses "10 MB of brackets" 1 "big\.cl:1:[0-9]+: .*error" "$kKiln" ../big.cl -o x.spv
{
  echo 'kernel void k(global int* y) { y[0] = 1; }'
  head -c 10000000 /dev/zero | tr '\0' ' '
} >spaces.cl
Expect "10 MB of spaces" 0 "" "$kKiln" ../spaces.cl -o x.spv && Files x.spv && Done
head -c 100000 /dev/urandom >random.cl
Refuses "random bytes" 2 "^kiln: error: '\.\./random\.cl' is not OpenCL C source: it holds bytes that no text has$" "$kKiln" ../random.cl -o x.spv
Expect "truncated UTF-8 in a comment" 0 "" "$kKiln" ../truncated.cl -o x.spv && Files x.spv && Done

# ---- Outputs
Expect "all kinds at once" 0 "" "$kKiln" ../good.cl -o a.spv -o a.spvasm -o a.inc -o a.c -o a.h -o a.comp -o a.metal \
  -o a.hlsl -o a.ll --reflect=a.json
Files a.c a.comp a.h a.hlsl a.inc a.json a.ll a.metal a.spv a.spvasm
[[ "$(od -An -tx4 -N4 work/a.spv | tr -d ' ')" == 07230203 ]] || Fail "a.spv does not start with the magic number"
Holds a.spvasm 'OpEntryPoint GLCompute %[A-Za-z_0-9]+ "scale"' && Holds a.comp '#version 460' && Holds a.metal 'kernel void scale' &&
  Holds a.json '"kiln-reflect/1"' && Holds a.ll '@scale' && Holds a.inc '^\{' && Holds a.c 'const uint32_t good_spv\[\] = '
Done
if command -v g++ >/dev/null; then
  name="C and C++ outputs compile" ok=1
  g++ -std=c++17 -Wall -Wextra -Werror -fsyntax-only -x c++ -include work/a.h /dev/null 2>stderr || Fail "$(head -5 stderr)"
  gcc -std=c11 -Wall -Wextra -Werror -fsyntax-only work/a.c 2>stderr || Fail "$(head -5 stderr)"
  printf 'const unsigned words[] =\n#include "a.inc"\n;\n' >work/user.c
  gcc -std=c11 -Wall -Wextra -Werror -fsyntax-only work/user.c 2>stderr || Fail "$(head -5 stderr)"
  Done
fi
Expect "a name for each kernel" 0 "" "$kKiln" ../two.cl -o '%f-%k.comp' -o '%f.spv'
Files two-first.comp two-second.comp two.spv && Done
Expect "a name for each input" 0 "" "$kKiln" ../good.cl ../two.cl -o '%f.spv' && Files good.spv two.spv && Done
Expect "standard output" 0 "" "$kKiln" ../good.cl --emit=glsl && Files && Stdout '#version 460' && Done
Expect "standard input" 0 "" bash -c "'$kKiln' - -o x.spv <../good.cl" && Files x.spv && Done
Refuses "name of standard input" 1 "^shader\.cl:2:10: error" bash -c "'$kKiln' - --stdin-name=shader.cl -o x.spv <../bad.cl"
Expect "response file" 0 "" bash -c "echo '-DX=1 -o \"a b.spv\"' >../r.rsp; '$kKiln' ../good.cl @../r.rsp" && Files "a b.spv" && Done
Expect "preprocess" 0 "" "$kKiln" -E -P ../include.cl && Stdout 'y\[0\] = 7' && Done
Expect "syntax only" 0 "" "$kKiln" -fsyntax-only ../good.cl -o x.spv && Files && Done
Expect "save-temps" 0 "" "$kKiln" ../good.cl -save-temps -o x.spv && Files good.i good.ll good.spvasm x.spv && Done
Expect "same input, same bytes" 0 "" bash -c "'$kKiln' ../two.cl -o a.spv && '$kKiln' ../two.cl -o b.spv && cmp a.spv b.spv" && Done

# ---- kiln validate
cat >wave.cl <<'CL'
kernel void wave(global float* y, global const float* x, uint n) {
  uint i = get_global_id(0);
  if (i < n) y[i] = sin(x[i]) * exp(x[i]) + y[i];
}
kernel void gather(global uint* out, global const uint* index, global const uint* from) {
  out[get_global_id(0)] = from[index[get_global_id(0)]];
}
CL
echo 'kernel void p(read_only image2d_t i, global float4* o) { o[0] = read_imagef(i, (int2)(0, 0)); }' >picture.cl
echo 'kernel void o(global int* y) { y[get_global_id(0) + 100000000] = 1; }' >outside.cl
Expect "validate with generated inputs" 0 "" "$kKiln" validate ../wave.cl --json=v.json --junit=v.xml
Files v.json v.xml && Stdout '^  wave +ok +ok +ok +ref$' && Stdout '^  gather +ok +ok +ok +ref$' && Stdout '8 equal, 0 failed' &&
  Holds v.json '"schema": "kiln-validate/1"' && Holds v.json '"reference": "cpu"' && Holds v.xml 'name="wave \(msl\)"' && Done
Expect "validate with rules for the inputs" 0 "" "$kKiln" validate ../wave.cl --kernel=wave --routes=msl,cpu --global=64 --local=8 \
  --elements=64 --range=-2,2 --input=2:60 --seed=7 --ulp=16
Stdout '--global=64 --local=8 --arg=<64 x 4 bytes> --arg=<64 x 4 bytes> --arg=60$' && Done
Expect "validate an access outside" 3 "" "$kKiln" validate ../outside.cl --routes=cpu && Stdout 'accesses memory outside of its arguments' && Done
Expect "validate an image" 3 "" "$kKiln" validate ../picture.cl --routes=cpu && Stdout 'no input can be made up; give the file a test description' && Done
Expect "validate what does not compile" 3 "" "$kKiln" validate ../bad.cl --routes=spirv,cpu && Stdout 'undeclared identifier' && Done
Refuses "validate nothing" 2 "no file to validate" "$kKiln" validate
Refuses "validate on no route" 2 "'x' is no route" "$kKiln" validate ../wave.cl --routes=x
Refuses "a range backwards" 2 "'2,1' is no value of --range=; expected LOW,HIGH" "$kKiln" validate ../wave.cl --range=2,1
Refuses "an input without index" 2 "'7' is no value of --input=; expected INDEX:VALUE" "$kKiln" validate ../wave.cl --input=7

# ---- Reports
Expect "a report" 0 "" "$kKiln" report ../good.cl -o r.html && Files r.html && Holds r.html '<title>../good.cl: Kiln.s report</title>' && Holds r.html '"schema":"kiln-report/1"' && Done
Expect "a report on standard output" 0 "" bash -c "'$kKiln' report - --stdin-name=in.cl -o - <../good.cl" && Files && Stdout 'what is run is read from a file' && Done
Expect "a report without running" 0 "" "$kKiln" report ../good.cl -o r.html --no-validate && Files r.html && Holds r.html 'no-validate' && Done
Refuses "a report of no file" 2 "no input file; try 'kiln report --help'" "$kKiln" report -o r.html
Refuses "a report of two files" 2 "takes one input" "$kKiln" report ../good.cl ../two.cl -o r.html
Refuses "a report of a missing file" 4 "'absent.cl'" "$kKiln" report absent.cl -o r.html
Refuses "a report of a folder" 4 "'\.\.'" "$kKiln" report .. -o r.html
Refuses "a report without output" 2 "no output; name the page with -o FILE.html" "$kKiln" report ../good.cl
Refuses "a report over its input" 2 "is the input" "$kKiln" report ../good.cl -o ../good.cl
Refuses "two pages" 2 "writes one page" "$kKiln" report ../good.cl -o a.html -o b.html
Refuses "a page in no folder" 4 "absent/r.html" "$kKiln" report ../good.cl -o absent/r.html --no-validate
Refuses "a report of what does not compile" 1 "bad.cl:2:10: error: use of undeclared identifier" "$kKiln" report ../bad.cl -o r.html
Refuses "a report of no kernel" 1 "has no kernel" "$kKiln" report ../no_kernel.cl -o r.html
Refuses "a report of an absent kernel" 2 "there is no kernel 'x'; expected first or second" "$kKiln" report ../two.cl -o r.html --kernel=x
Refuses "a report on no route" 2 "'x' is no route" "$kKiln" report ../good.cl -o r.html --routes=x
Refuses "a report's unknown option" 2 "unknown option '--emit=spv' here; it belongs to translation" "$kKiln" report ../good.cl -o r.html --emit=spv
printf 'kernel void k(global double* y) { y[get_global_id(0)] *= 2.0; }\n' >double.cl
Expect "a report with limits" 0 "" "$kKiln" report ../double.cl -o r.html --no-validate && Files r.html && Holds r.html "requires cl_khr_fp64 support" && Done

cat >wrong.cl <<'CL'
/*!
[config]
kernel_name: k
dimensions: 1
global_size: 4 0 0
[test]
name: doubles
arg_out: 0 buffer int[4] 2 4 6 9
arg_in: 0 buffer int[4] 1 2 3 4
!*/
kernel void k(global int* y) { y[get_global_id(0)] *= 2; }
CL
Expect "a report of what fails" 3 "a test fails on a route; the page says which" "$kKiln" report ../wrong.cl -o r.html && Files r.html && Holds r.html 'got 8, expected 9' && Done

# ---- Metal hosts
echo 'kernel void sampler(global float* y, float a) { y[get_global_id(0)] *= a; }' >word.cl
Expect "a Swift host" 0 "" "$kKiln" reflect ../word.cl --metal-host && Stdout 'makeFunction\(name: "sampler_"\)' && Stdout 'struct SamplerKernel' && Done
Expect "an Objective-C++ host" 0 "" "$kKiln" reflect ../word.cl --metal-host=objc && Stdout 'newFunctionWithName:@"sampler_"' && Done
Expect "the name in Metal" 0 "" "$kKiln" reflect ../word.cl && Stdout '"metal_name": "sampler_"' && Done
Refuses "a host in another language" 2 "'rust' is no value of --metal-host=; expected swift or objc" "$kKiln" reflect ../good.cl --metal-host=rust
Expect "a host for another target" 2 "needs that of a Metal target" bash -c "'$kKiln' reflect ../good.cl > r.json; '$kKiln' reflect r.json --metal-host" && Files r.json && Done

# ---- Dependency files
Expect "depfile" 0 "" "$kKiln" ../include.cl -o x.spv -o x.comp -MD && Files x.comp x.d x.spv && Holds x.d '^x\.spv: \.\./include\.cl \.\./header\.h$' && Done
Expect "depfile options" 0 "" "$kKiln" '../sub/a b.cl' -o y.spv -MD -MF z.dep -MQ 'a b.o' -MT raw -MP && Files y.spv z.dep &&
  Holds z.dep '^a\\ b\.o raw: \.\./sub/a\\ b\.cl \.\./sub/header\.h$' && Holds z.dep '^\.\./sub/header\.h:$' && Done
Expect "only dependencies" 0 "" "$kKiln" -M ../include.cl && Files && Stdout '^include\.spv: \.\./include\.cl \.\./header\.h$' && Done
Refuses "depfile option alone" 2 "'-MF' has no effect without -MD" "$kKiln" ../good.cl -o x.spv -MF x.d

# ---- Diagnostics
Refuses "msvc diagnostics" 1 "bad\.cl\(2,10\): error: use of undeclared" "$kKiln" ../bad.cl -o x.spv -fdiagnostics-format=msvc
Refuses "json diagnostics" 1 '"message": ?"use of undeclared identifier' "$kKiln" ../bad.cl -o x.spv -fdiagnostics-format=json
Refuses "sarif diagnostics" 1 '"version": ?"2\.1\.0"' "$kKiln" ../bad.cl -o x.spv -fdiagnostics-format=sarif
Refuses "unknown diagnostics" 2 "expected clang, msvc, json or sarif" "$kKiln" ../bad.cl -o x.spv -fdiagnostics-format=xml
Refuses "colours" 1 $'\x1b\\[' "$kKiln" ../bad.cl -o x.spv -fcolor-diagnostics

# ---- Addressing
echo 'typedef struct Node { int value; global struct Node *next; } Node; kernel void k(global Node *n, global int *o) { *o = n->next->value; }' >list.cl
Expect "physical addressing where it is needed" 0 "list\.cl:1:.*remark: the kernel 'k' uses physical addresses.*\[physical-addressing\]" \
  "$kKiln" ../list.cl -o x.spvasm -o x.json && Holds x.spvasm 'PhysicalStorageBuffer64' && Holds x.json '"kind": "address"' && Done
Expect "each warning once" 0 "1 warning generated" bash -c "echo 'typedef struct Node { global struct Node *next; int v; } Node; kernel void k(global Node *n, global int *o) { int unused; *o = n->next->v; }' >../warn.cl;
  '$kKiln' -Wall ../warn.cl -o x.spv 2>err; cat err >&2; test \$(grep -c 'warning: unused' err) = 1; rm err" && Files x.spv && Done
Refuses "physical addressing forbidden" 1 "list\.cl:1:.*error: .*kept in the buffer 'n'.*\[unsupported-pointer\]" "$kKiln" ../list.cl --addressing=logical -o x.spv
Refuses "physical addressing in HLSL" 1 "kept in the buffer 'n'" "$kKiln" ../list.cl -o x.hlsl
Expect "physical addressing on Metal" 0 "remark: the kernel 'k' uses physical addresses" "$kKiln" ../list.cl -o x.metal && Holds x.metal "reinterpret_cast<device" && Done
Expect "physical addressing for all" 0 "" "$kKiln" ../good.cl --addressing=physical -o x.json && Holds x.json '"kind": "address"' && Done
Refuses "unknown addressing" 2 "expected auto, logical or physical" "$kKiln" ../good.cl --addressing=flat -o x.spv

# ---- Large input
# An expression of 3,000 operations: no text nests it, and nothing runs out of stack.
{
  echo 'kernel void chain(global int* y, global const int* x) { int v = x[0];'
  for ((i = 0; i < 1000; ++i)); do echo "v = (v ^ $i) * 3 + x[$((i % 8))];"; done
  echo 'y[0] = v; }'
} >chain.cl
Expect "deep expression" 0 "" "$kKiln" ../chain.cl -o chain.comp -o chain.metal -o chain.hlsl && Files chain.comp chain.hlsl chain.metal
for text in work/chain.*; do ! grep -Eq '\({100}' "$text" || Fail "$text nests a hundred parentheses"; done
Done

# ---- The other subcommands
Expect "reflect" 0 "" "$kKiln" reflect ../good.cl && Stdout '"name": "scale"' && Done
Expect "reflect for metal" 0 "" "$kKiln" reflect ../good.cl --target=metal3.0 && Stdout '"target": "metal3.0"' && Done
Expect "reflect a reflection" 0 "" bash -c "'$kKiln' reflect ../good.cl >../r.json && '$kKiln' reflect ../r.json | cmp - ../r.json" && Done
Refuses "reflect a damaged reflection" 1 "while reading '../bad.json'" bash -c "echo '{\"schema\": 1}' >../bad.json; '$kKiln' reflect ../bad.json"
Expect "reflect SPIR-V" 0 "" bash -c "'$kKiln' ../good.cl -o ../good.spv && '$kKiln' reflect ../good.spv | cmp - ../r.json" && Done
Refuses "reflect damaged SPIR-V" 1 "while reading '../half.spv'" bash -c "head -c 100 ../good.spv >../half.spv; '$kKiln' reflect ../half.spv"
Refuses "run of what is no text" 2 "is not OpenCL C source" "$kKiln" run ../random.cl --global=1
Refuses "SPIR-V as a source" 2 "is a SPIR-V module" "$kKiln" ../good.spv -o x.spv
Refuses "golden without a folder" 2 "no folder" "$kKiln" golden
Refuses "golden update in CI" 2 "CI" env CI=1 "$kKiln" golden .. --update
Refuses "test without a file" 2 "no file or folder to test" "$kKiln" test
Refuses "test of a missing file" 4 "nowhere" "$kKiln" test nowhere.cl
Refuses "run without a size" 2 "give --global" "$kKiln" run ../good.cl
# Without a driver of Vulkan: VK_DRIVER_FILES and VK_ICD_FILENAMES name none.
Expect "run on the CPU reference" 0 "" "$kKiln" run ../good.cl --global=4 --arg=4xf32=1,2,3,4 --arg=2 --device=cpu --expect=0:2,4,6,8 && Done
Refuses "wrong result on the CPU reference" 3 "is not what was expected" "$kKiln" run ../good.cl --global=4 --arg=4xf32=1,2,3,4 --arg=2 --device=cpu --expect=0:2,4,6,9
Expect "run without a Vulkan device" 0 "no usable Vulkan device.*CPU reference" env VK_DRIVER_FILES=/none VK_ICD_FILENAMES=/none "$kKiln" run ../good.cl --global=4 --arg=4xf32=1,2,3,4 --arg=2 --expect=0:2,4,6,8 && Done
Refuses "a device that is named and missing" 4 "Vulkan" env VK_DRIVER_FILES=/none VK_ICD_FILENAMES=/none "$kKiln" run ../good.cl --global=4 --arg=4xf32=1,2,3,4 --arg=2 --device=auto
Refuses "a module on the CPU reference" 2 "executes a source" "$kKiln" run ../good.spv --global=4 --device=cpu
printf 'kernel void far(global int* y, int n) {\n  y[get_global_id(0) + n] = 1;\n  y[0] = 1 << n;\n}\n' >far.cl
Expect "check of a kernel that is right" 0 "" "$kKiln" run --check ../good.cl --global=4 --arg=4xf32=1,2,3,4 --arg=2 --expect=0:2,4,6,8 && Done
Refuses "check of a kernel that leaves its buffer" 1 "far\.cl:2:27: error: writes 4 bytes at byte 16 of global 'y', which has 16 bytes \(work-item \(3\) of group \(0\)\) \[out-of-bounds\]" "$kKiln" run --check ../far.cl --global=4 --arg=4xi32=zeros --arg=1
Expect "check that only warns" 0 "far\.cl:3:12: warning: shifts 32 bits .*\[shift\]" "$kKiln" run --check ../far.cl --global=1 --arg=64xi32=zeros --arg=40 && Done
Refuses "check on a device" 2 "needs --device=cpu" "$kKiln" run --check ../good.cl --global=4 --device=0
Refuses "check of a module" 2 "--check executes a source" "$kKiln" run --check ../good.spv --global=4
Refuses "checks without the route cpu" 2 "--check is of the route cpu" "$kKiln" test --check --routes=spirv ../good.cl
Refuses "bad number" 2 "'x' is no value of --ulp=" "$kKiln" run ../good.cl --global=1 --ulp=x
Refuses "bad use of memory" 2 "'fast' is no use of memory; expected auto, device-local" "$kKiln" run ../good.cl --global=1 --memory=fast
Refuses "bad timeout of a run" 2 "'0' is no timeout.*in --timeout=0" "$kKiln" run ../good.cl --global=1 --timeout=0
if "$kKiln" devices 2>/dev/null | grep -q '^0: '; then
  Expect "devices" 0 "" "$kKiln" devices --json && Stdout '"uuid": "[0-9a-f-]{36}"' && Done
  Expect "devices say what they can run" 0 "" "$kKiln" devices ../good.cl && Stdout '^ +kernel +scale: can run$' && Done
  Expect "doctor" 0 "" "$kKiln" doctor && Stdout '^ok +translator$' && Stdout '^ok +device 0, ' && Done
  Expect "doctor as JSON" 0 "" "$kKiln" doctor --json && Stdout '"healthy": true' && Done
  Expect "doctor finds a broken device" 4 "" env KILN_FAULT=submit:lost@1 "$kKiln" doctor && Stdout '^WRONG +device 0, .*VK_ERROR_DEVICE_LOST' && Done
  Expect "devices explain their memory" 0 "" "$kKiln" devices && Stdout 'auto: type [0-9]+ of heap [0-9]+ \(' && Done
  Refuses "a fault of KILN_FAULT" 4 "vkQueueSubmit failed with VK_ERROR_DEVICE_LOST" env KILN_FAULT=submit:lost@1 "$kKiln" run ../good.cl --global=4 --arg=4xf32=ones --arg=2
  Refuses "bad KILN_FAULT" 2 "'gone' is no call.*KILN_FAULT" env KILN_FAULT=gone:1 "$kKiln" run ../good.cl --global=4 --arg=4xf32=ones --arg=2
  Refuses "unknown device" 4 "no-such-device" "$kKiln" run ../good.cl --global=4 --arg=4xf32=ones --arg=2 --device=no-such-device
  Refuses "too few arguments" 2 "1 arguments are given, the kernel has 2" "$kKiln" run ../good.cl --global=4 --arg=4xf32=ones
  Refuses "argument of the wrong kind" 2 "argument 1" "$kKiln" run ../good.cl --global=4 --arg=4xf32=ones --arg=4xf32=ones
  Refuses "argument of the wrong size" 2 "argument 1" "$kKiln" run ../good.cl --global=4 --arg=4xf32=ones --arg=1,2,3
  Refuses "work-group above the limit" 2 "work-group|local size" "$kKiln" run ../good.cl --global=8192 --local=4096 --arg=8192xf32=ones --arg=2
  Refuses "unsupported kernel" 1 "different element types" bash -c "echo 'kernel void k(read_only image2d_t i, global int* o) { o[0] = read_imagei(i, (int2)(0)).x + read_imagef(i, (int2)(0)).x; }' >../i.cl; '$kKiln' run ../i.cl --global=1"
  Expect "run" 0 "" "$kKiln" run ../good.cl --global=4 --arg=4xf32=1,2,3,4 --arg=2 --out=0:y.npy --expect=0:2,4,6,8 && Files y.npy && Done
  Expect "run of SPIR-V" 0 "" "$kKiln" run ../good.spv --global=4 --arg=4xf32=1,2,3,4 --arg=2 --expect=0:2,4,6,8 && Done
  Refuses "run of damaged SPIR-V" 1 "while reading '../half.spv'" "$kKiln" run ../half.spv --global=4
  Expect "run that prints" 0 "" "$kKiln" run ../print.cl --global=2 --arg=7 && Stdout '^0: 7 = 7\.0 %$' && Stdout '^1: 7' && Done
  Expect "run that prints too much" 0 "'print': the printf buffer was full, 2 more calls" "$kKiln" run ../print.cl --global=5 --arg=7 \
    --printf-buffer=64 && Stdout ': 7 = 7\.0 %$' && Done
  echo 'kernel void k(write_only image2d_t o) { write_imagef(o, (int2)(get_global_id(0), get_global_id(1)), (float4)(1, 0, 0.2f, 1)); }' >paint.cl
  echo 'kernel void k(read_only image2d_t i, sampler_t s, global float4* o) { *o = read_imagef(i, s, (float2)(0.5f, 0.5f)); }' >look.cl
  Expect "run with an image" 0 "" "$kKiln" run ../paint.cl --global=4,2 --arg=image:4x2 --out=0:red.png --expect=0:red.png && Files red.png
  cp work/red.png . && Done
  Expect "run with a picture" 0 "" "$kKiln" run ../look.cl --global=1 --arg=image:../red.png --arg=sampler:linear,normalized --arg=1xfloat4=zeros --expect=2:1,0,0.2,1 --ulp=4 && Done
  Refuses "a picture for a buffer" 2 "is no image to write as PNG" "$kKiln" run ../good.cl --global=4 --arg=4xf32=ones --arg=2 --out=0:y.png
  Refuses "a buffer for an image" 2 "is no image, as in image:photo.png" "$kKiln" run ../paint.cl --global=1 --arg=4xf32=ones
  Expect "run with a mismatch" 3 "argument 0 \('y'\).*" "$kKiln" run ../good.cl --global=4 --arg=4xf32=1,2,3,4 --arg=2 --expect=0:2,4,6,9
  grep -q '1 of 4' stderr || Fail "does not say how many differ: $(cat stderr)"
  Done
fi

# ---- Lines of the source
printf 'kernel void sum(global int* y, int n) {\n  int total = 0;\n  for (int k = 0; k < n; ++k)\n    total += y[k] * k;\n  y[n] = total;\n}\n' >loop.cl
Expect "source map" 0 "" "$kKiln" ../loop.cl -o l.comp -o l.metal -o l.hlsl -o l.spvasm --source-map=map.json &&
  Files l.comp l.metal l.hlsl l.spvasm map.json && Holds map.json '"schema": "kiln-source-map/1"' && Holds map.json '"sources": \["\.\./loop\.cl"\]'
for text in l.comp l.metal; do
  for line in 'for (int k:3' 'y\[k\] \* k:4' 'y\[.*\] = total:5'; do
    at=$(grep -n -- "${line%:*}" work/$text | head -1 | cut -d: -f1)
    grep "\"$text\"" work/map.json | grep -q "\[$at, 0, ${line##*:}\]" || Fail "$text: line $at, '${line%:*}', is not line ${line##*:}"
  done
done
grep -q '"l.hlsl".*\[\[' work/map.json || Fail "no lines of HLSL"
grep -q '"l.spvasm".*\[\[' work/map.json || Fail "no lines of assembly"
! grep -q '#line' work/l.comp || Fail "#line without -g"
Done
Expect "-g keeps loops" 0 "" "$kKiln" ../loop.cl -o l.comp -o l.metal -g && Holds l.comp 'for \(int k = 0; k < ' && Holds l.comp '^#line 3 "../loop.cl"' &&
  Holds l.metal '^#line 5 "../loop.cl"' && Done
Refuses "source map of no text" 2 "source-map=' has no effect: no output is a text" "$kKiln" ../loop.cl -o l.spv --source-map=map.json
Refuses "source map without a name" 2 "source-map=' needs a file name" "$kKiln" ../loop.cl -o l.comp --source-map=
Refuses "source map over the input" 2 "would overwrite the input" "$kKiln" ../loop.cl -o l.comp --source-map=../loop.cl

# ---- Text routes
cat >endless.cl <<'CL'
/*!
[config]
name: endless
dimensions: 1
[test]
name: never ends
kernel_name: endless
global_size: 1 1 1
arg_in: 0 buffer int[1] 1
arg_out: 0 buffer int[1] 2
!*/
kernel void endless(global volatile int* x) { while (x[0] != 2) x[0] |= 1; }
CL
Expect "a Metal text that does not end" 3 "" "$kKiln" test ../endless.cl --routes=msl --timeout=1 -save-temps &&
  Stdout "^FAIL .*::never ends: 'endless' did not end within 1000 ms" && Files endless.cl.endless.metal &&
  Holds endless.cl.endless.metal 'kernel void endless' && Done

# ---- kiln check
"$kKiln" good.cl -o good.comp -o good.metal -o checked.spv -o checked.spvasm -o good.hlsl
printf '#version 460\nlayout(local_size_x = 1) in;\n#line 70 "k.cl"\nvoid main()\n{\n    int a = b;\n}\n' >bad.comp
printf '#include <metal_stdlib>\nusing namespace metal;\nkernel void k(device float* y [[buffer(0)]])\n{\n    y[0] = double(1);\n}\n' >bad.metal
sed 's/GLCompute/Kernel/' checked.spvasm >wrong.spvasm
: >empty.comp && : >empty.metal && : >empty.spv
printf '\n\n  \n' >blank.metal
printf 'void main() {\n\0\1\377}' >garbage.comp && cp garbage.comp garbage.metal
head -c 4096 "$kKiln" >garbage.spv
Expect "check of valid files" 0 "" "$kKiln" check ../good.comp ../good.metal ../checked.spv && Files && Stdout '^\.\./good\.comp: valid GLSL' &&
  Stdout '^\.\./good\.metal: valid MSL 2\.4' && Stdout '^\.\./checked\.spv: valid SPIR-V for vulkan1\.3' && Done
Expect "check for a version of Metal" 0 "" "$kKiln" check ../good.metal --target=metal3.0 && Stdout 'valid MSL 3\.0' && Done
Expect "check of a bad GLSL text" 1 "^\.\./bad\.comp:6: error: 'b' : undeclared identifier" "$kKiln" check ../bad.comp
grep -qx '    int a = b;' stderr || Fail "does not show the line: $(cat stderr)"
[[ ! -s stdout ]] || Fail "calls it valid"
Done
Refuses "check of a bad Metal text" 1 "^\.\./bad\.metal:5:.*'double' is not supported in Metal" "$kKiln" check ../bad.metal
if command -v spirv-as >/dev/null && spirv-as wrong.spvasm -o wrong.spv; then
  Refuses "check of a bad module" 1 "^\.\./wrong\.spv: error: .*Kernel" "$kKiln" check ../wrong.spv
fi
Refuses "check of empty files" 1 "empty\.comp: error: the file is empty" "$kKiln" check ../empty.comp
Refuses "check of an empty Metal text" 1 "blank\.metal: error: the file is empty" "$kKiln" check ../empty.metal ../blank.metal
Refuses "check of an empty module" 1 "empty\.spv: error: the file is empty" "$kKiln" check ../empty.spv
Refuses "check of garbage as GLSL" 1 "garbage\.comp: error: not a text: line 2 has a zero byte" "$kKiln" check ../garbage.comp
Refuses "check of garbage as Metal" 1 "garbage\.metal: error: not a text: line 2" "$kKiln" check ../garbage.metal
Refuses "check of garbage as a module" 1 "garbage\.spv: error: .*magic" "$kKiln" check ../garbage.spv
Refuses "check of half a word" 1 "odd\.spv: error: its size is not a multiple of 4" bash -c "printf abcdef >../odd.spv; '$kKiln' check ../odd.spv"
Refuses "check of an unknown suffix" 2 "cannot tell from '../good.hlsl' what to check; expected \.metal, " "$kKiln" check ../good.hlsl
Refuses "check of a missing file" 4 "missing\.comp" "$kKiln" check ../missing.comp
Refuses "check of nothing" 2 "no file to check" "$kKiln" check
Expect "check of good and bad files" 1 "bad\.comp:6" "$kKiln" check ../good.metal ../bad.comp && Stdout 'good\.metal: valid' && Done

# ---- Looking inside
Expect "stop-after" 0 "" "$kKiln" ../good.cl --stop-after=resolve-builtins && Files && Stdout 'define .*@scale' && Done
Refuses "unknown pass" 2 "there is no pass 'x'; expected clone" "$kKiln" ../good.cl --stop-after=x
Expect "time-passes" 0 "resolve-pointers" "$kKiln" ../good.cl -o x.spv --time-passes && Files x.spv && Done
Expect "ftime-report" 0 "front end" "$kKiln" ../good.cl -o x.spv -ftime-report && Done
Expect "dump-dir" 0 "" "$kKiln" ../good.cl -o x.spv --dump-dir=dump && [[ -s $(echo work/dump/*-emit.ll) ]] && Done

# ---- Messages about one source for several targets
cat > half_a_double.cl <<'EOF'
kernel void k(global float* o) { o[0] = o[1] * 2.5; }
EOF
Expect "a remark is made once" 0 "demoted-double" "$kKiln" ../half_a_double.cl --target=vulkan1.1 -o x.metal -o x.comp
[[ $(grep -c 'remark:' stderr) == 1 ]] || Fail "said more than once: $(cat stderr)"
Done
cat > bytes.cl <<'EOF'
typedef struct { uchar a; int b; } S;
kernel void k(global S* s, global int* o) { o[0] = s[1].a + s[1].b; }
EOF
Expect "what a text cannot say has a line" 1 "while printing kernel 'k' \(.*bytes\.cl:2\) for" "$kKiln" ../bytes.cl -o x.hlsl && Done

# ---- The cache of translations
echo 'inline float twice(float x) { return 2 * x; }' >twice.h
cat >cached.cl <<'EOF'
#include "twice.h"
kernel void k(global float* o) { int unused; o[0] = twice(o[0]); }
EOF
Kept() { "$kKiln" cache stats --cache-dir=../kept "$@"; }
Hits() {
  (cd work && Kept >../statistics)
  grep -qE "^hits +$1 of $2 " statistics || Fail "not $1 hits of $2: $(cat statistics)"
}
Expect "a cold cache" 0 "unused" "$kKiln" ../cached.cl -Wall -o x.spv -o x.json -MD --cache-dir=../kept && Files x.d x.json x.spv
cp -r work cold && cp stderr cold_stderr && Hits 0 1 && Done
Expect "a warm cache says and writes the same" 0 "unused" "$kKiln" ../cached.cl -Wall -o x.spv -o x.json -MD --cache-dir=../kept && Files x.d x.json x.spv
diff -r work cold && diff stderr cold_stderr || Fail "differs"
Hits 1 2 && Done
Expect "other options are another translation" 0 "" "$kKiln" ../cached.cl -o x.spv -DN=1 --cache-dir=../kept && Hits 1 3 && Done
echo 'inline float twice(float x) { return x + x + 0.0f; }' >twice.h
Expect "a changed header is another translation" 0 "unused" "$kKiln" ../cached.cl -Wall -o x.spv -o x.json -MD --cache-dir=../kept && Hits 1 4 && Done
for entry in kept/??/*.entry; do printf x >>"$entry"; done
Expect "damaged entries are rebuilt" 0 "unused" "$kKiln" ../cached.cl -Wall -o x.spv -o x.json -MD --cache-dir=../kept && Hits 1 5
Expect "and then found" 0 "unused" "$kKiln" ../cached.cl -Wall -o x.spv -o x.json -MD --cache-dir=../kept && Hits 2 6 && Done
Expect "no-cache" 0 "" "$kKiln" ../cached.cl -o x.spv --no-cache --cache-dir=../kept && Hits 2 6 && Done
echo 'constant char when[] = __TIME__; kernel void k(global char* o) { o[0] = when[0]; }' >now.cl
Expect "what names the time is not kept" 0 "" bash -c "for i in 1 2; do '$kKiln' ../now.cl -o x.spv --cache-dir=../kept; done" && Hits 2 8 && Done
Refuses "errors are not kept" 1 "error" bash -c "echo 'kernel void k( {' >../broken.cl; '$kKiln' ../broken.cl -o x.spv --cache-dir=../kept 2>/dev/null; '$kKiln' ../broken.cl -o x.spv --cache-dir=../kept"
touch a_file
Expect "an unwritable cache is a remark" 0 "note: the cache '../a_file' was not written" "$kKiln" ../cached.cl -o x.spv --cache-dir=../a_file && Files x.spv && Done
Expect "cache stats as JSON" 0 "" "$kKiln" cache stats --json --cache-dir=../kept && Stdout '"hits": 2' && Done
Expect "cache clear" 0 "" "$kKiln" cache clear --cache-dir=../kept && Hits 0 0 && Done
Expect "the cache of the environment" 0 "" env KILN_CACHE_DIR=../kept "$kKiln" ../cached.cl -o x.spv && Hits 0 1 && Done
Refuses "bad KILN_CACHE_SIZE" 2 "'much' is no size.*KILN_CACHE_SIZE" env KILN_CACHE_DIR=../kept KILN_CACHE_SIZE=much "$kKiln" ../cached.cl -o x.spv
Refuses "cache without a word" 2 "takes one word: stats or clear" "$kKiln" cache --cache-dir=../kept
Refuses "cache without a folder" 2 "there is no cache" env -u KILN_CACHE_DIR "$kKiln" cache stats
if "$kKiln" devices 2>/dev/null | grep -q '^0: '; then
  "$kKiln" cache clear --cache-dir=kept
  Expect "run from the cache" 0 "" bash -c "for i in 1 2; do '$kKiln' run ../good.cl --global=4 --arg=4xf32=1,2,3,4 --arg=2 --expect=0:2,4,6,8 --cache-dir=../kept; done" && Hits 1 2 && Done
fi

# ---- Telemetry
readonly kScaleOnly=(../good.cl --global=4 --arg=4xf32=1,2,3,4 --arg=2)
readonly kScale=(../good.cl --global=4 --arg=4xf32=1,2,3,4 --arg=2 --expect=0:2,4,6,8)
Expect "events as JSON lines" 0 "" "$kKiln" run "${kScale[@]}" --telemetry=e.jsonl
Files e.jsonl
Holds e.jsonl '^\{"schema": "kiln-events/1", '
Holds e.jsonl '^\{"kind": "translate", .*"name": "\.\./good\.cl"'
Holds e.jsonl '^\{"kind": "launch", .*"clock": "device", .*"name": "scale", "items": 4\}'
Holds e.jsonl '^\{"kind": "read", .*"bytes": 16\}'
python3 -c 'import json, sys; [json.loads(line) for line in open("work/e.jsonl")]' 2>/dev/null || Fail "it is no JSON"
Done
Expect "a trace" 0 "" "$kKiln" run "${kScaleOnly[@]}" --trace=t-%p.json --repeat=3
mv work/t-*.json work/t.json
Holds t.json '"name": "scale", "cat": "launch", "ph": "X"'
python3 -c 'import json; t = json.load(open("work/t.json")); assert sum(e["name"] == "scale" for e in t) == 3' 2>/dev/null || Fail "it is no trace"
Done
Expect "metrics in a file" 0 "" "$kKiln" run "${kScaleOnly[@]}" --metrics=m.prom --repeat=3
Files m.prom
Holds m.prom '^kiln_launches_total\{device=".*",kernel="scale"\} 3$'
Holds m.prom '^kiln_open_devices 0$'
Done
Expect "metrics of a run on the CPU reference, for want of a device" 0 "no usable Vulkan device" \
  env VK_DRIVER_FILES=/none VK_ICD_FILENAMES=/none "$kKiln" run "${kScale[@]}" --metrics=m.prom
Holds m.prom '^kiln_recoveries_total\{action="fallback"\} 1$'
Holds m.prom '^kiln_launches_total\{device="CPU reference",kernel="scale"\} 1$'
Done
Expect "metrics of a run that fails" 2 "arguments are given" "$kKiln" run ../good.cl --global=4 --arg=2 --metrics=m.prom
Files m.prom
Done
Expect "a port that is free" 0 'note: metrics are served at http://127\.0\.0\.1:[0-9]+/metrics' "$kKiln" run "${kScale[@]}" --metrics-port=0 && Done
Expect "an address" 0 'served at http://127\.0\.0\.2:[0-9]+/metrics' "$kKiln" run "${kScale[@]}" --metrics-port=127.0.0.2:0 && Done
Expect "operations that are slow" 0 "kiln: slow: launch of 'scale' on '.*' took .* ms" "$kKiln" run "${kScale[@]}" --slow=0.000001 && Done
Expect "the environment asks for events" 0 "" env KILN_TELEMETRY=env.jsonl KILN_TRACE=env.json "$kKiln" run "${kScale[@]}"
Files env.json env.jsonl
Done
Expect "options come before the environment" 0 "" env KILN_TRACE=env.json "$kKiln" run "${kScale[@]}" --trace=option.json
Files option.json
Done
Refuses "a port that is none" 2 "'http' is no port; expected a number up to 65535, or ADDRESS:PORT" "$kKiln" run "${kScale[@]}" --metrics-port=http
Refuses "a port that is too large" 2 "'70000' is no port" "$kKiln" run "${kScale[@]}" --metrics-port=70000
Refuses "an address that is none" 2 "'example\.org' in 'example\.org:80' is no IPv4 address" "$kKiln" run "${kScale[@]}" --metrics-port=example.org:80
Refuses "an address of another machine" 4 "cannot serve metrics on 192\.0\.2\.1:9464: Cannot assign" "$kKiln" run "${kScale[@]}" --metrics-port=192.0.2.1:9464
Refuses "a trace that cannot be written" 4 "cannot write '/no/such/t\.json': No such file" "$kKiln" run "${kScale[@]}" --trace=/no/such/t.json
Refuses "events that cannot be written" 4 "cannot write '\.': Is a directory" "$kKiln" run "${kScale[@]}" --telemetry=.
Refuses "a trace on a full disk" 4 "'/dev/full' is not whole: No space left" "$kKiln" run "${kScale[@]}" --trace=/dev/full
Refuses "metrics that cannot be written" 4 "m\.prom" "$kKiln" run "${kScale[@]}" --metrics=/no/such/m.prom
Refuses "a threshold that is none" 2 "'soon' is no positive number of seconds, in --slow=soon" "$kKiln" run "${kScale[@]}" --slow=soon
Refuses "a threshold of the environment that is none" 2 "'-1' is no positive number of seconds, in the environment variable KILN_SLOW" env KILN_SLOW=-1 "$kKiln" run "${kScale[@]}"

# ---- Configuration
printf '{\n  "telemetry": {"events": "c.jsonl"},\n  "cache": {"folder": "cached"}\n}\n' >config.json
printf '{\n  "timeuot": 3,\n  "memory": {\n    "quota": "many"\n  }\n}\n' >wrong.json
printf '{\n  "timeout": 3\n  "device": 0\n}\n' >broken.json
printf '{"memory": {"quota": 16}}\n' >little.json
Expect "a configuration" 0 "" "$kKiln" run "${kScale[@]}" --config=../config.json
Holds c.jsonl '"kind": "launch"'
Done
Expect "a configuration that the environment names" 0 "" env KILN_CONFIG=../config.json "$kKiln" run "${kScale[@]}"
Holds c.jsonl '"kind": "launch"'
Done
Expect "the environment comes before the configuration" 0 "" env KILN_TELEMETRY=e.jsonl "$kKiln" run "${kScale[@]}" --config=../config.json --no-cache
Files e.jsonl
Done
Expect "options come before both" 0 "" env KILN_TELEMETRY=e.jsonl "$kKiln" run "${kScale[@]}" --config=../config.json --telemetry=o.jsonl --no-cache
Files o.jsonl
Done
Expect "a translation with a configuration" 0 "" "$kKiln" ../good.cl -o good.spv --config=../config.json
grep -q '^cached/' files || Fail "there is no cache"
Done
Expect "the cache of a configuration" 0 "" "$kKiln" cache stats --config=../config.json
Stdout '^folder +cached$'
Done
Refuses "a quota of a configuration" 4 "the memory quota of 16 bytes is used up" "$kKiln" run "${kScale[@]}" --config=../little.json
Refuses "settings that do not exist" 2 "error: \.\./wrong\.json:2: 'timeuot' is no setting; did you mean 'timeout'\?" "$kKiln" run "${kScale[@]}" --config=../wrong.json
Refuses "values that are wrong" 2 "^\.\./wrong\.json:4: 'quota' is a number of bytes" "$kKiln" run "${kScale[@]}" --config=../wrong.json
Refuses "a configuration that is no JSON" 2 "\.\./broken\.json:3: syntax error" "$kKiln" ../good.cl -o good.spv --config=../broken.json
Refuses "a configuration that does not exist" 4 "none\.json.*while reading the configuration" "$kKiln" devices --config=none.json
Refuses "a configuration of the environment that does not exist" 4 "which the environment variable KILN_CONFIG names" env KILN_CONFIG=none.json "$kKiln" run "${kScale[@]}"

# ---- Internal errors leave a folder
for how in segfault fatal internal; do
  Expect "reproducer after $how" 70 "internal error" "$kKiln" ../good.cl -o x.spv --debug-crash=$how -fcrash-diagnostics-dir=crash
  [[ ! -e work/x.spv ]] || Fail "left x.spv"
  [[ -s "$(echo work/crash/kiln-reproducer-*/good.cl)" ]] || Fail "the folder lacks the input: $(cat files)"
  grep -q -- '-o x.spv' work/crash/kiln-reproducer-*/command.sh || Fail "the folder lacks the command"
  grep -q "kiln-reproducer-" stderr || Fail "the message does not name the folder"
  Done
done

# ---- Completion
if [[ -f ${2:-} ]]; then
  name="completion" ok=1
  Complete() {
    # shellcheck disable=SC1090,SC2034
    (source "$1" && COMP_LINE=$2 COMP_POINT=${#2} && read -ra COMP_WORDS <<<"$2" && COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) &&
      { _kiln 2>/dev/null; printf '%s\n' "${COMPREPLY[@]}"; })
  }
  Complete "$2" 'kiln x.cl --emit=g' | grep -qx -- '--emit=glsl' || Fail "no --emit=glsl"
  Complete "$2" 'kiln run x.cl --glo' | grep -qx -- '--global=' || Fail "no --global="
  [[ -z "$(Complete "$2" 'kiln x.cl --glo')" ]] || Fail "--global= outside of kiln run"
  Complete "$2" 'kiln dev' | grep -qx devices || Fail "no devices"
  Done
fi

echo "$passed passed, $failed failed"
((failed == 0))
