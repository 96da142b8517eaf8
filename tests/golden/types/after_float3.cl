// RUN: targets=comp
// GLSL has no packing in which a small member follows the sixteen bytes of a float3: the structs are words.
struct particle { float mass; float3 place; short kind; };
kernel void age(global struct particle* particles) { particles[get_global_id(0)].kind += 1; }
