// Private arrays of words in which single bytes, shorts and longs are read and written.

/*!
[config]
name: private words
clc_version_min: 10
dimensions: 1

[test]
name: pieces of private words
kernel_name: pieces
global_size: 16 1 1
arg_out: 0 buffer uint[16] 1842031638 2947610005 3235340829 4263395666 121279888 156157057 1399870505 2416218351 4077262485 3273919382 3594126767 4006571563 1563385575 1041911831 1958834308 4293765611
arg_in: 1 buffer uchar[16] 120 155 52 202 245 79 46 34 10 205 148 30 113 184 141 88
!*/

kernel void pieces(global uint *out, global const uchar *in)
{
    const int n = get_global_id(0);
    uint w[16];
    for (int i = 0; i < 16; ++i)
        w[i] = in[i] * 0x01030507u;
    ((uchar *)w)[(n * 7) & 63] = in[9];
    ((short *)w)[(n * 3) & 31] = -in[3];
    ((uchar4 *)w)[n & 15] = (uchar4)(in[1], in[2], 7, 255);
    ulong *wide = (ulong *)w + n % 7;
    *wide = *wide * 3 + n;
    uint sum = 0;
    for (int i = 0; i < 16; ++i)
        sum = sum * 31 + w[i] + w[i ^ (n & 7)] + w[(i + n) & 15] * w[i ^ 1] + w[i ^ 2] + w[i ^ 4];
    out[n] = sum + ((uchar *)w)[(n * 11) & 63] + ((short *)w)[(n * 5) & 31];
}
