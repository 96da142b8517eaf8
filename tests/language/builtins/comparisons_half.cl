// isequal and its like: 1 for a true scalar, -1 for a true element of a vector.

/*!
[config]
name: comparisons half
clc_version_min: 10
require_device_extensions: cl_khr_fp16
dimensions: 1

[test]
name: isequal half
kernel_name: isequal_half
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer half[48] 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 \
          -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1
arg_in: 2 buffer half[48] -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 \
          nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          6.103515625e-05 nan -2.5 -2.5 nan
arg_in: 3 buffer short[48] -1 0 -1 0 -1 0 0 -1 0 0 -1 0 -1 0 -1 0 -1 0 0 -1 0 0 -1 0 -1 0 -1 0 -1 0 0 -1 0 0 -1 0 -1 \
          0 -1 0 -1 0 0 -1 0 0 -1 0

[test]
name: isnotequal half
kernel_name: isnotequal_half
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer half[48] 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 \
          -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1
arg_in: 2 buffer half[48] -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 \
          nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          6.103515625e-05 nan -2.5 -2.5 nan
arg_in: 3 buffer short[48] 0 -1 0 -1 0 -1 -1 0 -1 -1 0 -1 0 -1 0 -1 0 -1 -1 0 -1 -1 0 -1 0 -1 0 -1 0 -1 -1 0 -1 -1 0 \
          -1 0 -1 0 -1 0 -1 -1 0 -1 -1 0 -1

[test]
name: isgreater half
kernel_name: isgreater_half
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer half[48] 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 \
          -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1
arg_in: 2 buffer half[48] -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 \
          nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          6.103515625e-05 nan -2.5 -2.5 nan
arg_in: 3 buffer short[48] 0 0 0 0 0 0 0 0 0 -1 0 0 0 0 0 0 0 0 0 0 0 -1 0 0 0 0 0 0 0 0 0 0 0 -1 0 0 0 0 0 0 0 0 0 0 \
          0 -1 0 0

[test]
name: isgreaterequal half
kernel_name: isgreaterequal_half
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer half[48] 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 \
          -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1
arg_in: 2 buffer half[48] -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 \
          nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          6.103515625e-05 nan -2.5 -2.5 nan
arg_in: 3 buffer short[48] -1 0 -1 0 -1 0 0 -1 0 -1 -1 0 -1 0 -1 0 -1 0 0 -1 0 -1 -1 0 -1 0 -1 0 -1 0 0 -1 0 -1 -1 0 \
          -1 0 -1 0 -1 0 0 -1 0 -1 -1 0

[test]
name: isless half
kernel_name: isless_half
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer half[48] 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 \
          -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1
arg_in: 2 buffer half[48] -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 \
          nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          6.103515625e-05 nan -2.5 -2.5 nan
arg_in: 3 buffer short[48] 0 -1 0 -1 0 -1 0 0 0 0 0 0 0 -1 0 -1 0 -1 0 0 0 0 0 0 0 -1 0 -1 0 -1 0 0 0 0 0 0 0 -1 0 -1 \
          0 -1 0 0 0 0 0 0

[test]
name: islessequal half
kernel_name: islessequal_half
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer half[48] 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 \
          -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1
arg_in: 2 buffer half[48] -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 \
          nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          6.103515625e-05 nan -2.5 -2.5 nan
arg_in: 3 buffer short[48] -1 -1 -1 -1 -1 -1 0 -1 0 0 -1 0 -1 -1 -1 -1 -1 -1 0 -1 0 0 -1 0 -1 -1 -1 -1 -1 -1 0 -1 0 0 \
          -1 0 -1 -1 -1 -1 -1 -1 0 -1 0 0 -1 0

[test]
name: islessgreater half
kernel_name: islessgreater_half
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer half[48] 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 \
          -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1
arg_in: 2 buffer half[48] -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 \
          nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          6.103515625e-05 nan -2.5 -2.5 nan
arg_in: 3 buffer short[48] 0 -1 0 -1 0 -1 0 0 0 -1 0 0 0 -1 0 -1 0 -1 0 0 0 -1 0 0 0 -1 0 -1 0 -1 0 0 0 -1 0 0 0 -1 0 \
          -1 0 -1 0 0 0 -1 0 0

[test]
name: isordered half
kernel_name: isordered_half
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer half[48] 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 \
          -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1
arg_in: 2 buffer half[48] -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 \
          nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          6.103515625e-05 nan -2.5 -2.5 nan
arg_in: 3 buffer short[48] -1 -1 -1 -1 -1 -1 0 -1 0 -1 -1 0 -1 -1 -1 -1 -1 -1 0 -1 0 -1 -1 0 -1 -1 -1 -1 -1 -1 0 -1 0 \
          -1 -1 0 -1 -1 -1 -1 -1 -1 0 -1 0 -1 -1 0

[test]
name: isunordered half
kernel_name: isunordered_half
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer half[48] 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 \
          -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1
arg_in: 2 buffer half[48] -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 \
          nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          6.103515625e-05 nan -2.5 -2.5 nan
arg_in: 3 buffer short[48] 0 0 0 0 0 0 -1 0 -1 0 0 -1 0 0 0 0 0 0 -1 0 -1 0 0 -1 0 0 0 0 0 0 -1 0 -1 0 0 -1 0 0 0 0 0 \
          0 -1 0 -1 0 0 -1

[test]
name: isfinite half
kernel_name: isfinite_half
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer half[48] 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 \
          -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1
arg_in: 2 buffer half[48] -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 \
          nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          6.103515625e-05 nan -2.5 -2.5 nan
arg_in: 3 buffer short[48] -1 -1 -1 -1 0 0 0 -1 -1 -1 -1 -1 -1 -1 -1 -1 0 0 0 -1 -1 -1 -1 -1 -1 -1 -1 -1 0 0 0 -1 -1 \
          -1 -1 -1 -1 -1 -1 -1 0 0 0 -1 -1 -1 -1 -1

[test]
name: isinf half
kernel_name: isinf_half
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer half[48] 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 \
          -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1
arg_in: 2 buffer half[48] -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 \
          nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          6.103515625e-05 nan -2.5 -2.5 nan
arg_in: 3 buffer short[48] 0 0 0 0 -1 -1 0 0 0 0 0 0 0 0 0 0 -1 -1 0 0 0 0 0 0 0 0 0 0 -1 -1 0 0 0 0 0 0 0 0 0 0 -1 \
          -1 0 0 0 0 0 0

[test]
name: isnan half
kernel_name: isnan_half
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer half[48] 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 \
          -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1
arg_in: 2 buffer half[48] -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 \
          nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          6.103515625e-05 nan -2.5 -2.5 nan
arg_in: 3 buffer short[48] 0 0 0 0 0 0 -1 0 0 0 0 0 0 0 0 0 0 0 -1 0 0 0 0 0 0 0 0 0 0 0 -1 0 0 0 0 0 0 0 0 0 0 0 -1 \
          0 0 0 0 0

[test]
name: isnormal half
kernel_name: isnormal_half
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer half[48] 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 \
          -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1
arg_in: 2 buffer half[48] -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 \
          nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          6.103515625e-05 nan -2.5 -2.5 nan
arg_in: 3 buffer short[48] 0 0 -1 -1 0 0 0 -1 -1 -1 -1 -1 0 0 -1 -1 0 0 0 -1 -1 -1 -1 -1 0 0 -1 -1 0 0 0 -1 -1 -1 -1 \
          -1 0 0 -1 -1 0 0 0 -1 -1 -1 -1 -1

[test]
name: signbit half
kernel_name: signbit_half
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer half[48] 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          6.103515625e-05 -6.103515625e-05 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 \
          -2.5 1 0 -0 1 -1 inf -inf nan 6.103515625e-05 -6.103515625e-05 2.5 -2.5 1
arg_in: 2 buffer half[48] -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 \
          nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 6.103515625e-05 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          6.103515625e-05 nan -2.5 -2.5 nan
arg_in: 3 buffer short[48] 0 -1 0 -1 0 -1 0 0 -1 0 -1 0 0 -1 0 -1 0 -1 0 0 -1 0 -1 0 0 -1 0 -1 0 -1 0 0 -1 0 -1 0 0 \
          -1 0 -1 0 -1 0 0 -1 0 -1 0

!*/

