// Sum, smallest and largest of an array. Each work-item first strides over the input, then the work-group reduces in
// local memory, and one atomic per work-group joins the groups.

/*!
[config]
name: sum, smallest and largest
clc_version_min: 10
kernel_name: reduce
dimensions: 1
global_size: 128 1 1
local_size: 64 1 1

[test]
name: 150 values, two work-groups
arg_in: 0 buffer int[150] -58 -94 -66 -48 -33 -44 10 69 -86 -11 53 57 -83 -48 44 -4 -49 -68 52 -2 -75 80 56 -32 -57 \
          -12 28 -71 -82 75 -47 71 64 -78 72 -6 -89 -28 41 62 58 78 15 41 90 49 38 -1 69 95 6 -87 69 91 -49 -73 73 \
          -41 -70 -64 48 -57 -90 30 87 -69 16 96 -6 54 73 -49 62 50 19 -78 -86 7 -47 40 10 71 68 -53 59 29 4 -90 53 \
          82 -47 89 -31 -95 -37 50 38 -42 29 -73 -85 77 -4 -20 -27 -31 -14 38 85 -63 -5 43 -49 7 -24 -73 70 -19 -93 \
          87 -77 -25 75 69 68 -87 11 -85 86 5 9 -13 -33 28 -18 -71 0 -83 -62 80 -33 -4 -69 -64 88 -46 95 66 -44 -81
arg_in: 1 uint 150
arg_in: 2 buffer int[1] 0
arg_out: 2 buffer int[1] -151
arg_in: 3 buffer int[1] 2147483647
arg_out: 3 buffer int[1] -95
arg_in: 4 buffer int[1] -2147483648
arg_out: 4 buffer int[1] 96

[test]
name: fewer values than work-items
arg_in: 0 buffer int[1] -5
arg_in: 1 uint 1
arg_in: 2 buffer int[1] 100
arg_out: 2 buffer int[1] 95
arg_in: 3 buffer int[1] -6
arg_out: 3 buffer int[1] -6
arg_in: 4 buffer int[1] -7
arg_out: 4 buffer int[1] -5
!*/

#define GROUP 64

__kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void reduce(__global const int *in, const uint n, __global int *sum, __global int *smallest, __global int *largest)
{
    __local int sums[GROUP];
    __local int2 ranges[GROUP];
    const uint lid = get_local_id(0);

    int total = 0;
    int2 range = (int2)(INT_MAX, INT_MIN);
    for (uint i = get_global_id(0); i < n; i += get_global_size(0)) {
        const int value = in[i];
        total += value;
        range.x = min(range.x, value);
        range.y = max(range.y, value);
    }
    sums[lid] = total;
    ranges[lid] = range;
    barrier(CLK_LOCAL_MEM_FENCE);

    for (uint step = GROUP / 2; step > 0; step /= 2) {
        if (lid < step) {
            sums[lid] += sums[lid + step];
            const int2 other = ranges[lid + step];
            ranges[lid] = (int2)(min(ranges[lid].x, other.x), max(ranges[lid].y, other.y));
        }
        barrier(CLK_LOCAL_MEM_FENCE);
    }

    if (lid == 0) {
        atomic_add(sum, sums[0]);
        atomic_min(smallest, ranges[0].s0);
        atomic_max(largest, ranges[0].s1);
    }
}
