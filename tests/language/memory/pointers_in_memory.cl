// Pointers that are kept in arrays, structs and tables, read back with an index that only the device knows.

/*!
[config]
name: pointers in memory
clc_version_min: 12
dimensions: 1

[test]
name: an array of buffers
kernel_name: array_of_buffers
global_size: 6 1 1
arg_out: 0 buffer int[6] 11 23 32 10 22 33
arg_in: 1 buffer int[4] 10 11 12 13
arg_in: 2 buffer int[4] 20 21 22 23
arg_in: 3 buffer int[4] 30 31 32 33
arg_in: 4 buffer int[6] 1 3 2 0 2 3

[test]
name: a struct of pointers
kernel_name: struct_of_pointers
global_size: 4 1 1
arg_out: 0 buffer int[4] 111 222 323 424
arg_in: 1 buffer int[4] 10 20 21 22
arg_in: 2 buffer int[4] 101 202 302 402

[test]
name: a list in private memory
kernel_name: private_list
global_size: 4 1 1
arg_out: 0 buffer int[4] 4321 1432 2143 3214
arg_in: 1 buffer int[4] 0 1 2 3

[test]
name: null in an array
kernel_name: null_in_array
global_size: 6 1 1
arg_out: 0 buffer int[6] 7 -1 9 -1 7 -1
arg_in: 1 buffer int[2] 7 9
arg_in: 2 buffer int[6] 0 1 2 3 0 1

[test]
name: a table of strings
kernel_name: strings
global_size: 6 1 1
arg_out: 0 buffer int[6] 311 405 -1 427 311 405
arg_in: 1 buffer int[6] 0 1 2 3 0 1

[test]
name: pointers in local memory
kernel_name: in_local_memory
global_size: 4 1 1
local_size: 4 1 1
arg_out: 0 buffer int[4] 40 30 20 10
arg_in: 1 buffer int[4] 10 20 30 40

[test]
name: stored through a pointer that was stored
kernel_name: swap_pointers
global_size: 2 1 1
arg_out: 0 buffer int[4] 1 102 3 102
arg_in: 0 buffer int[4] 1 2 3 4
arg_out: 1 buffer int[4] 103 20 103 40
arg_in: 1 buffer int[4] 10 20 30 40

[test]
name: steps of a stored pointer
kernel_name: stepping
global_size: 3 1 1
arg_out: 0 buffer int[3] 321 654 987
arg_in: 1 buffer short[9] 1 2 3 4 5 6 7 8 9
!*/

kernel void array_of_buffers(global int *out, global const int *a, global const int *b, global const int *c,
                             global const int *at)
{
    const int i = get_global_id(0);
    global const int *buffers[3] = { a, b, c };
    out[i] = buffers[i % 3][at[i]];
}

struct Pair {
    global const int *first;
    int bias;
    global const int *second;
};

int sum(const struct Pair *pair, int i)
{
    return pair->first[0] + pair->second[0] + pair->bias * i;
}

kernel void struct_of_pointers(global int *out, global const int *a, global const int *b)
{
    const int i = get_global_id(0);
    struct Pair pairs[4];
    for (int k = 0; k < 4; k++) {
        pairs[k].first = a + k;
        pairs[k].second = b + k;
        pairs[k].bias = 0;
    }
    out[i] = sum(&pairs[i & 3], i);
}

struct Node {
    int value;
    struct Node *next;
};

kernel void private_list(global int *out, global const int *start)
{
    const int i = get_global_id(0);
    struct Node nodes[4];
    for (int k = 0; k < 4; k++) {
        nodes[k].value = k + 1;
        nodes[k].next = &nodes[(k + 1) % 4];
    }
    const struct Node *node = &nodes[start[i]];
    int result = 0, digit = 1;
    for (int k = 0; k < 4; k++) {
        result += node->value * digit;
        digit *= 10;
        node = node->next;
    }
    out[i] = result;
}

kernel void null_in_array(global int *out, global const int *in, global const int *at)
{
    const int i = get_global_id(0);
    global const int *slots[4] = { in, 0, in + 1, 0 };
    global const int *slot = slots[at[i]];
    out[i] = slot ? *slot : -1;
}

constant char kOne[] = "one";
constant char kFour[] = "four";
constant char kNine[] = "nine";
constant struct Word {
    constant char *text;
    int length;
} kWords[4] = { { kOne, 3 }, { kFour, 4 }, { 0, 0 }, { kNine + 1, 4 } };

kernel void strings(global int *out, global const int *at)
{
    const int i = get_global_id(0);
    constant struct Word *word = &kWords[at[i]];
    if (!word->text) {
        out[i] = -1;
        return;
    }
    int last = 0;
    for (int k = 0; word->text[k] != 0; k++) last = word->text[k];
    out[i] = word->length * 100 + word->text[0] - 'a' + (last == 'e' ? -3 : 0) + (word->text == kNine + 1 ? 22 : 0);
}

kernel void in_local_memory(global int *out, global const int *in)
{
    const int i = get_local_id(0);
    local int values[4];
    local int *local places[4];
    values[i] = in[i];
    places[3 - i] = &values[i];
    barrier(CLK_LOCAL_MEM_FENCE);
    out[get_global_id(0)] = *places[i];
}

kernel void swap_pointers(global int *a, global int *b)
{
    const int i = get_global_id(0);
    global int *targets[2] = { a + 1, b };
    global int **first = &targets[i & 1];
    *first += 2 * (get_global_size(0) - 2);
    **first = 102 + i;
    first[0] += 2;
    *targets[i & 1] = 102 + i;
}

kernel void stepping(global int *out, global const short *in)
{
    const int i = get_global_id(0);
    global const short *walkers[3] = { in, in + 3, in + 6 };
    int result = 0;
    for (int k = 0, digit = 1; k < 3; k++, digit *= 10) result += *walkers[i]++ * digit;
    out[i] = result;
}
