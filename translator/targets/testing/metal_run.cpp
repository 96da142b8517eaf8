#include "translator/targets/testing/metal_run.h"

#include <dlfcn.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace kiln::translator::targets::testing {
namespace {

// The text without its includes and `using`, which the shim stands for.
std::string Body(const std::string& text) {
  std::istringstream lines(text);
  std::string body;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("#include") && !line.starts_with("#pragma")) {
      body += line + "\n";
    }
  }
  return body;
}

std::string Source(const std::vector<MetalKernel>& kernels) {
  std::string source = "#include \"translator/targets/testing/metal_shim.h\"\n";
  for (std::size_t i = 0; i < kernels.size(); ++i) {
    const std::string n = std::to_string(i);
    source += "namespace kernel_" + n + " {\n" + Body(kernels[i].text) + "}\n";
    source += "extern \"C\" void run_" + n +
              "(void** buffers, unsigned items) {\n  for (unsigned i = 0; i < items; ++i) {\n" + "    kernel_" + n +
              "::k(";
    for (std::size_t b = 0; b < kernels[i].buffers.size(); ++b) {
      source += "AnyPointer{buffers[" + std::to_string(b) + "]}, ";
    }
    source += "metal::uint3{i, 0, 0});\n  }\n}\n";
  }
  return source;
}

}  // namespace

std::vector<std::vector<Bytes>> RunOnCpu(const std::vector<MetalKernel>& kernels) {
  std::string folder = (std::filesystem::temp_directory_path() / "kiln_msl_XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) {
    ADD_FAILURE() << "no temporary folder";
    return {};
  }
  std::ofstream(folder + "/kernels.cpp") << Source(kernels);
  const std::string command =
      std::string(KILN_CLANGXX) +
      " -std=c++17 -O1 -w -shared -fPIC -ffp-contract=off "
      "-fno-strict-aliasing -cl-single-precision-constant -Xclang -ffloat16-excess-precision=none -I" KILN_SOURCE_DIR
      " " +
      folder + "/kernels.cpp -o " + folder + "/kernels.so 2> " + folder + "/log";
  const int status = std::system(command.c_str());
  if (status != 0) {
    std::ostringstream log;
    log << std::ifstream(folder + "/log").rdbuf();
    ADD_FAILURE() << "the MSL texts do not compile; see " << folder << "\n" << log.str().substr(0, 8000);
    return {};
  }
  void* library = dlopen((folder + "/kernels.so").c_str(), RTLD_NOW | RTLD_LOCAL);
  EXPECT_NE(library, nullptr) << dlerror();
  std::vector<std::vector<Bytes>> results;
  for (std::size_t i = 0; i < kernels.size() && library != nullptr; ++i) {
    std::vector<Bytes> buffers = kernels[i].buffers;
    std::vector<void*> pointers;
    for (Bytes& buffer : buffers) {
      pointers.push_back(buffer.data());
    }
    using Run = void(void**, unsigned);
    reinterpret_cast<Run*>(dlsym(library, ("run_" + std::to_string(i)).c_str()))(pointers.data(), kernels[i].items);
    results.push_back(std::move(buffers));
  }
  std::filesystem::remove_all(folder);
  return results;
}

}  // namespace kiln::translator::targets::testing
