#pragma clang diagnostic ignored "-Wmissing-prototypes"

#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

template<typename T>
[[clang::optnone]] T spvFMul(T l, T r)
{
    return fma(l, r, T(0));
}

template<typename T>
[[clang::optnone]] T spvFSub(T l, T r)
{
    return fma(T(-1), r, l);
}

kernel void scale(device float* out [[buffer(0)]], constant float& x [[buffer(1)]])
{
    float scaled = spvFMul(x, 0.100000001490116119384765625);
    float _13;
    if (scaled > 0.300000011920928955078125)
    {
        _13 = precise::sqrt(scaled);
    }
    else
    {
        _13 = spvFSub(1.5, scaled);
    }
    out[0u] = _13;
}
