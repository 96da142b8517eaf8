#include <kiln/runtime/runtime.h>

#include <cstdio>
#include <vector>

#include "saxpy.cl.h"

int main(int, char** argv) {
  namespace rt = kiln::runtime;
  auto device = rt::Device::Open();
  if (!device) return std::fprintf(stderr, "%s\n", device.error().ToString().c_str()), 77;
  std::vector<float> x(1000, 3), y(1000, 1);
  auto kernel = device->LoadFile(argv[1], argv[2], "saxpy");
  if (!kernel) return std::fprintf(stderr, "%s\n", kernel.error().ToString().c_str()), 1;
  auto bx = device->Upload(x), by = device->Upload(y);
  auto event = device->Run(*kernel, rt::NdRange(1000), *by, *bx, 0.5f);
  if (!event || !by->Read(y)) return 1;
  std::printf("%g %g %zu\n", y[0], y[999], sizeof(app::kernels::kSpirv) / sizeof(app::kernels::kSpirv[0]));
  return y[0] == 4 && y[999] == 4 ? 0 : 1;
}
