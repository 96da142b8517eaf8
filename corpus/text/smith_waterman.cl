// Local alignment scores (Smith and Waterman, affine gaps as Gotoh): one work-group a pair of sequences, one work-item
// a column, sweeping anti-diagonals with three rotating rows in local memory.

/*!
[config]
name: Smith and Waterman
clc_version_min: 10
kernel_name: smith_waterman
dimensions: 1
global_size: 128 1 1
local_size: 64 1 1

[test]
name: two pairs, one with a planted gap
arg_in: 0 buffer uchar[128] 3 1 3 2 0 3 0 3 3 3 1 2 3 2 1 3 0 2 1 2 3 2 3 3 2 2 1 3 3 2 2 1 2 3 2 1 1 0 2 0 2 1 1 1 \
          0 2 3 0 3 0 0 1 3 2 1 0 1 0 1 2 0 2 0 2 0 1 2 0 2 0 0 1 0 3 0 0 0 2 1 1 2 2 0 0 0 2 2 2 0 2 0 1 1 2 1 3 3 \
          3 2 0 2 0 1 2 3 1 0 3 1 2 2 2 0 0 0 3 1 2 0 3 2 0 0 0 1 2 3 0
arg_in: 1 buffer uchar[40] 3 2 3 3 2 2 1 3 0 0 3 2 2 1 2 3 2 1 1 0 2 1 1 3 3 0 3 3 2 3 0 2 2 2 0 3 3 2 3 2
arg_in: 2 int 20
arg_in: 3 short4 5 4 7 2
arg_out: 4 buffer int[2] 81 25
!*/

#define COLUMNS 64
#define NEGATIVE (-10000)

__kernel __attribute__((reqd_work_group_size(COLUMNS, 1, 1)))
void smith_waterman(__global const uchar *queries, __global const uchar *references, const int rows, const short4 costs,
                    __global int *scores)
{
    __local int h[3][COLUMNS + 1]; // best score ending at a cell, on the last three anti-diagonals
    __local int e[2][COLUMNS + 1]; // ending with a gap in the query
    __local int best;
    const int column = get_local_id(0);
    const int pair = get_group_id(0);
    const uchar letter = queries[pair * COLUMNS + column];
    const int match = costs.x, mismatch = costs.y, open = costs.z, extend = costs.w;

    for (int i = 0; i < 3; ++i)
        h[i][column + 1] = 0;
    e[0][column + 1] = e[1][column + 1] = NEGATIVE;
    if (column == 0) {
        best = 0;
        h[0][0] = h[1][0] = h[2][0] = 0;
        e[0][0] = e[1][0] = NEGATIVE;
    }
    barrier(CLK_LOCAL_MEM_FENCE);

    int f = NEGATIVE; // ending with a gap in the reference: stays in this work-item's column
    int largest = 0;
    for (int diagonal = 0; diagonal < rows + COLUMNS - 1; ++diagonal) {
        const int now = diagonal % 3;
        const int before = (diagonal + 2) % 3;
        const int before_that = (diagonal + 1) % 3;
        const int row = diagonal - column;
        if (row >= 0 && row < rows) {
            const int gap_query = max(h[before][column] - open, e[(diagonal + 1) & 1][column] - extend);
            f = max(h[before][column + 1] - open, f - extend);
            const int step = references[pair * rows + row] == letter ? match : -mismatch;
            const int diagonal_score = (row > 0 ? h[before_that][column] : 0) + step;
            const int score = max(max(0, diagonal_score), max(gap_query, f));
            h[now][column + 1] = score;
            e[diagonal & 1][column + 1] = gap_query;
            largest = max(largest, score);
        }
        barrier(CLK_LOCAL_MEM_FENCE);
    }
    atomic_max(&best, largest);
    barrier(CLK_LOCAL_MEM_FENCE);
    if (column == 0)
        scores[pair] = best;
}
