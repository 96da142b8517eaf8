// Edge-preserving smoothing: weights fall with distance and with difference in brightness. native_exp is enough, the
// weights are normalised.

/*!
[config]
name: bilateral filter
clc_version_min: 10
kernel_name: bilateral_filter
dimensions: 2
global_size: 8 4 1
local_size: 4 4 1

[test]
name: 5x4
arg_in: 0 buffer float[20] 1.25 0.375 1.5 1.125 2 0.25 0.25 1.375 1.375 1 0.25 0 1.875 0 0.25 1.875 0.25 1.75 0 1.5
arg_out: 1 buffer float[20] 1.05472004 0.421371639 1.35233903 1.28784943 1.78133404 0.265284449 0.270844877 \
          1.39136577 1.34667742 1.04706645 0.205286801 0.169074759 1.70206678 0.100344352 0.249499932 1.86443317 \
          0.189600497 1.78645492 0.0485681854 1.4522413 tolerance 256 ulp
arg_in: 2 uint8 5 4 1 1056964608 1073741824 0 0 0
!*/

typedef struct {
    int width;
    int height;
    int radius;
    float inv_sigma_space; // 1 / (2 sigma^2), both
    float inv_sigma_range;
    int pad[3];
} bilateral_params;

__kernel void bilateral_filter(__global const float *restrict in, __global float *restrict out,
                               const bilateral_params params)
{
    const int x = get_global_id(0);
    const int y = get_global_id(1);
    if (x >= params.width || y >= params.height)
        return;

    const float centre = in[y * params.width + x];
    float total = 0.0f;
    float weights = 0.0f;
    for (int dy = -params.radius; dy <= params.radius; ++dy) {
        const int sy = y + dy;
        if (sy < 0 || sy >= params.height)
            continue;
        for (int dx = -params.radius; dx <= params.radius; ++dx) {
            const int sx = x + dx;
            if (sx < 0)
                continue;
            if (sx >= params.width)
                break;
            const float value = in[sy * params.width + sx];
            const float difference = value - centre;
            const float exponent = (float)(dx * dx + dy * dy) * params.inv_sigma_space +
                                   difference * difference * params.inv_sigma_range;
            const float weight = native_exp(-exponent);
            total += weight * value;
            weights += weight;
        }
    }
    out[y * params.width + x] = total / weights;
}
