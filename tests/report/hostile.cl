// A kernel whose text would end, open or rewrite a page that took it for markup.
// </script><script>document.title = "broken"</script> <!-- <img src=x onerror="document.title='broken'"> {{data}} &lt;
#include "scaled.h"

/* A comment over
   several lines; */
kernel void hostile(global float* y, global const float* x, float a) {
  size_t i = get_global_id(0);
  float sum = 0.0f;
  for (int k = 0; k < 4; ++k) {
    sum += scaled(x[i], k);
  }
  y[i] = a * sum;
  if (a > 1e30f) printf("</script><b>%f</b>&amp;\n", a);
}

kernel __attribute__((reqd_work_group_size(8, 1, 1))) void second(global int* y, local int* scratch) {
  scratch[get_local_id(0)] = y[get_global_id(0)];
  barrier(CLK_LOCAL_MEM_FENCE);
  y[get_global_id(0)] = scratch[7 - get_local_id(0)];
}