#pragma OPENCL EXTENSION cl_khr_fp16 : enable

// Bit 0 of a result says that the scalar is wrong, the others which widths of vectors are. The sign of a NaN is not looked
// at: it need not survive.
#define WIDTH(f, T, I, operands, w, bit)                                                            \
  if (i < 48 / w) {                                                                                 \
    T##w x = vload##w(i, a), y = vload##w(i, b);                                                    \
    bad |= any(f operands != vload##w(i, expected)) << bit;                                         \
  }
#define TEST(f, T, I, operands)                                                                     \
  kernel void f##_##T(global int *wrong, global const T *a, global const T *b, global const I *expected) { \
    size_t i = get_global_id(0);                                                                    \
    T x = a[i], y = b[i];                                                                           \
    int bad = f operands != -expected[i];                                                           \
    WIDTH(f, T, I, operands, 2, 1)                                                                  \
    WIDTH(f, T, I, operands, 3, 2)                                                                  \
    WIDTH(f, T, I, operands, 4, 3)                                                                  \
    WIDTH(f, T, I, operands, 8, 4)                                                                  \
    WIDTH(f, T, I, operands, 16, 5)                                                                 \
    wrong[i] = bad;                                                                                 \
  }
TEST(isequal, half, short, (x, y))
TEST(isnotequal, half, short, (x, y))
TEST(isgreater, half, short, (x, y))
TEST(isgreaterequal, half, short, (x, y))
TEST(isless, half, short, (x, y))
TEST(islessequal, half, short, (x, y))
TEST(islessgreater, half, short, (x, y))
TEST(isordered, half, short, (x, y))
TEST(isunordered, half, short, (x, y))
TEST(isfinite, half, short, (x))
TEST(isinf, half, short, (x))
TEST(isnan, half, short, (x))
TEST(isnormal, half, short, (x))
TEST(signbit, half, short, (fmin(x, (half)INFINITY)))
