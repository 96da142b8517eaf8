// half from every integer type, in every rounding mode.
// A row of the results for each function, in the order of the macros below.

/*!
[config]
name: half from integers
clc_version_min: 10
require_device_extensions: cl_khr_fp16
dimensions: 1

[test]
name: half from char
kernel_name: half_from_char
global_size: 12 0 0
arg_out: 0 buffer half[60] 0 1 2 77 -128 127 -127 126 64 42 -1 -77 0 1 2 77 -128 127 -127 126 64 42 -1 -77 0 1 2 77 \
          -128 127 -127 126 64 42 -1 -77 0 1 2 77 -128 127 -127 126 64 42 -1 -77 0 1 2 77 -128 127 -127 126 64 42 -1 \
          -77
arg_in: 1 buffer char[12] 0 1 2 77 -128 127 -127 126 64 42 -1 -77

[test]
name: half from uchar
kernel_name: half_from_uchar
global_size: 8 0 0
arg_out: 0 buffer half[40] 0 1 2 77 255 254 128 85 0 1 2 77 255 254 128 85 0 1 2 77 255 254 128 85 0 1 2 77 255 254 \
          128 85 0 1 2 77 255 254 128 85
arg_in: 1 buffer uchar[8] 0 1 2 77 255 254 128 85

[test]
name: half from short
kernel_name: half_from_short
global_size: 12 0 0
arg_out: 0 buffer half[60] 0 1 2 77 -32768 32768 -32768 32768 16384 10920 -1 -77 0 1 2 77 -32768 32768 -32768 32768 \
          16384 10920 -1 -77 0 1 2 77 -32768 32752 -32752 32752 16384 10920 -1 -77 0 1 2 77 -32768 32768 -32752 32768 \
          16384 10928 -1 -77 0 1 2 77 -32768 32752 -32768 32752 16384 10920 -1 -77
arg_in: 1 buffer short[12] 0 1 2 77 -32768 32767 -32767 32766 16384 10922 -1 -77

[test]
name: half from ushort
kernel_name: half_from_ushort
global_size: 8 0 0
arg_out: 0 buffer half[40] 0 1 2 77 inf inf 32768 21840 0 1 2 77 inf inf 32768 21840 0 1 2 77 65504 65504 32768 21840 \
          0 1 2 77 inf inf 32768 21856 0 1 2 77 65504 65504 32768 21840
arg_in: 1 buffer ushort[8] 0 1 2 77 65535 65534 32768 21845

[test]
name: half from int
kernel_name: half_from_int
global_size: 21 0 0
arg_out: 0 buffer half[105] 0 1 2 77 -inf inf -inf inf inf inf -1 -77 65504 65504 inf inf 2048 4100 inf inf inf 0 1 2 \
          77 -inf inf -inf inf inf inf -1 -77 65504 65504 inf inf 2048 4100 inf inf inf 0 1 2 77 -65504 65504 -65504 \
          65504 65504 65504 -1 -77 65504 65504 65504 65504 2048 4096 65504 65504 65504 0 1 2 77 -65504 inf -65504 inf \
          inf inf -1 -77 inf inf inf inf 2050 4100 inf inf inf 0 1 2 77 -inf 65504 -inf 65504 65504 65504 -1 -77 \
          65504 65504 65504 65504 2048 4096 65504 65504 65504
arg_in: 1 buffer int[21] 0 1 2 77 -2147483648 2147483647 -2147483647 2147483646 1073741824 715827882 -1 -77 65505 \
          65519 65520 65535 2049 4099 16777217 16777219 2147483583

[test]
name: half from uint
kernel_name: half_from_uint
global_size: 17 0 0
arg_out: 0 buffer half[85] 0 1 2 77 inf inf inf inf 65504 65504 inf inf 2048 4100 inf inf inf 0 1 2 77 inf inf inf \
          inf 65504 65504 inf inf 2048 4100 inf inf inf 0 1 2 77 65504 65504 65504 65504 65504 65504 65504 65504 2048 \
          4096 65504 65504 65504 0 1 2 77 inf inf inf inf inf inf inf inf 2050 4100 inf inf inf 0 1 2 77 65504 65504 \
          65504 65504 65504 65504 65504 65504 2048 4096 65504 65504 65504
arg_in: 1 buffer uint[17] 0 1 2 77 4294967295 4294967294 2147483648 1431655765 65505 65519 65520 65535 2049 4099 \
          16777217 16777219 2147483583

[test]
name: half from long
kernel_name: half_from_long
global_size: 27 0 0
arg_out: 0 buffer half[135] 0 1 2 77 -inf inf -inf inf inf inf -1 -77 65504 65504 inf inf 2048 4100 inf inf inf inf \
          inf inf inf inf inf 0 1 2 77 -inf inf -inf inf inf inf -1 -77 65504 65504 inf inf 2048 4100 inf inf inf inf \
          inf inf inf inf inf 0 1 2 77 -65504 65504 -65504 65504 65504 65504 -1 -77 65504 65504 65504 65504 2048 4096 \
          65504 65504 65504 65504 65504 65504 65504 65504 65504 0 1 2 77 -65504 inf -65504 inf inf inf -1 -77 inf inf \
          inf inf 2050 4100 inf inf inf inf inf inf inf inf inf 0 1 2 77 -inf 65504 -inf 65504 65504 65504 -1 -77 \
          65504 65504 65504 65504 2048 4096 65504 65504 65504 65504 65504 65504 65504 65504 65504
arg_in: 1 buffer long[27] 0 1 2 77 -9223372036854775808 9223372036854775807 -9223372036854775807 9223372036854775806 \
          4611686018427387904 3074457345618258602 -1 -77 65505 65519 65520 65535 2049 4099 16777217 16777219 \
          2147483583 9007199254740993 9007199254740995 9223372036854775295 9223372036854775296 4611686293305294848 \
          4611686843061108736

[test]
name: half from ulong
kernel_name: half_from_ulong
global_size: 23 0 0
arg_out: 0 buffer half[115] 0 1 2 77 inf inf inf inf 65504 65504 inf inf 2048 4100 inf inf inf inf inf inf inf inf \
          inf 0 1 2 77 inf inf inf inf 65504 65504 inf inf 2048 4100 inf inf inf inf inf inf inf inf inf 0 1 2 77 \
          65504 65504 65504 65504 65504 65504 65504 65504 2048 4096 65504 65504 65504 65504 65504 65504 65504 65504 \
          65504 0 1 2 77 inf inf inf inf inf inf inf inf 2050 4100 inf inf inf inf inf inf inf inf inf 0 1 2 77 65504 \
          65504 65504 65504 65504 65504 65504 65504 2048 4096 65504 65504 65504 65504 65504 65504 65504 65504 65504
arg_in: 1 buffer ulong[23] 0 1 2 77 18446744073709551615 18446744073709551614 9223372036854775808 6148914691236517205 \
          65505 65519 65520 65535 2049 4099 16777217 16777219 2147483583 9007199254740993 9007199254740995 \
          18446744073709551103 18446744073709551104 4611686293305294848 4611686843061108736
!*/

#pragma OPENCL EXTENSION cl_khr_fp16 : enable

#define ROUND(name, to, from)                                                    \
  kernel void name(global to *out, global const from *in) {                      \
    size_t i = get_global_id(0), n = get_global_size(0);                         \
    out[i] = convert_##to(in[i]);                                                \
    out[n + i] = convert_##to##_rte(in[i]);                                      \
    out[2 * n + i] = convert_##to##_rtz(in[i]);                                  \
    out[3 * n + i] = convert_##to##_rtp(in[i]);                                  \
    out[4 * n + i] = convert_##to##_rtn(in[i]);                                  \
  }

ROUND(half_from_char, half, char)
ROUND(half_from_uchar, half, uchar)
ROUND(half_from_short, half, short)
ROUND(half_from_ushort, half, ushort)
ROUND(half_from_int, half, int)
ROUND(half_from_uint, half, uint)
ROUND(half_from_long, half, long)
ROUND(half_from_ulong, half, ulong)
