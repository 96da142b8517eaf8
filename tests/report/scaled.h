// In a file of its own, so that texts come from two.
static float scaled(float x, int k) {
  return x * (float)k;
}
