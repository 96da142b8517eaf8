// RUN: targets=comp,metal
kernel void classify(global int* out, global const int* in) {
  int i = get_global_id(0);
  int score = 0;
  switch (in[i]) {
    case 0:
      score = 1;
      break;
    case 1:
      score = 2;
    case 7:
      score += 10;
      break;
    default:
      score = -1;
  }
  out[i] = score;
}
