// The bits of doubles, apart from the rest because Metal has no double.

/*!
[config]
name: punning of doubles
clc_version_min: 10
dimensions: 1

[test]
name: double as two ints
kernel_name: double_bits
global_size: 8 1 1
arg_out: 0 buffer int[8] 2 1073742846 1073740798 -1504705543 -163080638 1071905793 1074791425 -1018323619
arg_in: 1 buffer double[8] 0 1 -1 0.1 1e300 -3.5 2 1e-300
!*/

kernel void double_bits(global int *out, global const double *in)
{
    const int i = get_global_id(0);
    union { double d; int2 i; long l; } u;
    u.d = in[i];
    u.i.x ^= 1;
    const int2 halves = as_int2(u.d * 2);
    out[i] = halves.x ^ halves.y ^ (int)(u.l >> 52);
}
