#include "sums.cl.h"

int main() {
  return kiln_sums::kSpirv[0] == 0x07230203 ? 0 : 1;
}
