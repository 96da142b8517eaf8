// Layer normalisation over rows with mean and variance in one pass (Welford), merged across the work-group as
// float3 (count, mean, sum of squared deviations).

/*!
[config]
name: layer normalisation
clc_version_min: 10
kernel_name: layer_norm
dimensions: 1
global_size: 64 1 1
local_size: 32 1 1

[test]
name: two rows of forty
arg_in: 0 buffer float[80] -1 1 4.25 -0.75 4.25 -4.25 1.25 -3.75 -0.25 4.5 1 2 -4.25 3 -0.75 3.25 3.25 3.25 5 3.75 \
          1.5 -3 -0.25 -1.25 4.75 -3.75 1 5 -4.25 0.5 1.5 -2.25 -2.75 -0.5 2.25 -3.5 -1 -3.75 -2.5 -1 1.25 -2.5 -4 4 \
          -3.5 0.5 2.25 0.5 3 5 1.75 2 -3.75 1 -2.25 -2 4.5 1 2 -3.75 -2.25 -1 -1.5 5 -2 2.5 0.75 -1.75 0.75 -2 -4.5 \
          -2.75 4.75 4.25 -5 -1.75 1.25 3.5 -0.5 3.25
arg_in: 1 buffer float[40] 1.75 1.75 1.5 0.5 0.75 0.75 0.5 1.5 1.5 1.25 0.5 1 1.5 1.5 2 1.75 2 0.5 2 0.75 2 1 0.75 \
          1.75 2 1.25 1 1 1.5 1.75 1 2 2 1.25 0.75 1.75 0.75 2 1.25 0.75
arg_in: 2 buffer float[40] 31 25 22 21 24 39 22 34 33 38 38 23 27 25 20 24 34 40 36 36 25 36 35 32 40 40 40 36 33 37 \
          22 27 35 37 36 21 37 37 30 33
arg_out: 3 buffer float[80] 30.2286797 25.4268475 24.0347462 20.8224144 25.0173721 37.8349953 22.1647472 31.9267406 \
          32.7239952 39.8026009 38.1219559 23.5862465 24.6699905 26.3928699 19.2896576 25.774786 36.0283279 \
          40.5070801 39.2264938 36.8889961 25.8301601 34.8745766 34.8619957 31.0789089 43.0553284 38.2722855 \
          40.2439117 37.6132469 30.6699905 37.1273041 22.4150791 25.2626572 32.9203224 36.6630135 36.5038719 \
          18.7309685 36.6694336 34.2356567 28.8071804 32.6694336 31.6364651 23.3633766 19.8178349 21.6581135 \
          23.0388088 39.0779343 22.3550339 34.1558685 34.4547768 40.0782509 38.2684402 23.623476 24.9477253 \
          25.4156513 18.3027611 22.6664543 36.9788284 40.1385498 37.2469521 34.9738617 23.3027611 35.5843506 \
          34.5583725 34.9095535 38.4759483 40.9958305 40.190506 35.3245697 33.285759 35.6664543 20.372036 24.9563866 \
          38.1520157 38.7535248 34.6491356 19.8179951 37.2727699 39.2860756 29.6969223 33.7923317 tolerance 8 ulp
arg_in: 4 int 40
arg_in: 5 float 9.99999975e-06
!*/

float3 merge(float3 a, float3 b)
{
    if (b.x == 0.0f)
        return a;
    const float count = a.x + b.x;
    const float delta = b.y - a.y;
    return (float3)(count, a.y + delta * (b.x / count), a.z + b.z + delta * delta * (a.x * b.x / count));
}

__kernel __attribute__((reqd_work_group_size(32, 1, 1)))
void layer_norm(__global const float *in, __global const float *gamma, __global const float *beta, __global float *out,
                const int columns, const float epsilon)
{
    __local float3 partial[32];
    const int lid = get_local_id(0);
    in += get_group_id(0) * columns;
    out += get_group_id(0) * columns;

    float3 mine = (float3)(0.0f);
    for (int i = lid; i < columns; i += 32) {
        const float value = in[i];
        mine.x += 1.0f;
        const float delta = value - mine.y;
        mine.y += delta / mine.x;
        mine.z += delta * (value - mine.y);
    }
    partial[lid] = mine;
    for (int s = 16; s > 0; s /= 2) {
        barrier(CLK_LOCAL_MEM_FENCE);
        if (lid < s)
            partial[lid] = merge(partial[lid], partial[lid + s]);
    }
    barrier(CLK_LOCAL_MEM_FENCE);

    const float mean = partial[0].y;
    const float inverse = rsqrt(partial[0].z / partial[0].x + epsilon);
    for (int i = lid; i < columns; i += 32)
        out[i] = (in[i] - mean) * inverse * gamma[i] + beta[i];
}
