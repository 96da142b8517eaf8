#pragma clang diagnostic ignored "-Wmissing-prototypes"

#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

template<typename T>
[[clang::optnone]] T spvFSub(T l, T r)
{
    return fma(T(-1), r, l);
}

kernel void shrink(texture2d<float> from [[texture(0)]],
                   texture2d<float, access::write> to [[texture(1)]],
                   uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    int2 _25 = int2(int(thread_position_in_grid.x), int(thread_position_in_grid.y));
    float2 place = (float2(_25) + float2(0.5)) / float2(int2(int2(to.get_width(), to.get_height()).x, int2(to.get_width(), to.get_height()).y));
    int2 _42 = int2(from.get_width(), from.get_height());
    int _43 = _42.x;
    int2 _45 = int2(from.get_width(), from.get_height());
    int _46 = _45.y;
    float _47 = float(_43);
    float _53 = spvFSub((place.x - floor(place.x)) * _47, 0.5);
    float _54 = floor(_53);
    float _55 = spvFSub(_53, _54);
    float _59 = (_54 > (-2.0)) ? _54 : (-2.0);
    int _62 = int((_59 < _47) ? _59 : _47);
    int _65 = (_62 < 0) ? (_62 + _43) : _62;
    int _68 = (_65 >= _43) ? (_65 - _43) : _65;
    int _70 = _62 + 1;
    int _73 = (_70 < 0) ? (_70 + _43) : _70;
    int _76 = (_73 >= _43) ? (_73 - _43) : _73;
    float _77 = float(_46);
    float _82 = spvFSub((place.y - floor(place.y)) * _77, 0.5);
    float _83 = floor(_82);
    float _84 = spvFSub(_82, _83);
    float _86 = (_83 > (-2.0)) ? _83 : (-2.0);
    int _89 = int((_86 < _77) ? _86 : _77);
    int _92 = (_89 < 0) ? (_89 + _46) : _89;
    int _95 = (_92 >= _46) ? (_92 - _46) : _92;
    int _96 = _89 + 1;
    int _99 = (_96 < 0) ? (_96 + _46) : _96;
    int _102 = (_99 >= _46) ? (_99 - _46) : _99;
    float _104 = spvFSub(1.0, _55);
    float _105 = spvFSub(1.0, _84);
    to.write((((float4(_104 * _105) * from.read(uint2(int2(_68, _95)), 0)) + (float4(_55 * _105) * from.read(uint2(int2(_76, _95)), 0))) + (float4(_104 * _84) * from.read(uint2(int2(_68, _102)), 0))) + (float4(_55 * _84) * from.read(uint2(int2(_76, _102)), 0)), uint2(_25));
}
