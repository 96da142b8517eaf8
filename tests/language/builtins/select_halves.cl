// select and bitselect of every width: for scalars by what is not 0, for vectors by the highest bit.

/*!
[config]
name: select halves
clc_version_min: 10
require_device_extensions: cl_khr_fp16
dimensions: 1

[test]
name: select half
kernel_name: select_half
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer ushort[48] 25552 55864 25176 57929 56964 57129 23247 57443 23947 55797 23240 55381 24580 57695 24435 \
          22155 23564 25318 22537 57409 50231 20786 25255 23889 22708 25295 57873 24607 23771 25156 25052 22866 24096 \
          25449 23977 58171 56748 24660 56531 25207 55596 24479 25544 23349 57437 21205 56504 25350
arg_in: 2 buffer ushort[48] 55086 56574 17958 24035 24908 23519 19540 23941 57496 23913 24938 24665 52543 57563 25361 \
          24853 22372 57622 57665 24675 57376 57214 25406 57648 56518 57950 23620 57771 24018 52935 53326 24173 58296 \
          24060 57788 23655 24112 57786 24190 22905 57357 23563 57848 55478 25317 23944 57701 25469
arg_in: 3 buffer short[48] -10520 26614 0 -1 -1 0 0 -1 0 32767 -32768 0 -1 -32768 -1 0 0 0 30704 0 32767 32767 -1 \
          32767 -32768 0 1 0 0 -1 1 32767 32767 32767 0 32767 0 -32768 0 -1 32767 -31102 32767 0 32767 -1 1 -32768
arg_in: 4 buffer ushort[48] 55086 56574 25176 24035 24908 57129 23247 23941 23947 23913 24938 55381 52543 57563 25361 \
          22155 23564 25318 57665 57409 57376 57214 25406 57648 56518 25295 23620 24607 23771 52935 53326 24173 58296 \
          24060 23977 23655 56748 57786 56531 22905 57357 23563 57848 23349 25317 23944 57701 25469
arg_in: 5 buffer ushort[48] 55086 55864 25176 24035 24908 57129 23247 23941 23947 55797 24938 55381 52543 57563 25361 \
          22155 23564 25318 22537 57409 50231 20786 25406 23889 56518 25295 57873 24607 23771 52935 25052 22866 24096 \
          25449 23977 58171 56748 57786 56531 22905 55596 23563 25544 23349 57437 23944 56504 25469

[test]
name: bitselect half
kernel_name: bitselect_half
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer ushort[48] 57582 24853 56735 56348 22116 56342 24878 57362 58155 22574 23554 24831 24173 25173 25332 \
          51615 48005 57690 56899 22802 57999 24032 57665 55066 25431 57961 58160 55184 57557 24312 58309 24915 24973 \
          24700 55465 57030 23821 20304 55533 56587 55210 23857 24856 25168 57662 56930 55067 22508
arg_in: 2 buffer ushort[48] 56511 57538 57980 56706 54513 25437 25187 25014 25449 25399 23422 24797 58080 23940 23250 \
          56920 22642 25363 53457 23707 56902 56549 25092 58209 57565 23957 54933 57979 23812 56320 22796 55610 21375 \
          22541 55931 57863 57598 25112 22020 57871 25001 57268 57940 21426 57284 52573 22209 57414
arg_in: 3 buffer ushort[48] 0 255 65535 0 32768 0 0 65535 255 32768 0 65535 255 0 65535 0 32768 65535 32768 32768 0 \
          32768 0 65535 32768 32768 255 0 32768 0 32768 32768 0 0 65535 32768 32768 65535 255 0 255 0 0 255 0 0 32768 \
          65535
arg_in: 4 buffer ushort[48] 57582 25026 57980 56348 54884 56342 24878 25014 58217 22574 23554 24797 24288 25173 23250 \
          51615 15237 25363 56899 22802 57999 56800 57665 58209 58199 25193 58261 55184 24789 24312 25541 57683 24973 \
          24700 55931 57030 56589 25112 55300 56587 55209 23857 24856 25266 57662 56930 22299 57414

!*/

#pragma OPENCL EXTENSION cl_khr_fp16 : enable

// Bit 0 of a result says that the scalar is wrong, the others which widths of vectors are.
#define SELECT(T, U, w, bit)                                                                        \
  if (i < 48 / w)                                                                                   \
    bad |= any(as_##U##w(select(as_##T##w(vload##w(i, a)), as_##T##w(vload##w(i, b)), vload##w(i, c))) != \
               vload##w(i, vectors)) << bit;
#define BITSELECT(T, U, w, bit)                                                                     \
  if (i < 48 / w)                                                                                   \
    bad |= any(as_##U##w(bitselect(as_##T##w(vload##w(i, a)), as_##T##w(vload##w(i, b)), as_##T##w(vload##w(i, c)))) != \
               vload##w(i, expected)) << bit;
#define TYPE(T, U, I)                                                                               \
  kernel void select_##T(global int *wrong, global const U *a, global const U *b, global const I *c, \
                         global const U *scalars, global const U *vectors) {                        \
    size_t i = get_global_id(0);                                                                    \
    int bad = as_##U(select(as_##T(a[i]), as_##T(b[i]), c[i])) != scalars[i];                       \
    SELECT(T, U, 2, 1) SELECT(T, U, 3, 2) SELECT(T, U, 4, 3) SELECT(T, U, 8, 4) SELECT(T, U, 16, 5) \
    wrong[i] = bad;                                                                                 \
  }                                                                                                 \
  kernel void bitselect_##T(global int *wrong, global const U *a, global const U *b, global const U *c, \
                            global const U *expected) {                                             \
    size_t i = get_global_id(0);                                                                    \
    int bad = as_##U(bitselect(as_##T(a[i]), as_##T(b[i]), as_##T(c[i]))) != expected[i];           \
    BITSELECT(T, U, 2, 1) BITSELECT(T, U, 3, 2) BITSELECT(T, U, 4, 3) BITSELECT(T, U, 8, 4) BITSELECT(T, U, 16, 5) \
    wrong[i] = bad;                                                                                 \
  }
TYPE(half, ushort, short)
