// 200 conditions, 80 loops, and 100 of both with switches and early exits inside each other: more than the driver of
// lavapipe has. A Metal text may nest 256 brackets, three for a loop.

/*!
[config]
name: deep
clc_version_min: 10
dimensions: 1

[test]
name: conditions
kernel_name: conditions
global_size: 8 1 1
arg_out: 0 buffer int[8] 1000 1006 1023 1103 -1739955754 1918675883 34514913 -1392027518
arg_in: 1 buffer int[8] 0 1 2 3 100 199 200 1000

[test]
name: loops
kernel_name: loops
global_size: 8 1 1
arg_out: 0 buffer int[8] 0 7 57 390 -579887438 2120623112 -665469965 -1800705267
arg_in: 1 buffer int[8] 0 1 2 3 100 199 200 1000

[test]
name: mixed
kernel_name: mixed
global_size: 8 1 1
arg_out: 0 buffer int[8] 1000 1001 1002 1003 1819005356 419214716 2049571324 -1876967641
arg_in: 1 buffer int[8] 0 1 2 3 40 79 81 1000
!*/

#define CONDITION(body)    \
  if (n++ < limit) {       \
    sum = sum * 3 + n;     \
    body                   \
    sum ^= n;              \
  } else {                 \
    sum += 1000;           \
  }

kernel void conditions(global int* out, global const int* in) {
  int i = get_global_id(0), limit = in[i], n = 0, sum = i;
#define C10(body) CONDITION(CONDITION(CONDITION(CONDITION(CONDITION(CONDITION(CONDITION(CONDITION(CONDITION(CONDITION(body))))))))))
#define C100(body) C10(C10(C10(C10(C10(C10(C10(C10(C10(C10(body))))))))))
  C100(C100(sum += 7;))
  out[i] = sum;
}

// Two rounds each until there is no more fuel.
#define LOOP(body)                        \
  for (int k = 0; k < 2; ++k) {           \
    if (++fuel > limit) break;            \
    sum = sum * 5 + k;                    \
    body                                  \
    sum += fuel;                          \
  }

kernel void loops(global int* out, global const int* in) {
  int i = get_global_id(0), limit = in[i], fuel = 0;
  uint sum = i;
#define L10(body) LOOP(LOOP(LOOP(LOOP(LOOP(LOOP(LOOP(LOOP(LOOP(LOOP(body))))))))))
  L10(L10(L10(L10(L10(L10(L10(L10(sum ^= 77;))))))))
  out[i] = (int)sum;
}

#define SWITCH(body)                 \
  switch (n++ & 3) {                 \
    case 1: sum += n;                \
    default: sum = sum * 3 + 1; body \
    case 2: sum ^= n; break;         \
    case 7: return;                  \
  }
#define DO(body)                     \
  do {                               \
    if (++fuel > limit) continue;    \
    body                             \
    if (sum & 1) break;              \
    sum += 2;                        \
  } while (++fuel < limit);

kernel void mixed(global int* out, global const int* in) {
  int i = get_global_id(0), limit = in[i], n = 3, fuel = 0;
  uint sum = i;
  out[i] = -1;
#define M5(body) CONDITION(DO(SWITCH(CONDITION(DO(body)))))
#define M50(body) M5(M5(M5(M5(M5(M5(M5(M5(M5(M5(body))))))))))
  M50(M50(sum ^= 5;))
  out[i] = (int)sum;
}
