// SHA-256 of many messages, one work-item a message: padding, a ring of sixteen words, sixty-four rounds.

/*!
[config]
name: SHA-256
clc_version_min: 10
kernel_name: sha256
dimensions: 1
global_size: 6 1 1
local_size: 2 1 1

[test]
name: five messages, one or two blocks
arg_in: 0 buffer uchar[178] 97 98 99 97 98 99 100 98 99 100 101 99 100 101 102 100 101 102 103 101 102 103 104 102 \
          103 104 105 103 104 105 106 104 105 106 107 105 106 107 108 106 107 108 109 107 108 109 110 108 109 110 \
          111 109 110 111 112 110 111 112 113 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 \
          97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 98 98 98 \
          98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 \
          98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98 98
arg_in: 1 buffer uint[6] 0 3 3 59 114 178
arg_out: 2 buffer uint8[5] 3128432319 2399260650 1094795486 1571693091 2953011619 2518121116 3021012833 4060091821 \
          3820012610 2566659092 2600203464 2574235940 665731556 1687917388 2761267483 2018687061 613247585 \
          3523623096 3854575251 205414457 2738676825 1694441831 4142722516 433784513 2672005368 3540790745 784986261 \
          3059624858 3920668965 2770701860 480190097 259212056 2700783927 2135533401 3045024561 2187521000 \
          2678848665 244224974 2888402006 344111572
arg_in: 3 uint 5
!*/

__constant uint k[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

#define SIGMA0(x) (rotate(x, 30u) ^ rotate(x, 19u) ^ rotate(x, 10u))
#define SIGMA1(x) (rotate(x, 26u) ^ rotate(x, 21u) ^ rotate(x, 7u))
#define GAMMA0(x) (rotate(x, 25u) ^ rotate(x, 14u) ^ ((x) >> 3))
#define GAMMA1(x) (rotate(x, 15u) ^ rotate(x, 13u) ^ ((x) >> 10))

void compress(uint state[8], uint w[16])
{
    uint a = state[0], b = state[1], c = state[2], d = state[3];
    uint e = state[4], f = state[5], g = state[6], h = state[7];
    for (int i = 0; i < 64; ++i) {
        if (i >= 16)
            w[i & 15] += GAMMA1(w[(i - 2) & 15]) + w[(i - 7) & 15] + GAMMA0(w[(i - 15) & 15]);
        const uint t1 = h + SIGMA1(e) + bitselect(g, f, e) + k[i] + w[i & 15];
        const uint t2 = SIGMA0(a) + bitselect(a, b, a ^ c);
        h = g;
        g = f;
        f = e;
        e = d + t1;
        d = c;
        c = b;
        b = a;
        a = t1 + t2;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
}

// The byte of the padded message at `position`.
uint padded_byte(__global const uchar *message, uint length, uint blocks, uint position)
{
    if (position < length)
        return message[position];
    if (position == length)
        return 0x80;
    const uint from_end = blocks * 64 - 1 - position; // the last eight bytes are the length in bits
    return from_end < 4 ? (length * 8) >> (from_end * 8) & 0xff : 0;
}

// Message i is bytes[offsets[i]] to bytes[offsets[i + 1]].
__kernel void sha256(__global const uchar *bytes, __global const uint *offsets, __global uint8 *digests, const uint count)
{
    const uint id = get_global_id(0);
    if (id >= count)
        return;
    __global const uchar *message = bytes + offsets[id];
    const uint length = offsets[id + 1] - offsets[id];
    const uint blocks = (length + 9 + 63) / 64;

    uint state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                     0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    uint w[16];
    for (uint block = 0; block < blocks; ++block) {
        for (uint i = 0; i < 16; ++i) {
            const uint at = block * 64 + i * 4;
            w[i] = padded_byte(message, length, blocks, at) << 24 | padded_byte(message, length, blocks, at + 1) << 16 |
                   padded_byte(message, length, blocks, at + 2) << 8 | padded_byte(message, length, blocks, at + 3);
        }
        compress(state, w);
    }
    digests[id] = vload8(0, state);
}
