// One step of an all-pairs gravity simulation: positions are staged tile by tile in local memory. w is the mass.

/*!
[config]
name: n-body step
clc_version_min: 10
kernel_name: n_body
dimensions: 1
global_size: 4 1 1
local_size: 2 1 1

[test]
name: four bodies in tiles of two
arg_in: 0 buffer float4[4] 0 0 0 2 3 0 0 1 0 4 0 3 1 2 2 0.5
arg_in: 1 buffer float4[4] 0.5 1 -1 7 1 -2 0.25 7 -1 0.5 2 7 2 1 1 7
arg_out: 1 buffer float4[4] 0.515551269 1.02734196 -0.995556772 7 0.96155858 -1.98526227 0.252915442 7 -0.99482286 \
          0.476350218 2.00444317 7 1.9836148 1.00305557 0.949736953 7 tolerance 16 ulp
arg_out: 2 buffer float4[4] 0.0644439086 0.128417745 -0.124444596 2 3.12019491 -0.248157784 0.0316144302 1 \
          -0.124352857 4.05954361 0.250555396 3 1.24795187 2.12538195 2.11871719 0.5 tolerance 16 ulp
arg_in: 3 int 4
arg_in: 4 float 0.125
arg_in: 5 float 0.25
arg_in: 6 float8 NULL
!*/

float3 attraction(float4 body, float4 other, float softening)
{
    const float3 r = other.xyz - body.xyz;
    const float distance2 = dot(r, r) + softening;
    const float inverse = rsqrt(distance2);
    return r * (other.w * inverse * inverse * inverse);
}

__kernel void n_body(__global const float4 *position, __global float4 *velocity, __global float4 *next_position,
                     const int count, const float dt, const float softening, __local float4 *tile)
{
    const int gid = get_global_id(0);
    const int lid = get_local_id(0);
    const int size = get_local_size(0);
    const float4 body = position[gid];
    float3 acceleration = (float3)(0.0f);

    for (int start = 0; start < count; start += size) {
        tile[lid] = position[start + lid];
        barrier(CLK_LOCAL_MEM_FENCE);
        for (int i = 0; i < size; ++i)
            acceleration += attraction(body, tile[i], softening);
        barrier(CLK_LOCAL_MEM_FENCE);
    }

    float4 v = velocity[gid];
    v.xyz += dt * acceleration;
    velocity[gid] = v;
    next_position[gid] = (float4)(body.xyz + dt * v.xyz, body.w);
}
