// FIR filter that stages its input and its output with async_work_group_copy. Work-group i needs local size + TAPS - 1
// samples; the host pads the end of the signal.

/*!
[config]
name: FIR filter with asynchronous copies
clc_version_min: 10
kernel_name: fir_async
dimensions: 1
global_size: 128 1 1
local_size: 64 1 1

[test]
name: two work-groups
arg_in: 0 buffer float[143] -9 -8 9 1 5 4 -5 -7 8 -2 6 1 -1 -7 -8 5 0 8 -4 2 0 6 -8 6 -6 -6 -7 5 -7 -1 7 5 -4 -9 4 8 \
          -5 5 -8 -6 -1 -6 -7 0 -2 -9 5 5 3 2 -1 5 -8 -9 6 3 1 7 3 3 1 -1 2 3 6 -9 2 9 -9 0 -4 -8 7 -6 -8 9 3 -3 -2 \
          -7 -6 -4 0 0 -6 -9 -7 -9 6 1 -5 0 -8 5 4 -5 -1 0 -8 -1 -8 -9 5 6 6 7 0 -9 -9 -1 -9 1 0 8 -2 0 5 -7 -5 -4 \
          -8 -9 -1 -5 -6 -1 8 2 -2 4 3 7 9 -9 -4 6 9 1 4 4 -9 9 0
arg_in: 1 buffer float[16] -5 0 5 4 0 0 4 1 0 5 2 2 -4 0 -2 4
arg_out: 2 buffer float[128] 111 93 79 -94 -78 -86 127 -31 43 -45 -13 -88 55 14 122 -31 -38 -73 -33 -52 20 26 -30 \
          -189 39 57 21 -57 129 3 -154 -35 8 39 -75 -124 -82 -70 13 -20 45 68 -4 -78 31 102 -30 -26 78 41 -101 6 110 \
          87 25 -6 22 56 6 -87 34 67 -76 -87 -72 15 16 -52 -39 -17 -39 -84 -72 119 5 -132 -144 -127 -44 0 -8 -89 -61 \
          -108 -22 -6 27 75 -16 -68 -42 -53 -76 -63 4 8 62 -41 -2 -85 63 -1 -13 -2 -91 -108 -45 65 -43 -12 48 -12 \
          -75 -79 -85 -112 -30 3 -128 -47 85 109 4 80 28 6 81 3
!*/

#define TAPS 16
#define GROUP 64

__kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void fir_async(__global const float *in, __global const float *taps, __global float *out)
{
    __local float samples[GROUP + TAPS - 1];
    __local float coefficients[TAPS];
    __local float results[GROUP];
    const size_t first = get_group_id(0) * GROUP;

    event_t copied = async_work_group_copy(samples, in + first, GROUP + TAPS - 1, 0);
    copied = async_work_group_copy(coefficients, taps, TAPS, copied);
    wait_group_events(1, &copied);

    const uint lid = get_local_id(0);
    float4 sum = (float4)(0.0f);
#pragma unroll
    for (uint t = 0; t < TAPS; t += 4)
        sum += vload4(0, samples + lid + t) * vload4(t / 4, coefficients);
    results[lid] = sum.x + sum.y + sum.z + sum.w;

    barrier(CLK_LOCAL_MEM_FENCE);
    event_t written = async_work_group_copy(out + first, results, GROUP, 0);
    wait_group_events(1, &written);
}
