// Seven-point stencil in three dimensions: a work-item owns a column and marches along z with three values in
// registers. Boundary cells are copied.

/*!
[config]
name: stencil in 3D
clc_version_min: 10
kernel_name: stencil_3d
dimensions: 2
global_size: 6 4 1
local_size: 2 2 1

[test]
name: 5x4x4
arg_in: 0 buffer float[80] -6 0 -10 -11 -17 -2 -10 13 4 -7 12 18 9 -14 17 19 -10 -8 -11 -16 19 -12 11 -13 20 -15 1 1 \
          9 -12 10 -16 -8 7 15 1 -12 -13 12 -16 -14 -19 -5 7 -3 -12 -3 16 7 -18 -2 -19 12 4 5 -18 -16 -19 -3 -11 -17 \
          -4 3 9 9 4 9 -9 8 -16 3 8 -15 6 -17 5 -18 7 -2 13
arg_out: 1 buffer float[80] -6 0 -10 -11 -17 -2 -10 13 4 -7 12 18 9 -14 17 19 -10 -8 -11 -16 19 -12 11 -13 20 -15 \
          -13.25 11 3 -12 10 -10.5 -4 8 15 1 -12 -13 12 -16 -14 -19 -5 7 -3 -12 -7.5 8.75 10 -18 -2 -13.75 -4.25 \
          10.5 5 -18 -16 -19 -3 -11 -17 -4 3 9 9 4 9 -9 8 -16 3 8 -15 6 -17 5 -18 7 -2 13
arg_in: 2 uint 5
arg_in: 3 uint 4
arg_in: 4 uint 4
arg_in: 5 float 0.5
arg_in: 6 float 0.25
!*/

__kernel void stencil_3d(__global const float *restrict in, __global float *restrict out, const uint nx, const uint ny,
                         const uint nz, const float c0, const float c1)
{
    const uint x = get_global_id(0);
    const uint y = get_global_id(1);
    if (x >= nx || y >= ny)
        return;
    const uint plane = nx * ny;
    const bool edge = x == 0 || y == 0 || x == nx - 1 || y == ny - 1;

    uint i = y * nx + x;
    float behind = 0.0f;
    float current = in[i];
    for (uint z = 0; z < nz; ++z, i += plane) {
        const float front = z + 1 < nz ? in[i + plane] : 0.0f;
        float value = current;
        if (!edge && z > 0 && z + 1 < nz) {
            const float around = in[i - 1] + in[i + 1] + in[i - nx] + in[i + nx] + behind + front;
            value = c0 * current + c1 * around;
        }
        out[i] = value;
        behind = current;
        current = front;
    }
}
