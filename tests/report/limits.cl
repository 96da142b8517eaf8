// Pointers that are kept in buffers need physical addresses, which HLSL does not have: its tab says so, and the other kernel still
// has its text there.
typedef struct node {
  global struct node* next;
  int value;
} node;

kernel void plain(global int* y) {
  y[get_global_id(0)] += 1;
}

kernel void chase(global node* first, global int* y) {
  int sum = 0;
  for (global node* n = first; n; n = n->next) sum += n->value;
  y[0] = sum;
}
