// y += a * x: run with the two files that `kiln saxpy.cl -o saxpy.spv --reflect=saxpy.json` writes.
#include <cstdio>

#include "kiln/runtime/runtime.h"

kiln::Status Saxpy(const char* spirv, const char* reflection) {
  KILN_ASSIGN_OR_RETURN(auto device, kiln::runtime::Device::Open());
  KILN_ASSIGN_OR_RETURN(auto saxpy, device.LoadFile(spirv, reflection, "saxpy"));
  std::vector<float> x(1000, 3), y(1000, 1);
  KILN_ASSIGN_OR_RETURN(auto x_buffer, device.Upload(x));
  KILN_ASSIGN_OR_RETURN(auto y_buffer, device.Upload(y));
  KILN_RETURN_IF_ERROR(device.Run(saxpy, 1000, x_buffer, y_buffer, 2.0f));
  KILN_RETURN_IF_ERROR(y_buffer.Read(y));
  return std::printf("1 + 2 * 3 = %g\n", y[999]), kiln::Status();
}

int main(int argc, char** argv) {
  const kiln::Status status = Saxpy(argc > 1 ? argv[1] : "saxpy.spv", argc > 2 ? argv[2] : "saxpy.json");
  if (!status) std::fprintf(stderr, "%s\n", status.error().ToString().c_str());
  return status ? 0 : 1;
}
