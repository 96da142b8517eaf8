// One iteration of k-means on points in a plane: nearest centre, then sums per cluster in 16.16 fixed point, so that
// integer atomics give the same sums in any order.

/*!
[config]
name: k-means
clc_version_min: 10

[test]
name: assign
kernel_name: k_means_assign
dimensions: 1
global_size: 12 1 1
local_size: 4 1 1
arg_in: 0 buffer float2[10] 0.5 1 1 0.25 8 9 7.5 8 0 0 -3 4 8 8.5 -2.5 4.5 4 4.5 -3.5 5
arg_in: 1 buffer float2[4] 0 1 8 8 -3 4 100 100
arg_out: 2 buffer int[10] 0 0 1 1 0 2 1 2 0 2
arg_in: 3 buffer int[4] repeat 0
arg_out: 3 buffer int[4] 360448 1540096 -589824 0
arg_in: 4 buffer int[4] repeat 0
arg_out: 4 buffer int[4] 376832 1671168 884736 0
arg_in: 5 buffer int[4] repeat 0
arg_out: 5 buffer int[4] 4 3 3 0
arg_in: 6 int 10
arg_in: 7 int 4

[test]
name: update
kernel_name: k_means_update
dimensions: 1
global_size: 4 1 1
local_size: 2 1 1
arg_in: 0 buffer float2[4] 0 1 8 8 -3 4 100 100
arg_out: 0 buffer float2[4] 1.375 1.4375 7.83333349 8.5 -3 4.5 100 100 tolerance 4 ulp
arg_in: 1 buffer int[4] 360448 1540096 -589824 0
arg_in: 2 buffer int[4] 376832 1671168 884736 0
arg_in: 3 buffer int[4] 4 3 3 0
!*/

#define MAX_CLUSTERS 32

__kernel void k_means_assign(__global const float2 *points, __global const float2 *centres, __global int *assignment,
                             volatile __global int *sums_x, volatile __global int *sums_y, volatile __global int *counts,
                             const int n, const int clusters)
{
    __local int local_x[MAX_CLUSTERS];
    __local int local_y[MAX_CLUSTERS];
    __local int local_count[MAX_CLUSTERS];
    const int lid = get_local_id(0);
    const int size = get_local_size(0);
    for (int i = lid; i < clusters; i += size)
        local_x[i] = local_y[i] = local_count[i] = 0;
    barrier(CLK_LOCAL_MEM_FENCE);

    const int gid = get_global_id(0);
    if (gid < n) {
        const float2 p = points[gid];
        int best = 0;
        float best_distance = MAXFLOAT;
        for (int i = 0; i < clusters; ++i) {
            const float2 d = p - centres[i];
            const float distance = d.x * d.x + d.y * d.y;
            if (distance < best_distance) {
                best_distance = distance;
                best = i;
            }
        }
        assignment[gid] = best;
        const int2 fixed_point = convert_int2_rte(p * 65536.0f);
        atomic_add(&local_x[best], fixed_point.x);
        atomic_add(&local_y[best], fixed_point.y);
        atomic_inc(&local_count[best]);
    }
    barrier(CLK_LOCAL_MEM_FENCE);

    for (int i = lid; i < clusters; i += size) {
        if (local_count[i] == 0)
            continue;
        atomic_add(&sums_x[i], local_x[i]);
        atomic_add(&sums_y[i], local_y[i]);
        atomic_add(&counts[i], local_count[i]);
    }
}

// A cluster without points keeps its centre.
__kernel void k_means_update(__global float2 *centres, __global const int *sums_x, __global const int *sums_y,
                             __global const int *counts)
{
    const int i = get_global_id(0);
    if (counts[i] > 0)
        centres[i] = (float2)(sums_x[i], sums_y[i]) / (65536.0f * counts[i]);
}
