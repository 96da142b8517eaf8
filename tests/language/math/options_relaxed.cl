/*!
# Inexact functions, within the bounds of the table for unsafe optimisations, and the macro.
[config]
name: -cl-fast-relaxed-math
clc_version_min: 12
build_options: -cl-fast-relaxed-math
dimensions: 1
global_size: 1 0 0

[test]
name: functions
kernel_name: functions
arg_in:  1 float 1.25
arg_out: 0 buffer int[8] 1 1 1 1 1 1 1 1
!*/

kernel void functions(global int* out, float x) {
#ifdef __FAST_RELAXED_MATH__
  out[0] = 1;
#else
  out[0] = 0;
#endif
  out[1] = fabs(sin(x) - 0.948984619f) <= 0x1p-11f;
  out[2] = fabs(cos(x) - 0.315322362f) <= 0x1p-11f;
  out[3] = fabs(exp(x) - 3.49034296f) <= 6 * 0x1p-22f;   // 5 ULP, and the exact value's own rounding
  out[4] = fabs(log(x) - 0.223143551f) <= 0x1p-20f;
  out[5] = fabs(tan(x) - 3.00956967f) <= 8192 * 0x1p-22f;
  out[6] = fabs(atan(x) - 0.896055385f) <= 4096 * 0x1p-24f;
  out[7] = fabs(powr(x, 3.0f) - 1.953125f) <= 8192 * 0x1p-23f;
}
