#pragma clang diagnostic ignored "-Wmissing-prototypes"
#pragma clang diagnostic ignored "-Wmissing-braces"

#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

template<typename T, size_t Num>
struct spvUnsafeArray
{
    T elements[Num ? Num : 1];
    
    thread T& operator [] (size_t pos) thread
    {
        return elements[pos];
    }
    constexpr const thread T& operator [] (size_t pos) const thread
    {
        return elements[pos];
    }
    
    device T& operator [] (size_t pos) device
    {
        return elements[pos];
    }
    constexpr const device T& operator [] (size_t pos) const device
    {
        return elements[pos];
    }
    
    constexpr const constant T& operator [] (size_t pos) const constant
    {
        return elements[pos];
    }
    
    threadgroup T& operator [] (size_t pos) threadgroup
    {
        return elements[pos];
    }
    constexpr const threadgroup T& operator [] (size_t pos) const threadgroup
    {
        return elements[pos];
    }
};

kernel void median5(device float* out [[buffer(0)]],
                    const device float* in [[buffer(1)]],
                    uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    uint i = thread_position_in_grid.x;
    spvUnsafeArray<float, 5> window;
    uint a;
    uint k = 0u;
    for (;;)
    {
        if (k < 5u)
        {
            window[k] = in[i + k];
        }
        else
        {
            a = 0u;
            break;
        }
        k++;
        continue;
    }
    while (a < 3u)
    {
        uint _57 = a + 1u;
        uint b = _57;
        for (;;)
        {
            if (b < 5u)
            {
                float _72 = window[a];
                if (window[b] < _72)
                {
                    window[a] = window[b];
                    window[b] = _72;
                }
            }
            else
            {
                a = _57;
                break;
            }
            b++;
            continue;
        }
    }
    out[i] = window[2u];
}
