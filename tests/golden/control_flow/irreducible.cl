// RUN: targets=comp
// A loop with two entries needs a state variable; only such a loop has one.
kernel void two_entries(global int* data, int n) {
  int i = 0;
  int sum = 0;
  if (n & 1) goto middle;
top:
  sum += data[i];
middle:
  sum += 3;
  if (++i < n) goto top;
  data[0] = sum;
}
