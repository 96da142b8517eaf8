// One level of a breadth-first search over a graph in compressed rows: work-items of the frontier claim their
// unvisited neighbours by compare-and-swap.

/*!
[config]
name: breadth-first search
clc_version_min: 10
kernel_name: bfs_level
dimensions: 1
global_size: 12 1 1
local_size: 4 1 1

[test]
name: level 0
arg_in: 0 buffer int[11] 0 2 3 5 6 8 9 9 10 11 12
arg_in: 1 buffer int[12] 1 2 3 3 4 5 5 6 7 0 9 8
arg_in: 2 buffer int[10] 0 -1 -1 -1 -1 -1 -1 -1 -1 -1
arg_out: 2 buffer int[10] 0 1 1 -1 -1 -1 -1 -1 -1 -1
arg_in: 3 int 10
arg_in: 4 int 0
arg_in: 5 buffer uint[1] 1
arg_out: 5 buffer uint[1] 3

[test]
name: level 1
arg_in: 0 buffer int[11] 0 2 3 5 6 8 9 9 10 11 12
arg_in: 1 buffer int[12] 1 2 3 3 4 5 5 6 7 0 9 8
arg_in: 2 buffer int[10] 0 1 1 -1 -1 -1 -1 -1 -1 -1
arg_out: 2 buffer int[10] 0 1 1 2 2 -1 -1 -1 -1 -1
arg_in: 3 int 10
arg_in: 4 int 1
arg_in: 5 buffer uint[1] 3
arg_out: 5 buffer uint[1] 5

[test]
name: level 2
arg_in: 0 buffer int[11] 0 2 3 5 6 8 9 9 10 11 12
arg_in: 1 buffer int[12] 1 2 3 3 4 5 5 6 7 0 9 8
arg_in: 2 buffer int[10] 0 1 1 2 2 -1 -1 -1 -1 -1
arg_out: 2 buffer int[10] 0 1 1 2 2 3 3 -1 -1 -1
arg_in: 3 int 10
arg_in: 4 int 2
arg_in: 5 buffer uint[1] 5
arg_out: 5 buffer uint[1] 7

[test]
name: level 3
arg_in: 0 buffer int[11] 0 2 3 5 6 8 9 9 10 11 12
arg_in: 1 buffer int[12] 1 2 3 3 4 5 5 6 7 0 9 8
arg_in: 2 buffer int[10] 0 1 1 2 2 3 3 -1 -1 -1
arg_out: 2 buffer int[10] 0 1 1 2 2 3 3 4 -1 -1
arg_in: 3 int 10
arg_in: 4 int 3
arg_in: 5 buffer uint[1] 7
arg_out: 5 buffer uint[1] 8
!*/

#define UNVISITED (-1)

__kernel void bfs_level(__global const int *row_start, __global const int *neighbours, volatile __global int *levels,
                        const int vertices, const int level, __global uint *visited)
{
    const int vertex = get_global_id(0);
    if (vertex >= vertices || levels[vertex] != level)
        return;

    uint claimed = 0;
    for (int i = row_start[vertex]; i < row_start[vertex + 1]; ++i) {
        const int neighbour = neighbours[i];
        if (levels[neighbour] != UNVISITED)
            continue;
        if (atomic_cmpxchg(&levels[neighbour], UNVISITED, level + 1) == UNVISITED)
            ++claimed;
    }
    if (claimed != 0)
        atomic_add(visited, claimed);
}
