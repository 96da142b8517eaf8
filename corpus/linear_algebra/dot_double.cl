// Dot product in double precision: a partial sum per work-group, then one work-group adds the partial sums.

/*!
[config]
name: dot product in double precision
clc_version_min: 10
require_device_extensions: cl_khr_fp64

[test]
name: two work-groups of four
kernel_name: dot_partial
dimensions: 1
global_size: 8 1 1
local_size: 4 1 1
arg_in: 0 buffer double[11] 1 2 3 4 5 6 7 8 9 10 0.10000000000000001
arg_in: 1 buffer double[11] 2 0.5 -1 1 3 -2 1 4 0.25 1 3
arg_out: 2 buffer double[2] 16.550000000000001 42 tolerance 2 ulp
arg_in: 3 uint 11
arg_in: 4 double4 NULL

[test]
name: compensated sum
kernel_name: dot_final
dimensions: 1
global_size: 1 1 1
local_size: 1 1 1
arg_in: 0 buffer double[5] 9007199254740992 1 1 1 1
arg_out: 1 buffer double[2] 9007199254740996 94906265.624251574 tolerance 1 ulp
arg_in: 2 uint 5
!*/

#pragma OPENCL EXTENSION cl_khr_fp64 : enable

__kernel void dot_partial(__global const double *x, __global const double *y, __global double *partial, const uint n,
                          __local double *scratch)
{
    const uint lid = get_local_id(0);
    double sum = 0.0;
    for (uint i = get_global_id(0); i < n; i += get_global_size(0))
        sum = fma(x[i], y[i], sum);
    scratch[lid] = sum;
    barrier(CLK_LOCAL_MEM_FENCE);
    for (uint s = get_local_size(0) >> 1; s != 0; s >>= 1) {
        if (lid < s)
            scratch[lid] += scratch[lid + s];
        barrier(CLK_LOCAL_MEM_FENCE);
    }
    if (lid == 0)
        partial[get_group_id(0)] = scratch[0];
}

__kernel void dot_final(__global const double *partial, __global double *result, const uint count)
{
    double sum = 0.0;
    double lost = 0.0; // Kahan's compensation
    for (uint i = 0; i < count; ++i) {
        const double y = partial[i] - lost;
        const double t = sum + y;
        lost = (t - sum) - y;
        sum = t;
    }
    result[0] = sum;
    result[1] = sqrt(fabs(sum));
}
