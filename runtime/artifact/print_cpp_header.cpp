// Prints the C++ header of a made-up reflection with awkward names, for the test that compiles it.
#include <cstdio>

#include "kiln/artifact/reflection.h"

int main() {
  using namespace kiln::artifact;
  Reflection reflection;
  for (const char* name : {"saxpy", "namespace", "9\"lives\\", "9_lives__"}) {
    Kernel& kernel = reflection.kernels.emplace_back();
    kernel.name = kernel.entry_point = name;
    for (const ArgumentKind kind : {ArgumentKind::kBuffer, ArgumentKind::kValue, ArgumentKind::kLocal,
                                    ArgumentKind::kImage, ArgumentKind::kSampler, ArgumentKind::kAddress}) {
      kernel.arguments.push_back(
          {.name = "new", .type_name = "struct {\nint x; \\\n}", .kind = kind, .address_space = ""});
    }
    kernel.implicit = {{ImplicitKind::kRegionOffset, 0}, {ImplicitKind::kGlobalSize, 16}};
  }
  reflection.kernels[1].required_work_group_size = {{8, 8, 1}};
  reflection.kernels[1].values = {.size = 4, .memory = ValueMemory::kUniformBuffer};
  reflection.kernels[2].printf = {.binding = 6,
                                  .metal_index = 6,
                                  .formats = {{"%s\n\"", {{}, {}}}},
                                  .strings = {"\xff"
                                              "1"}};
  std::fputs(ToCppHeader(reflection, "app::kernels").c_str(), stdout);
}
