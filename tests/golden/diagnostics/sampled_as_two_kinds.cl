// RUN: targets=errors
kernel void two_kinds(read_only image2d_t image, global float4* out) {
  out[0] = read_imagef(image, (int2)(0, 0)) + convert_float4(read_imagei(image, (int2)(1, 0)));
}
