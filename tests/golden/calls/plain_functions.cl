// A function of plain values stays a function; one that takes a pointer is inlined.

float falloff(float distance, float radius) {
  if (distance > radius) return 0.0f;
  const float t = distance / radius;
  const float s = 1.0f - t * t;
  return s * s * s;
}

void store(global float *to, float value) { to[get_global_id(0)] = value; }

kernel void light(global float *out, global const float *in, float radius) {
  const uint i = get_global_id(0);
  store(out, falloff(in[i], radius) + falloff(in[i + 1], radius));
}
