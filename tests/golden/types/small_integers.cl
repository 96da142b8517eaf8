// RUN: targets=spvasm,comp,metal
kernel void brighten(global uchar* pixels, uchar amount) {
  int i = get_global_id(0);
  pixels[i] = add_sat(pixels[i], amount);
}
