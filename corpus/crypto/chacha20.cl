// ChaCha20 (RFC 8439) encryption in place: one work-item a 64-byte block, rows of the state as uint4.

/*!
[config]
name: ChaCha20
clc_version_min: 10
kernel_name: chacha20

[test]
name: key stream of RFC 8439 2.3.2
dimensions: 1
global_size: 1 1 1
local_size: 1 1 1
arg_in: 0 buffer uint4[4] repeat 0
arg_out: 0 buffer uint4[4] 3840405776 358169553 534581072 3295748259 3354710471 57196595 2594841092 1315755203 \
          1180992210 162176775 98026004 2718075865 3516666549 3108902622 3900952779 1312575650
arg_in: 1 uint8 50462976 117835012 185207048 252579084 319951120 387323156 454695192 522067228
arg_in: 2 uint4 1 150994944 1241513984 0

[test]
name: text of RFC 8439 2.4.2, padded with zeros
dimensions: 1
global_size: 2 1 1
local_size: 1 1 1
arg_in: 0 buffer uint4[8] 1768186188 1629516645 1193305198 1819569765 1852140901 543584032 543516788 1935764579 \
          1718558835 960046880 1716068410 1663060256 1684829551 1717989152 2032169573 1864398191 544828526 543518319 \
          544237940 544370534 543516788 1970566502 539780466 1936618867 1701147235 1870078062 543452277 1763730786 \
          11892 0 0 0
arg_out: 0 buffer uint4[8] 2587176558 2163828773 671595073 2171145693 3967450857 3261088541 3434030858 195993597 \
          3311737849 2872264530 2872924559 1471374029 618019094 2874298854 890000271 3630237855 3205351943 \
          1634340176 143565654 1588994698 1297202258 116968470 451513473 909605303 3205232986 3864765300 3985509300 \
          1113487602 57953671 2702844019 3904699272 3989082425
arg_in: 1 uint8 50462976 117835012 185207048 252579084 319951120 387323156 454695192 522067228
arg_in: 2 uint4 1 0 1241513984 0
!*/

typedef struct {
    uint4 a, b, c, d;
} rows;

void quarter_rounds(rows *r)
{
    r->a += r->b;
    r->d = rotate(r->d ^ r->a, (uint4)(16));
    r->c += r->d;
    r->b = rotate(r->b ^ r->c, (uint4)(12));
    r->a += r->b;
    r->d = rotate(r->d ^ r->a, (uint4)(8));
    r->c += r->d;
    r->b = rotate(r->b ^ r->c, (uint4)(7));
}

__kernel void chacha20(__global uint4 *data, const uint8 key, const uint4 counter_nonce)
{
    const uint block = get_global_id(0);
    rows start;
    start.a = (uint4)(0x61707865, 0x3320646e, 0x79622d32, 0x6b206574);
    start.b = key.lo;
    start.c = key.hi;
    start.d = counter_nonce + (uint4)(block, 0, 0, 0);

    rows r = start;
    for (int i = 0; i < 10; ++i) {
        quarter_rounds(&r);
        r.b = r.b.yzwx;
        r.c = r.c.zwxy;
        r.d = r.d.wxyz;
        quarter_rounds(&r);
        r.b = r.b.wxyz;
        r.c = r.c.zwxy;
        r.d = r.d.yzwx;
    }

    __global uint4 *mine = data + block * 4;
    mine[0] ^= r.a + start.a;
    mine[1] ^= r.b + start.b;
    mine[2] ^= r.c + start.c;
    mine[3] ^= r.d + start.d;
}
