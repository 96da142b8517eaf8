// Pointers that are kept in buffers: kernels that only device addresses can express.

/*!
[config]
name: physical addresses
clc_version_min: 12
dimensions: 1

[test]
name: a list in a buffer
kernel_name: list_in_buffer
global_size: 4 1 1
local_size: 4 1 1
arg_out: 0 buffer int[4] 4321 1432 2143 3214
arg_in: 1 buffer ulong[8] repeat 0

[test]
name: pointers to other buffers
kernel_name: rows
global_size: 4 1 1
local_size: 4 1 1
arg_out: 0 buffer int[4] 6 60 6 60
arg_in: 1 buffer ulong[4] repeat 0
arg_in: 2 buffer int[3] 1 2 3
arg_in: 3 buffer int[3] 10 20 30

[test]
name: a tree
kernel_name: tree
global_size: 1 1 1
arg_out: 0 buffer int[7] 1 3 4 6 7 8 10
arg_in: 1 buffer ulong[21] repeat 0
arg_in: 2 buffer int[7] 6 3 8 1 4 7 10

[test]
name: null and differences
kernel_name: null_and_differences
global_size: 4 1 1
local_size: 4 1 1
arg_out: 0 buffer int[4] -100 1 2 -103
arg_in: 1 buffer ulong[4] repeat 0
arg_in: 2 buffer float[4] 1 2 3 4

[test]
name: atomics and vectors through stored pointers
kernel_name: atomics_and_vectors
global_size: 4 1 1
local_size: 4 1 1
arg_out: 0 buffer int[1] 10
arg_out: 1 buffer float4[4] 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30 32
arg_in: 1 buffer float4[4] 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16
arg_in: 2 buffer ulong[8] repeat 0
!*/

typedef struct Node {
    global struct Node *next;
    long value;
} Node;

kernel void list_in_buffer(global int *out, global Node *nodes)
{
    const int i = get_global_id(0);
    nodes[i].value = i + 1;
    nodes[i].next = &nodes[(i + 1) % 4];
    barrier(CLK_GLOBAL_MEM_FENCE);
    global const Node *node = &nodes[i];
    int result = 0;
    for (int k = 0, digit = 1; k < 4; k++, digit *= 10) {
        result += node->value * digit;
        node = node->next;
    }
    out[i] = result;
}

kernel void rows(global int *out, global ulong *memory, global int *a, global int *b)
{
    global int *global *rows = (global int *global *)memory;
    const int i = get_global_id(0);
    rows[i] = i % 2 ? b : a;
    barrier(CLK_GLOBAL_MEM_FENCE);
    global const int *row = rows[(i + 2) % 4];
    int sum = 0;
    for (int k = 0; k < 3; k++) sum += row[k];
    out[i] = sum;
}

typedef struct Tree {
    global struct Tree *left, *right;
    int key;
} Tree;

// Inserts the keys and walks the tree in order, with a stack of pointers in private memory.
kernel void tree(global int *out, global Tree *nodes, global const int *keys)
{
    global Tree *root = 0;
    for (int i = 0; i < 7; i++) {
        nodes[i].key = keys[i];
        nodes[i].left = nodes[i].right = 0;
        if (!root) {
            root = &nodes[i];
            continue;
        }
        global Tree *at = root;
        while (true) {
            const bool left = keys[i] < at->key;
            global Tree *next = left ? at->left : at->right;
            if (!next) {
                if (left) at->left = &nodes[i];
                else at->right = &nodes[i];
                break;
            }
            at = next;
        }
    }
    global Tree *stack[8];
    int depth = 0, count = 0;
    global Tree *at = root;
    while (at || depth > 0) {
        while (at) {
            stack[depth++] = at;
            at = at->left;
        }
        at = stack[--depth];
        out[count++] = at->key;
        at = at->right;
    }
}

kernel void null_and_differences(global int *out, global ulong *memory, global float *in)
{
    global float *global *places = (global float *global *)memory;
    const int i = get_global_id(0);
    places[i] = i == 1 || i == 2 ? in + i : 0;
    barrier(CLK_GLOBAL_MEM_FENCE);
    global float *place = places[i];
    out[i] = place != 0 && place > in && place < in + 4 ? place - in : -100 - i;
}

typedef struct {
    global int *counter;
    global float4 *vector;
} Pair;

kernel void atomics_and_vectors(global int *counter, global float4 *vectors, global Pair *pairs)
{
    const int i = get_global_id(0);
    if (i == 0) *counter = 0;
    pairs[i].counter = counter;
    pairs[i].vector = vectors + i;
    barrier(CLK_GLOBAL_MEM_FENCE);
    atomic_add(pairs[3 - i].counter, i + 1);
    *pairs[3 - i].vector *= 2.0f;
}
