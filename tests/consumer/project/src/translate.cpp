#include <kiln/frontend/compile.h>
#include <kiln/translator/lower.h>

#include <cstdio>

int main() {
  auto module = kiln::frontend::Compile(
      {"ids.cl", "kernel void ids(global uint* y) { y[get_global_id(0)] = get_global_id(0); }"}, {});
  if (!module) return 1;
  auto spirv = kiln::translator::Lower(*module, *kiln::translator::FindProfile("vulkan1.3"), {});
  if (!spirv) return 1;
  std::printf("%zu words, kernel %s\n", spirv->words.size(), spirv->reflection.kernels[0].name.c_str());
  return 0;
}
