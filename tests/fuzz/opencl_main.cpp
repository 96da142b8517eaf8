// kiln-opencl-oracle: runs the program that standard input holds with the installed OpenCL implementation and writes
// what it computes to standard output. A process of its own, because such an implementation brings another LLVM than
// the one that `kiln` is linked with. The messages: wire.h.
#define CL_TARGET_OPENCL_VERSION 120
#include <CL/cl.h>
#include <dlfcn.h>
#include <unistd.h>

#include <iostream>
#include <iterator>
#include <string>

#include "tests/fuzz/wire.h"

namespace kiln::fuzz {
namespace {

// The loader is opened when it is needed: Kiln does not depend on it.
class Loader {
 public:
  Loader() : library_(dlopen("libOpenCL.so.1", RTLD_NOW | RTLD_LOCAL)) {}
  bool is_there() const { return library_ != nullptr; }
  template <typename Function>
  Function* Get(const char* name, Function* /*declaration*/) const {
    return reinterpret_cast<Function*>(dlsym(library_, name));
  }

 private:
  void* library_;
};
#define KILN_OPENCL(function) loader.Get(#function, &::function)

Answer Failed(ErrorCode code, std::string message) {
  return {code, std::move(message), ""};
}

// The process ends afterwards: nothing is released.
Answer Run(const Program& program) {
  const Loader loader;
  if (!loader.is_there()) return Failed(ErrorCode::kUnavailable, "there is no OpenCL loader (libOpenCL.so.1)");
  cl_platform_id platform = nullptr;
  cl_device_id device = nullptr;
  if (KILN_OPENCL(clGetPlatformIDs)(1, &platform, nullptr) != CL_SUCCESS ||
      KILN_OPENCL(clGetDeviceIDs)(platform, CL_DEVICE_TYPE_ALL, 1, &device, nullptr) != CL_SUCCESS) {
    return Failed(ErrorCode::kUnavailable, "there is no OpenCL device");
  }
  cl_int error = CL_SUCCESS;
  const cl_context context = KILN_OPENCL(clCreateContext)(nullptr, 1, &device, nullptr, nullptr, &error);
  const cl_command_queue queue = KILN_OPENCL(clCreateCommandQueue)(context, device, 0, &error);
  const char* text = program.source.c_str();
  const cl_program built = KILN_OPENCL(clCreateProgramWithSource)(context, 1, &text, nullptr, &error);
  const std::string options = "-w -cl-std=" + program.version;
  if (KILN_OPENCL(clBuildProgram)(built, 1, &device, options.c_str(), nullptr, nullptr) != CL_SUCCESS) {
    std::string log(1 << 16, '\0');
    std::size_t size = 0;
    KILN_OPENCL(clGetProgramBuildInfo)(built, device, CL_PROGRAM_BUILD_LOG, log.size(), log.data(), &size);
    return Failed(ErrorCode::kCompile, "OpenCL does not build the program:\n" + std::string(log.c_str()));
  }
  const cl_kernel kernel = KILN_OPENCL(clCreateKernel)(built, "fuzzed", &error);
  if (error != CL_SUCCESS) return Failed(ErrorCode::kInternal, "clCreateKernel: " + std::to_string(error));
  std::vector<cl_mem> buffers;
  for (std::size_t i = 0; i < program.arguments.size(); ++i) {
    const Argument& argument = program.arguments[i];
    const auto index = static_cast<cl_uint>(i);
    std::vector<std::byte> bytes = argument.bytes;
    buffers.push_back(nullptr);
    switch (argument.kind) {
      case Argument::Kind::kValue:
        error = KILN_OPENCL(clSetKernelArg)(kernel, index, bytes.size(), bytes.data());
        break;
      case Argument::Kind::kLocal:
        error =
            KILN_OPENCL(clSetKernelArg)(kernel, index, std::size_t{argument.count} * argument.type.bytes(), nullptr);
        break;
      case Argument::Kind::kBuffer:
        buffers.back() = KILN_OPENCL(clCreateBuffer)(context, CL_MEM_READ_WRITE | CL_MEM_COPY_HOST_PTR, bytes.size(),
                                                     bytes.data(), &error);
        if (error == CL_SUCCESS) {
          error = KILN_OPENCL(clSetKernelArg)(kernel, index, sizeof(cl_mem), &buffers.back());
        }
        break;
    }
    if (error != CL_SUCCESS) {
      return Failed(ErrorCode::kInternal, "argument " + std::to_string(i) + ": " + std::to_string(error));
    }
  }
  const std::size_t global = program.global_size;
  const std::size_t local = program.local_size;
  error = KILN_OPENCL(clEnqueueNDRangeKernel)(queue, kernel, 1, nullptr, &global, &local, 0, nullptr, nullptr);
  if (error == CL_SUCCESS) error = KILN_OPENCL(clFinish)(queue);
  if (error != CL_SUCCESS) return Failed(ErrorCode::kInternal, "the launch failed: " + std::to_string(error));
  Answer answer;
  for (std::size_t i = 0; i < program.arguments.size(); ++i) {
    const Argument& argument = program.arguments[i];
    if (!argument.is_output) continue;
    std::string bytes(argument.bytes.size(), '\0');
    error = KILN_OPENCL(clEnqueueReadBuffer)(queue, buffers[i], CL_TRUE, 0, bytes.size(), bytes.data(), 0, nullptr,
                                             nullptr);
    if (error != CL_SUCCESS) return Failed(ErrorCode::kInternal, "an output cannot be read: " + std::to_string(error));
    answer.bytes += bytes;
  }
  return answer;
}

}  // namespace
}  // namespace kiln::fuzz

int main() {
  const std::string input(std::istreambuf_iterator<char>(std::cin), {});
  // What the implementation prints must not be taken for the answer.
  const int answer_file = dup(STDOUT_FILENO);
  dup2(STDERR_FILENO, STDOUT_FILENO);
  const auto program = kiln::fuzz::DecodeProgram(input);
  const kiln::fuzz::Answer answer =
      program ? kiln::fuzz::Run(*program)
              : kiln::fuzz::Answer{kiln::ErrorCode::kInvalidArgument, "standard input holds no program", ""};
  const std::string text = kiln::fuzz::Encode(answer);
  for (std::size_t at = 0; at < text.size();) {
    const ssize_t written = write(answer_file, text.data() + at, text.size() - at);
    if (written <= 0) return 1;
    at += static_cast<std::size_t>(written);
  }
  _exit(0);
}
