// Row-wise softmax: one work-group a row, the largest value and the sum by tree reductions in one local array.

/*!
[config]
name: softmax
clc_version_min: 10
kernel_name: softmax
dimensions: 1
global_size: 16 1 1
local_size: 8 1 1

[test]
name: two rows of eleven
arg_in: 0 buffer float[22] 1 -1.5 2.25 0 -1 1 -3 -2.25 -0.75 -0.75 -3 501.5 500.25 498 501.5 500.75 498.75 497.5 \
          499.25 501.25 501.75 497.75
arg_out: 1 buffer float[22] 0.153879389 0.01263119 0.537091851 0.0566090643 0.0208253115 0.153879389 0.00281839934 \
          0.0059665516 0.0267402288 0.0267402288 0.00281839934 0.197509199 0.056587331 0.00596426101 0.197509199 \
          0.0932967365 0.0126263406 0.00361750717 0.0208173152 0.153820321 0.253606826 0.00464497088 \
          tolerance 32 ulp
arg_in: 2 uint 11
arg_in: 3 float8 NULL
!*/

float reduce_max(__local float *scratch, float value)
{
    const uint lid = get_local_id(0);
    scratch[lid] = value;
    barrier(CLK_LOCAL_MEM_FENCE);
    for (uint s = get_local_size(0) / 2; s > 0; s >>= 1) {
        if (lid < s)
            scratch[lid] = fmax(scratch[lid], scratch[lid + s]);
        barrier(CLK_LOCAL_MEM_FENCE);
    }
    const float result = scratch[0];
    barrier(CLK_LOCAL_MEM_FENCE); // before the array is used again
    return result;
}

float reduce_sum(__local float *scratch, float value)
{
    const uint lid = get_local_id(0);
    scratch[lid] = value;
    barrier(CLK_LOCAL_MEM_FENCE);
    for (uint s = get_local_size(0) / 2; s > 0; s >>= 1) {
        if (lid < s)
            scratch[lid] += scratch[lid + s];
        barrier(CLK_LOCAL_MEM_FENCE);
    }
    const float result = scratch[0];
    barrier(CLK_LOCAL_MEM_FENCE);
    return result;
}

__kernel void softmax(__global const float *in, __global float *out, const uint columns, __local float *scratch)
{
    const size_t row = get_group_id(0) * (size_t)columns;
    const uint lid = get_local_id(0);
    const uint step = get_local_size(0);

    float largest = -INFINITY;
    for (uint i = lid; i < columns; i += step)
        largest = fmax(largest, in[row + i]);
    largest = reduce_max(scratch, largest);

    float sum = 0.0f;
    for (uint i = lid; i < columns; i += step) {
        const float e = exp(in[row + i] - largest);
        out[row + i] = e;
        sum += e;
    }
    const float scale = native_recip(reduce_sum(scratch, sum));

    for (uint i = lid; i < columns; i += step)
        out[row + i] *= scale;
}
