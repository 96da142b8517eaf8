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
    int i = int(thread_position_in_grid.x);
    spvUnsafeArray<float, 5> window;
    int a;
    int k = 0;
    for (;;)
    {
        if (k < 5)
        {
            window[k] = in[i + k];
        }
        else
        {
            a = 0;
            break;
        }
        k++;
        continue;
    }
    while (a < 3)
    {
        int _61 = a + 1;
        int b = _61;
        for (;;)
        {
            if (b < 5)
            {
                float _76 = window[a];
                if (window[b] < _76)
                {
                    window[a] = window[b];
                    window[b] = _76;
                }
            }
            else
            {
                a = _61;
                break;
            }
            b++;
            continue;
        }
    }
    out[i] = window[2u];
}
