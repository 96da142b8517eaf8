// Batch normalisation for inference on NCHW data, fused with ReLU: the third dimension of the range is batch and
// channel together, two pixels a work-item.

/*!
[config]
name: batch normalisation and ReLU
clc_version_min: 10
kernel_name: batch_norm_relu
dimensions: 3
global_size: 2 2 6
local_size: 2 1 2

[test]
name: 2x3x2x4
arg_in: 0 buffer float2[24] -9 -9 -2 9 7 -8 -5 6 0 9 5 -5 9 -1 -6 5 -3 -1 -6 -9 0 -4 -4 -2 -1 -6 -8 3 1 0 2 -9 0 2 \
          -8 -8 9 -2 -1 1 -9 6 9 3 -9 9 9 1
arg_out: 0 buffer float2[24] 0 0 0 8.5 6.5 0 0 5.5 1 0 0 6 0 2 7 0 0 0 0 0 0 0 0 0 0 0 0 2.5 0.5 0 1.5 0 1 0 9 9 0 3 \
          2 0 0 4.5 7.5 1.5 0 7.5 7.5 0 tolerance 4 ulp
arg_in: 1 buffer float[3] 1 -2 0.5
arg_in: 2 buffer float[3] 3.75 0.75 15.75
arg_in: 3 buffer float[3] 2 -1 4
arg_in: 4 buffer float[3] 0.5 3 -1
arg_in: 5 int 3
arg_in: 6 float 0.25
!*/

__kernel void batch_norm_relu(__global float2 *data, __constant float *mean, __constant float *variance,
                              __constant float *gamma, __constant float *beta, const int channels, const float epsilon)
{
    const size_t x = get_global_id(0);
    const size_t y = get_global_id(1);
    const size_t plane = get_global_id(2);
    const size_t index = (plane * get_global_size(1) + y) * get_global_size(0) + x;
    const int channel = (int)plane % channels;

    const float scale = gamma[channel] / sqrt(variance[channel] + epsilon);
    const float shift = beta[channel] - mean[channel] * scale;
    const float2 value = data[index] * scale + shift;
    data[index] = select((float2)(0.0f), value, isgreater(value, (float2)(0.0f)));
}
