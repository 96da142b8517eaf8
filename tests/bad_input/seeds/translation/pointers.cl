//! -cl-std=CL2.0
typedef struct node { int value; char tag[3]; } node;
int pick(global int *a, local int *b, int c) { return c ? *a : *b; }
kernel void pointers(global node *nodes, global uchar *bytes, local int *shared, int n) {
  node copy = nodes[get_global_id(0)];
  int *p = n > 2 ? &copy.value : (int *)&shared[n];
  for (int i = 0; i < n; ++i) { if (bytes[i] == 7) break; *p += ((global short *)bytes)[i]; p = i & 1 ? p : &copy.value; }
  nodes[0] = copy;
  *(global float2 *)(bytes + 4 * n) = vload2(n, (global float *)bytes);
  bytes[0] = pick(&nodes[1].value, shared, *p) + (uchar)(uintptr_t)p;
}
