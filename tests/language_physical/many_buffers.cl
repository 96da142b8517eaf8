// More buffers than many devices bind to a kernel: lavapipe has 32. With --addressing=physical they are addresses.

/*!
[config]
name: many buffers
clc_version_min: 10
dimensions: 1

[test]
name: forty
kernel_name: forty
global_size: 4 1 1
arg_out: 0 buffer int[4] 3369 5053 6322 4169
arg_in: 1 buffer int[4] 7 10 19 34
arg_in: 2 buffer int[4] 14 17 26 41
arg_in: 3 buffer int[4] 21 24 33 48
arg_in: 4 buffer int[4] 28 31 40 55
arg_in: 5 buffer int[4] 35 38 47 -35
arg_in: 6 buffer int[4] 42 45 54 -28
arg_in: 7 buffer int[4] 49 52 -36 -21
arg_in: 8 buffer int[4] 56 -38 -29 -14
arg_in: 9 buffer int[4] -34 -31 -22 -7
arg_in: 10 buffer int[4] -27 -24 -15 0
arg_in: 11 buffer int[4] -20 -17 -8 7
arg_in: 12 buffer int[4] -13 -10 -1 14
arg_in: 13 buffer int[4] -6 -3 6 21
arg_in: 14 buffer int[4] 1 4 13 28
arg_in: 15 buffer int[4] 8 11 20 35
arg_in: 16 buffer int[4] 15 18 27 42
arg_in: 17 buffer int[4] 22 25 34 49
arg_in: 18 buffer int[4] 29 32 41 56
arg_in: 19 buffer int[4] 36 39 48 -34
arg_in: 20 buffer int[4] 43 46 55 -27
arg_in: 21 buffer int[4] 50 53 -35 -20
arg_in: 22 buffer int[4] -40 -37 -28 -13
arg_in: 23 buffer int[4] -33 -30 -21 -6
arg_in: 24 buffer int[4] -26 -23 -14 1
arg_in: 25 buffer int[4] -19 -16 -7 8
arg_in: 26 buffer int[4] -12 -9 0 15
arg_in: 27 buffer int[4] -5 -2 7 22
arg_in: 28 buffer int[4] 2 5 14 29
arg_in: 29 buffer int[4] 9 12 21 36
arg_in: 30 buffer int[4] 16 19 28 43
arg_in: 31 buffer int[4] 23 26 35 50
arg_in: 32 buffer int[4] 30 33 42 -40
arg_in: 33 buffer int[4] 37 40 49 -33
arg_in: 34 buffer int[4] 44 47 56 -26
arg_in: 35 buffer int[4] 51 54 -34 -19
arg_in: 36 buffer int[4] -39 -36 -27 -12
arg_in: 37 buffer int[4] -32 -29 -20 -5
arg_in: 38 buffer int[4] -25 -22 -13 2
arg_in: 39 buffer int[4] -18 -15 -6 9
arg_in: 40 buffer int[4] -11 -8 1 16
!*/

kernel void forty(global int* out,
                  global const int* b0, global const int* b1, global const int* b2, global const int* b3,
                  global const int* b4, global const int* b5, global const int* b6, global const int* b7,
                  global const int* b8, global const int* b9, global const int* b10, global const int* b11,
                  global const int* b12, global const int* b13, global const int* b14, global const int* b15,
                  global const int* b16, global const int* b17, global const int* b18, global const int* b19,
                  global const int* b20, global const int* b21, global const int* b22, global const int* b23,
                  global const int* b24, global const int* b25, global const int* b26, global const int* b27,
                  global const int* b28, global const int* b29, global const int* b30, global const int* b31,
                  global const int* b32, global const int* b33, global const int* b34, global const int* b35,
                  global const int* b36, global const int* b37, global const int* b38, global const int* b39)
{
  int i = get_global_id(0);
  out[i] = b0[i] * 1 + b1[i] * 2 + b2[i] * 3 + b3[i] * 4 + b4[i] * 5 + b5[i] * 6 + b6[i] * 7 + b7[i] * 8 + b8[i]
           * 9 + b9[i] * 10 + b10[i] * 11 + b11[i] * 12 + b12[i] * 13 + b13[i] * 14 + b14[i] * 15 + b15[i] * 16
           + b16[i] * 17 + b17[i] * 18 + b18[i] * 19 + b19[i] * 20 + b20[i] * 21 + b21[i] * 22 + b22[i] * 23 +
           b23[i] * 24 + b24[i] * 25 + b25[i] * 26 + b26[i] * 27 + b27[i] * 28 + b28[i] * 29 + b29[i] * 30 +
           b30[i] * 31 + b31[i] * 32 + b32[i] * 33 + b33[i] * 34 + b34[i] * 35 + b35[i] * 36 + b36[i] * 37 +
           b37[i] * 38 + b38[i] * 39 + b39[i] * 40;
}
