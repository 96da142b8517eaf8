//! sarif physical -g
int global counter = 3;
struct node { global struct node *next; int value[2][3]; };
void f(int *generic_pointer, private char *p) { *generic_pointer = *p; }
kernel void walk(global struct node *list, global int *out) {
  private int a[4] = {[2] = 1, 5};
  local double d[16];
  for (global struct node *n = list; n; n = n->next) out[0] += n->value[1][2];
  event_t e = async_work_group_copy(d, (global double *)out, 16, 0);
  wait_group_events(1, &e);
  goto end;
  vstore3(vload3(0, a), 1, out);
end:
  f(&a[1], (private char *)a);
  prefetch(out, 4);
}
