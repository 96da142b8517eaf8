// y = alpha * A * x + beta * B * x, both sums carried in one float2. The parameters come as a struct by value.

/*!
[config]
name: gesummv
clc_version_min: 10
kernel_name: gesummv
dimensions: 1
global_size: 8 1 1
local_size: 4 1 1

[test]
name: alpha 0.5, beta -2
arg_in: 0 buffer float[36] 6 9 7 2 1 -7 2 -7 -3 2 -3 7 9 6 -8 7 1 7 -5 5 2 -7 2 -5 0 6 -1 8 -2 -7 6 -1 7 -6 3 6
arg_in: 1 buffer float[36] 7 0 -1 0 5 -2 3 6 6 -9 -3 2 -1 2 3 -2 8 2 -3 3 -6 -2 1 -5 -5 7 -4 2 5 -6 -7 9 9 -4 -6 -9
arg_in: 2 buffer float[6] -2 5 9 7 9 5
arg_out: 3 buffer float[6] 18 -18 -197.5 124.5 -64 4.5
arg_in: 4 uint4 1056964608 3221225472 6 6
!*/

typedef struct {
    float alpha;
    float beta;
    int n;
    int stride; // elements from one row to the next
} gesummv_params;

__kernel void gesummv(__global const float *a, __global const float *b, __global const float *x, __global float *y,
                      gesummv_params params)
{
    int i = get_global_id(0);
    if (i < params.n) {
        float2 sum = (float2)(0.0f, 0.0f);
        for (int j = 0; j < params.n; j++) {
            int index = mad24(i, params.stride, j);
            sum += (float2)(a[index], b[index]) * x[j];
        }
        y[i] = params.alpha * sum.x + params.beta * sum.y;
    }
}
