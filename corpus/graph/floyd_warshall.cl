// All shortest paths: step k lets every path go through vertex k. The host launches k = 0 .. n - 1. Also keeps the
// vertex on the way, to rebuild paths.

/*!
[config]
name: Floyd and Warshall
clc_version_min: 10
kernel_name: floyd_warshall
dimensions: 2
global_size: 6 6 1
local_size: 2 2 1

[test]
name: through vertex 0
arg_in: 0 buffer int[25] 0 3 8 1073741823 -4 1073741823 0 1073741823 1 7 1073741823 4 0 1073741823 1073741823 2 \
          1073741823 -5 0 1073741823 1073741823 1073741823 1073741823 6 0
arg_out: 0 buffer int[25] 0 3 8 1073741823 -4 1073741823 0 1073741823 1 7 1073741823 4 0 1073741823 1073741823 2 5 \
          -5 0 -2 1073741823 1073741823 1073741823 6 0
arg_in: 1 buffer int[25] repeat -1
arg_out: 1 buffer int[25] -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 0 -1 -1 0 -1 -1 -1 -1 -1
arg_in: 2 int 5
arg_in: 3 int 0

[test]
name: through vertex 1
arg_in: 0 buffer int[25] 0 3 8 1073741823 -4 1073741823 0 1073741823 1 7 1073741823 4 0 1073741823 1073741823 2 5 -5 \
          0 -2 1073741823 1073741823 1073741823 6 0
arg_out: 0 buffer int[25] 0 3 8 4 -4 1073741823 0 1073741823 1 7 1073741823 4 0 5 11 2 5 -5 0 -2 1073741823 \
          1073741823 1073741823 6 0
arg_in: 1 buffer int[25] -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 0 -1 -1 0 -1 -1 -1 -1 -1
arg_out: 1 buffer int[25] -1 -1 -1 1 -1 -1 -1 -1 -1 -1 -1 -1 -1 1 1 -1 0 -1 -1 0 -1 -1 -1 -1 -1
arg_in: 2 int 5
arg_in: 3 int 1

[test]
name: through vertex 2
arg_in: 0 buffer int[25] 0 3 8 4 -4 1073741823 0 1073741823 1 7 1073741823 4 0 5 11 2 5 -5 0 -2 1073741823 \
          1073741823 1073741823 6 0
arg_out: 0 buffer int[25] 0 3 8 4 -4 1073741823 0 1073741823 1 7 1073741823 4 0 5 11 2 -1 -5 0 -2 1073741823 \
          1073741823 1073741823 6 0
arg_in: 1 buffer int[25] -1 -1 -1 1 -1 -1 -1 -1 -1 -1 -1 -1 -1 1 1 -1 0 -1 -1 0 -1 -1 -1 -1 -1
arg_out: 1 buffer int[25] -1 -1 -1 1 -1 -1 -1 -1 -1 -1 -1 -1 -1 1 1 -1 2 -1 -1 0 -1 -1 -1 -1 -1
arg_in: 2 int 5
arg_in: 3 int 2

[test]
name: through vertex 3
arg_in: 0 buffer int[25] 0 3 8 4 -4 1073741823 0 1073741823 1 7 1073741823 4 0 5 11 2 -1 -5 0 -2 1073741823 \
          1073741823 1073741823 6 0
arg_out: 0 buffer int[25] 0 3 -1 4 -4 3 0 -4 1 -1 7 4 0 5 3 2 -1 -5 0 -2 8 5 1 6 0
arg_in: 1 buffer int[25] -1 -1 -1 1 -1 -1 -1 -1 -1 -1 -1 -1 -1 1 1 -1 2 -1 -1 0 -1 -1 -1 -1 -1
arg_out: 1 buffer int[25] -1 -1 3 1 -1 3 -1 3 -1 3 3 -1 -1 1 3 -1 2 -1 -1 0 3 3 3 -1 -1
arg_in: 2 int 5
arg_in: 3 int 3

[test]
name: through vertex 4
arg_in: 0 buffer int[25] 0 3 -1 4 -4 3 0 -4 1 -1 7 4 0 5 3 2 -1 -5 0 -2 8 5 1 6 0
arg_out: 0 buffer int[25] 0 1 -3 2 -4 3 0 -4 1 -1 7 4 0 5 3 2 -1 -5 0 -2 8 5 1 6 0
arg_in: 1 buffer int[25] -1 -1 3 1 -1 3 -1 3 -1 3 3 -1 -1 1 3 -1 2 -1 -1 0 3 3 3 -1 -1
arg_out: 1 buffer int[25] -1 4 4 4 -1 3 -1 3 -1 3 3 -1 -1 1 3 -1 2 -1 -1 0 3 3 3 -1 -1
arg_in: 2 int 5
arg_in: 3 int 4
!*/

#define NO_EDGE 0x3fffffff

__kernel void floyd_warshall(__global int *distance, __global int *through, const int n, const int k)
{
    const int to = get_global_id(0);
    const int from = get_global_id(1);
    if (to >= n || from >= n)
        return;

    const int first = distance[from * n + k];
    const int second = distance[k * n + to];
    if (first == NO_EDGE || second == NO_EDGE)
        return;
    const int detour = first + second;
    if (detour < distance[from * n + to]) {
        distance[from * n + to] = detour;
        through[from * n + to] = k;
    }
}
