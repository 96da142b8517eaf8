// Three octaves of gradient noise on a plane: a constant permutation table, gradients chosen by a switch.

/*!
[config]
name: gradient noise
clc_version_min: 10
kernel_name: perlin_noise
dimensions: 2
global_size: 8 6 1
local_size: 4 2 1

[test]
name: 8x6
arg_out: 0 buffer float[48] 0 0.275878906 0.25 0.150878906 0 -0.198242188 0 0.198242188 0.275878906 0.516489506 \
          0.512939453 0.321407795 0.150878906 0.00308179855 0.0625 0.194678783 0.25 0.443969727 0.4375 0.282348633 \
          0.25 0.16809082 0.0625 0.0689697266 0.0258789062 0.26695776 0.288818359 0.201297283 0.150878906 \
          0.0928788185 -0.0366210938 -0.171010494 0 0.174560547 0.125 0.101318359 0 -0.0388183594 -0.125 \
          -0.237060547 -0.0258789062 0.0629682541 0.0129394531 -0.0112104416 -0.135742188 -0.0339422226 \
          -0.0107421875 -0.0964422226
arg_in: 1 uint 8
arg_in: 2 float 0.25
!*/

__constant uchar permutation[256] = {
    243, 119, 66, 140, 13, 132, 142, 126, 128, 224, 93, 47, 245, 149, 159, 248, 161, 125, 252, 48, 58, 109, 52, 60,
    46, 211, 241, 33, 64, 90, 39, 196, 69, 57, 198, 1, 200, 87, 133, 103, 216, 221, 244, 32, 187, 24, 153, 197, 114,
    62, 124, 54, 3, 35, 41, 105, 239, 231, 71, 28, 14, 20, 30, 194, 16, 143, 205, 228, 101, 38, 131, 104, 150, 237,
    255, 160, 122, 253, 164, 195, 190, 107, 97, 218, 208, 240, 34, 84, 70, 169, 65, 145, 207, 199, 21, 201, 72, 110,
    100, 156, 43, 175, 154, 85, 162, 174, 123, 166, 61, 179, 185, 2, 127, 40, 215, 171, 158, 165, 36, 82, 23, 31, 193,
    116, 102, 182, 19, 212, 6, 130, 111, 151, 234, 113, 163, 83, 117, 251, 98, 74, 0, 96, 178, 227, 214, 80, 209, 29,
    95, 118, 25, 89, 75, 254, 206, 12, 55, 63, 10, 223, 50, 92, 235, 26, 173, 76, 186, 146, 189, 184, 203, 59, 222,
    53, 180, 232, 135, 37, 81, 27, 246, 56, 22, 68, 8, 18, 106, 7, 233, 225, 51, 217, 229, 148, 242, 17, 144, 11, 188,
    115, 99, 192, 210, 141, 157, 230, 137, 238, 219, 112, 94, 191, 167, 5, 15, 79, 49, 204, 108, 138, 170, 220, 42,
    172, 45, 67, 91, 177, 78, 202, 183, 120, 213, 181, 86, 139, 88, 168, 134, 247, 152, 77, 250, 176, 121, 136, 9, 73,
    226, 4, 236, 129, 147, 155, 44, 249,
};

float fade(float t)
{
    return t * t * t * (t * (t * 6.0f - 15.0f) + 10.0f);
}

float gradient(uint hash, float x, float y)
{
    switch (hash & 7) {
    case 0:
        return x + y;
    case 1:
        return x - y;
    case 2:
        return -x + y;
    case 3:
        return -x - y;
    case 4:
        return x;
    case 5:
        return -x;
    case 6:
        return y;
    default:
        return -y;
    }
}

float noise(float x, float y)
{
    const float fx = floor(x);
    const float fy = floor(y);
    const int ix = (int)fx & 255;
    const int iy = (int)fy & 255;
    x -= fx;
    y -= fy;
    const uint a = permutation[ix] + iy;
    const uint b = permutation[(ix + 1) & 255] + iy;
    const float u = fade(x);
    const float low = mix(gradient(permutation[a & 255], x, y), gradient(permutation[b & 255], x - 1.0f, y), u);
    const float high = mix(gradient(permutation[(a + 1) & 255], x, y - 1.0f),
                           gradient(permutation[(b + 1) & 255], x - 1.0f, y - 1.0f), u);
    return mix(low, high, fade(y));
}

__kernel void perlin_noise(__global float *out, const uint width, const float frequency)
{
    const uint px = get_global_id(0);
    const uint py = get_global_id(1);
    float2 p = (float2)((float)px, (float)py) * frequency;
    float amplitude = 0.5f;
    float sum = 0.0f;
    for (int octave = 0; octave < 3; ++octave, p *= 2.0f, amplitude *= 0.5f)
        sum += amplitude * noise(p.x, p.y);
    out[py * width + px] = sum;
}
