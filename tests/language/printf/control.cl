// Where printf stands: in branches, loops and functions, for some work-items, between barriers.

/*!
[config]
name: printf under control flow
clc_version_min: 12
dimensions: 1

[test]
name: branches
kernel_name: branches
global_size: 8 1 1
local_size: 4 1 1
arg_in: 0 int 7
printed: "loop 1.0"
printed: "loop 2.0"
printed: "loop 2.1"
printed: "loop 3.0"
printed: "loop 3.1"
printed: "loop 3.2"
printed: "loop 5.0"
printed: "loop 6.0"
printed: "loop 6.1"
printed: "loop 7.0"
printed: "loop 7.1"
printed: "loop 7.2"
printed: "n"
printed: "third 0"
printed: "third 3"
printed: "third 6"

[test]
name: functions
kernel_name: functions
global_size: 8 1 1
local_size: 4 1 1
arg_out: 0 buffer int[8] 0 0 0 0 0 0 0 0
printed: "measured 0"
printed: "measured 1"
printed: "measured 2"
printed: "measured 3"
printed: "measured 4"
printed: "measured 5"
printed: "measured 6"
printed: "measured 7"
printed: "odd 1"
printed: "odd 3"
printed: "odd 5"
printed: "odd 7"

[test]
name: chosen
kernel_name: chosen
global_size: 8 1 1
local_size: 4 1 1
arg_in: 0 int 4
printed: "0 is small"
printed: "1 is small"
printed: "2 is middle"
printed: "3 is three"
printed: "4 is middle"
printed: "5 is large"
printed: "6 is large"
printed: "7 is large"
printed: "high 4"
printed: "high 5"
printed: "high 6"
printed: "high 7"
printed: "low 0"
printed: "low 1"
printed: "low 2"
printed: "low 3"

[test]
name: between barriers
kernel_name: exchanged
global_size: 8 1 1
local_size: 4 1 1
arg_out: 0 buffer int[8] 9 4 1 0 9 4 1 0
arg_in: 1 buffer int[4] NULL
printed: "after 0 9"
printed: "after 0 9"
printed: "after 1 4"
printed: "after 1 4"
printed: "after 2 1"
printed: "after 2 1"
printed: "after 3 0"
printed: "after 3 0"
printed: "before 0"
printed: "before 0"
printed: "before 1"
printed: "before 1"
printed: "before 2"
printed: "before 2"
printed: "before 3"
printed: "before 3"

[test]
name: many
kernel_name: many
global_size: 8 1 1
local_size: 4 1 1
arg_in: 0 buffer int[1] 0
arg_out: 0 buffer int[1] 28
printed: "0"
printed: "1"
printed: "10"
printed: "100"
printed: "101"
printed: "102"
printed: "103"
printed: "104"
printed: "105"
printed: "106"
printed: "107"
printed: "108"
printed: "109"
printed: "11"
printed: "110"
printed: "111"
printed: "112"
printed: "113"
printed: "114"
printed: "115"
printed: "116"
printed: "117"
printed: "118"
printed: "119"
printed: "12"
printed: "120"
printed: "121"
printed: "122"
printed: "123"
printed: "124"
printed: "125"
printed: "126"
printed: "127"
printed: "128"
printed: "129"
printed: "13"
printed: "130"
printed: "131"
printed: "132"
printed: "133"
printed: "134"
printed: "135"
printed: "136"
printed: "137"
printed: "138"
printed: "139"
printed: "14"
printed: "140"
printed: "141"
printed: "142"
printed: "143"
printed: "144"
printed: "145"
printed: "146"
printed: "147"
printed: "148"
printed: "149"
printed: "15"
printed: "150"
printed: "151"
printed: "152"
printed: "153"
printed: "154"
printed: "155"
printed: "156"
printed: "157"
printed: "158"
printed: "159"
printed: "16"
printed: "17"
printed: "18"
printed: "19"
printed: "2"
printed: "20"
printed: "21"
printed: "22"
printed: "23"
printed: "24"
printed: "25"
printed: "26"
printed: "27"
printed: "28"
printed: "29"
printed: "3"
printed: "30"
printed: "31"
printed: "32"
printed: "33"
printed: "34"
printed: "35"
printed: "36"
printed: "37"
printed: "38"
printed: "39"
printed: "4"
printed: "40"
printed: "41"
printed: "42"
printed: "43"
printed: "44"
printed: "45"
printed: "46"
printed: "47"
printed: "48"
printed: "49"
printed: "5"
printed: "50"
printed: "51"
printed: "52"
printed: "53"
printed: "54"
printed: "55"
printed: "56"
printed: "57"
printed: "58"
printed: "59"
printed: "6"
printed: "60"
printed: "61"
printed: "62"
printed: "63"
printed: "64"
printed: "65"
printed: "66"
printed: "67"
printed: "68"
printed: "69"
printed: "7"
printed: "70"
printed: "71"
printed: "72"
printed: "73"
printed: "74"
printed: "75"
printed: "76"
printed: "77"
printed: "78"
printed: "79"
printed: "8"
printed: "80"
printed: "81"
printed: "82"
printed: "83"
printed: "84"
printed: "85"
printed: "86"
printed: "87"
printed: "88"
printed: "89"
printed: "9"
printed: "90"
printed: "91"
printed: "92"
printed: "93"
printed: "94"
printed: "95"
printed: "96"
printed: "97"
printed: "98"
printed: "99"
!*/

void report(constant char* format, int value) {
  if (value % 2) printf(format, value);
}

int measured(int value) {
  return printf("measured %d\n", value);
}

kernel void branches(int n) {
  const int i = get_global_id(0);
  if (i % 3 == 0) {
    printf("third %d\n", i);
  } else if (i == n) {
    printf("n\n");
  }
  for (int k = 0; k < i % 4; ++k) printf("loop %d.%d\n", i, k);
}

kernel void functions(global int* out) {
  const int i = get_global_id(0);
  report("odd %d\n", i);
  out[i] = measured(i);
}

kernel void chosen(int n) {
  const int i = get_global_id(0);
  printf(i < n ? "low %d\n" : "high %d\n", i);
  constant char* size = i < 2 ? "small" : i < 5 ? "middle" : "large";
  printf("%d is %s\n", i, i == 3 ? "three" : size);
}

kernel void exchanged(global int* out, local int* shared) {
  const int i = get_local_id(0);
  shared[i] = i * i;
  printf("before %d\n", i);
  barrier(CLK_LOCAL_MEM_FENCE);
  const int other = shared[get_local_size(0) - 1 - i];
  printf("after %d %d\n", i, other);
  out[get_global_id(0)] = other;
}

kernel void many(global int* sum) {
  for (int k = 0; k < 20; ++k) printf("%d\n", (int)get_global_id(0) * 20 + k);
  atomic_add(sum, (int)get_global_id(0));
}
