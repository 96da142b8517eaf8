// One step of a D2Q9 lattice Boltzmann fluid on a periodic grid: pull streaming, bounce-back at solid cells, BGK
// collision. The nine populations are nine planes of one buffer.

/*!
[config]
name: lattice Boltzmann step
clc_version_min: 10
kernel_name: lattice_boltzmann
dimensions: 2
global_size: 4 4 1
local_size: 2 2 1

[test]
name: 4x3, periodic, one solid cell
arg_in: 0 buffer float[108] 0.15625 0.109375 0.15625 0.125 0.09375 0.15625 0.0625 0.1875 0.28125 0.28125 0.296875 \
          0.078125 0.234375 0.1875 0.25 0.15625 0.15625 0.3125 0.25 0.15625 0.125 0.265625 0.0625 0.15625 0.125 \
          0.09375 0.296875 0.203125 0.140625 0.234375 0.296875 0.171875 0.171875 0.265625 0.125 0.25 0.25 0.1875 \
          0.234375 0.09375 0.25 0.109375 0.296875 0.25 0.1875 0.25 0.28125 0.125 0.09375 0.125 0.3125 0.296875 \
          0.28125 0.203125 0.203125 0.109375 0.0625 0.296875 0.265625 0.3125 0.234375 0.265625 0.28125 0.1875 0.3125 \
          0.171875 0.1875 0.25 0.09375 0.28125 0.234375 0.078125 0.078125 0.296875 0.171875 0.28125 0.3125 0.21875 \
          0.3125 0.171875 0.296875 0.15625 0.125 0.109375 0.125 0.1875 0.21875 0.1875 0.15625 0.15625 0.09375 0.0625 \
          0.234375 0.125 0.21875 0.21875 0.21875 0.140625 0.078125 0.21875 0.265625 0.078125 0.1875 0.078125 \
          0.234375 0.25 0.0625 0.296875
arg_out: 1 buffer float[108] 0.496451467 0.561047673 0.429467857 0.621826828 0.498319894 0.640997052 0.0625 \
          0.665813208 0.665670276 0.746759236 0.728236616 0.480306 0.115806721 0.231739536 0.237661585 0.20252867 \
          0.188214049 0.174708948 0.25 0.225244001 0.180293247 0.165639475 0.255022317 0.0786336288 0.133127287 \
          0.181709483 0.180362076 0.313889623 0.18525286 0.124026172 0.265625 0.194240198 0.213836044 0.317592591 \
          0.237723216 0.208516434 0.217369214 0.161427036 0.0735990852 0.21815367 0.121807799 0.241115198 0.3125 \
          0.209619001 0.219355747 0.28282696 0.172991067 0.258321136 0.215158537 0.205146983 0.113955826 0.114670865 \
          0.107127853 0.299807429 0.296875 0.245021448 0.147429794 0.141811341 0.241629466 0.153828934 0.0353744552 \
          0.0609256066 0.137875721 0.118503258 0.0947475657 0.0816072524 0.21875 0.108031884 0.104911119 0.130070895 \
          0.0901227668 0.0688374862 0.072934553 0.0536952876 0.0457729362 0.140102521 0.104891211 0.070643492 0.25 \
          0.0536398143 0.101718187 0.157848671 0.0784040168 0.149953201 0.0920150802 0.0531131066 0.0265475959 \
          0.0618626364 0.0498256907 0.116763502 0.265625 0.0982662588 0.0795204937 0.0890552625 0.0823102668 \
          0.0688374862 0.043637678 0.116195284 0.0516323112 0.067836903 0.102938086 0.109705992 0.28125 0.0594991893 \
          0.0841400623 0.0777705461 0.0823102668 0.0327657051 tolerance 128 ulp
arg_in: 2 buffer uchar[12] 0 0 0 0 0 0 1 0 0 0 0 0
arg_in: 3 int 4
arg_in: 4 int 3
arg_in: 5 float 0.75
!*/

__constant int2 directions[9] = {(int2)(0, 0), (int2)(1, 0),  (int2)(0, 1),   (int2)(-1, 0), (int2)(0, -1),
                                 (int2)(1, 1), (int2)(-1, 1), (int2)(-1, -1), (int2)(1, -1)};
__constant float weights[9] = {4.0f / 9,  1.0f / 9,  1.0f / 9,  1.0f / 9, 1.0f / 9,
                               1.0f / 36, 1.0f / 36, 1.0f / 36, 1.0f / 36};
__constant uchar opposite[9] = {0, 3, 4, 1, 2, 7, 8, 5, 6};

__kernel void lattice_boltzmann(__global const float *in, __global float *out, __global const uchar *solid,
                                const int width, const int height, const float omega)
{
    const int x = get_global_id(0);
    const int y = get_global_id(1);
    if (x >= width || y >= height)
        return;
    const int cells = width * height;
    const int here = y * width + x;

    float f[9];
    for (int i = 0; i < 9; ++i) {
        const int sx = (x - directions[i].x + width) % width;
        const int sy = (y - directions[i].y + height) % height;
        f[i] = in[i * cells + sy * width + sx];
    }

    if (solid[here]) {
        for (int i = 0; i < 9; ++i)
            out[i * cells + here] = f[opposite[i]];
        return;
    }

    float density = 0.0f;
    float2 velocity = (float2)(0.0f);
    for (int i = 0; i < 9; ++i) {
        density += f[i];
        velocity += f[i] * convert_float2(directions[i]);
    }
    velocity /= density;
    const float squared = 1.5f * dot(velocity, velocity);
    for (int i = 0; i < 9; ++i) {
        const float along = 3.0f * dot(convert_float2(directions[i]), velocity);
        const float equilibrium = weights[i] * density * (1.0f + along + 0.5f * along * along - squared);
        out[i * cells + here] = f[i] + omega * (equilibrium - f[i]);
    }
}
