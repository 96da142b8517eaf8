/*!
# Subnormal numbers may be zero, everywhere alike; no other number changes.
[config]
name: -cl-denorms-are-zero
clc_version_min: 12
build_options: -cl-denorms-are-zero
dimensions: 1
global_size: 1 0 0

[test]
name: subnormal numbers
kernel_name: subnormal
arg_in:  1 float 0x1p-126
arg_in:  2 float 0x1p-140
arg_out: 0 buffer int[4] 1 1 1 1

[test]
name: normal numbers
kernel_name: normal
arg_in:  1 float 0x1p-126
arg_in:  2 float 0x1p-125
arg_out: 0 buffer float[4] 0x1p-125 0x1p-126 0x1.8p-125 1
!*/

// Zero or the exact number, told apart by their bits.
kernel void subnormal(global int* out, float least, float tiny) {
  out[0] = as_int(least * 0.5f) == 0 || as_int(least * 0.5f) == 0x00400000;
  out[1] = as_int(tiny + tiny) == 0 || as_int(tiny + tiny) == 0x00000400;
  out[2] = as_int(fabs(tiny)) == 0 || as_int(fabs(tiny)) == 0x00000200;
  float folded = 0x1p-126f;
  folded *= 0.25f;
  out[3] = as_int(folded) == 0 || as_int(folded) == 0x00200000;
}

kernel void normal(global float* out, float least, float next) {
  out[0] = least + least;
  out[1] = next * 0.5f;
  out[2] = least + next;
  out[3] = least / least;
}
