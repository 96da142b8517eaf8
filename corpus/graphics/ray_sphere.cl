// Casts one ray per pixel at a list of spheres and shades the nearest hit with one light. Hits are decided without
// contraction, so that a silhouette does not depend on the device.

/*!
[config]
name: ray against spheres
clc_version_min: 10
kernel_name: ray_sphere
dimensions: 2
global_size: 6 4 1
local_size: 2 2 1

[test]
name: three spheres, one hidden
arg_in: 0 buffer float8[3] 0 0 1 1.5 1 0.5 0.25 1 4 2 5 1.5 0.25 1 0.5 1 0 0 20 3 1 1 1 1
arg_in: 1 int 3
arg_out: 2 buffer float4[24] 0 0 0.25 1 0 0 0.25 1 0 0 0.25 1 0 0 0.25 1 0 0 0.25 1 0 0 0.25 1 0 0 0.25 1 0 0 0.25 1 \
          0.905648232 0.452824116 0.226412058 1 0.905648232 0.452824116 0.226412058 1 0.11733637 0.46934548 \
          0.23467274 1 0 0 0.25 1 0 0 0.25 1 0 0 0.25 1 0.450119168 0.225059584 0.112529792 1 0.450119168 \
          0.225059584 0.112529792 1 0 0 0.25 1 0 0 0.25 1 0 0 0.25 1 0 0 0.25 1 0 0 0.25 1 0 0 0.25 1 0 0 0.25 1 0 0 \
          0.25 1 tolerance 512 ulp
arg_out: 3 buffer int[24] -1 -1 -1 -1 -1 -1 -1 -1 0 0 1 -1 -1 -1 0 0 -1 -1 -1 -1 -1 -1 -1 -1
arg_in: 4 float4 0 0.600000024 -0.800000012 0
!*/

#pragma OPENCL FP_CONTRACT OFF

typedef struct {
    float4 centre_radius; // xyz, radius
    float4 colour;
} sphere;

typedef struct {
    float3 origin;
    float3 direction;
} ray;

bool intersect(const ray *r, float4 s, float *distance)
{
    const float3 o = r->origin - s.xyz;
    const float3 d = r->direction;
    const float a = d.x * d.x + d.y * d.y + d.z * d.z;
    const float b = o.x * d.x + o.y * d.y + o.z * d.z;
    const float c = o.x * o.x + o.y * o.y + o.z * o.z - s.w * s.w;
    const float discriminant = b * b - a * c;
    if (discriminant <= 0.0f)
        return false;
    const float t = (-b - sqrt(discriminant)) / a;
    if (t <= 0.0f || t >= *distance)
        return false;
    *distance = t;
    return true;
}

__kernel void ray_sphere(__constant sphere *spheres, const int count, __global float4 *image, __global int *hits,
                         const float4 light)
{
    const int x = get_global_id(0);
    const int y = get_global_id(1);
    const int width = get_global_size(0);
    const int height = get_global_size(1);

    ray r;
    r.origin = (float3)(0.0f, 0.0f, -4.0f);
    r.direction = (float3)((float)(2 * x + 1 - width), (float)(height - 2 * y - 1), (float)width);

    float nearest = INFINITY;
    int hit = -1;
    for (int i = 0; i < count; ++i) {
        if (intersect(&r, spheres[i].centre_radius, &nearest))
            hit = i;
    }

    float4 colour = (float4)(0.0f, 0.0f, 0.25f, 1.0f);
    if (hit >= 0) {
        const float3 point = r.origin + nearest * r.direction;
        const float3 normal = normalize(point - spheres[hit].centre_radius.xyz);
        const float diffuse = fmax(dot(normal, light.xyz), 0.0f);
        colour = mix((float4)(0.0f, 0.0f, 0.0f, 1.0f), spheres[hit].colour, 0.1f + 0.9f * diffuse);
    }
    const int index = y * width + x;
    hits[index] = hit;
    image[index] = colour;
}
