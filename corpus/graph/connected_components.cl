// Connected components of an undirected graph by hooking and pointer jumping on a label array: labels only ever fall,
// and end at the smallest vertex of the component.

/*!
[config]
name: connected components
clc_version_min: 10

[test]
name: hook
kernel_name: components_hook
dimensions: 1
global_size: 8 1 1
local_size: 4 1 1
arg_in: 0 buffer int2[5] 5 2 7 1 9 1 3 0 6 6
arg_in: 1 uint 5
arg_in: 2 buffer int[10] 0 1 2 3 4 5 6 7 8 9
arg_out: 2 buffer int[10] 0 1 2 0 4 2 6 1 8 1

[test]
name: flatten
kernel_name: components_flatten
dimensions: 1
global_size: 12 1 1
local_size: 4 1 1
arg_in: 0 buffer int[10] 0 0 1 2 3 5 5 6 8 4
arg_out: 0 buffer int[10] 0 0 0 0 0 5 5 5 8 0
arg_in: 1 uint 10
!*/

int find_root(volatile __global int *labels, int vertex)
{
    int label = labels[vertex];
    while (label != vertex) {
        vertex = label;
        label = labels[vertex];
    }
    return vertex;
}

// One work-item an edge: joins the two trees, again when somebody else was faster.
__kernel void components_hook(__global const int2 *edges, const uint edge_count, volatile __global int *labels)
{
    const uint i = get_global_id(0);
    if (i >= edge_count)
        return;
    int2 ends = edges[i];
    for (;;) {
        ends.x = find_root(labels, ends.x);
        ends.y = find_root(labels, ends.y);
        if (ends.x == ends.y)
            break;
        const int high = max(ends.x, ends.y);
        const int low = min(ends.x, ends.y);
        if (atomic_cmpxchg(&labels[high], high, low) == high)
            break;
    }
}

__kernel void components_flatten(volatile __global int *labels, const uint vertices)
{
    const uint vertex = get_global_id(0);
    if (vertex < vertices)
        labels[vertex] = find_root(labels, vertex);
}
