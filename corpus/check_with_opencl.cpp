// Runs every corpus case through an installed OpenCL implementation: proves kernels and references against a compiler
// that is not ours, and shares no code with Kiln.
//
//   corpus_check_with_opencl [--corpus=DIR] [NAME-PART...]
//
// Uses the first device of the first platform that has one. Exit code 0: all cases agree; 1: some do not; 2: no device.
#define CL_TARGET_OPENCL_VERSION 120
#include <CL/cl.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "corpus/cases.h"

namespace {

using kiln::corpus::Case;
using kiln::corpus::Workload;

struct Session {
  cl_device_id device = nullptr;
  cl_context context = nullptr;
  cl_command_queue queue = nullptr;
};

bool Open(Session* session) {
  cl_uint count = 0;
  if (clGetPlatformIDs(0, nullptr, &count) != CL_SUCCESS || count == 0) return false;
  std::vector<cl_platform_id> platforms(count);
  clGetPlatformIDs(count, platforms.data(), nullptr);
  for (cl_platform_id platform : platforms) {
    if (clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, 1, &session->device, nullptr) == CL_SUCCESS) break;
    session->device = nullptr;
  }
  if (session->device == nullptr) return false;
  cl_int error = CL_SUCCESS;
  session->context = clCreateContext(nullptr, 1, &session->device, nullptr, nullptr, &error);
  if (error != CL_SUCCESS) return false;
  session->queue = clCreateCommandQueue(session->context, session->device, 0, &error);
  return error == CL_SUCCESS;
}

// The OpenCL objects of one case; released together.
struct Objects {
  cl_program program = nullptr;
  std::map<std::string, cl_kernel> kernels;
  std::vector<cl_mem> buffers;

  Objects() = default;
  Objects(const Objects&) = delete;
  Objects& operator=(const Objects&) = delete;
  ~Objects() {
    for (auto& [name, kernel] : kernels) clReleaseKernel(kernel);
    for (cl_mem buffer : buffers) clReleaseMemObject(buffer);
    if (program != nullptr) clReleaseProgram(program);
  }
};

std::string Failure(const std::string& what, cl_int error) {
  return what + ": error " + std::to_string(error);
}

// Empty on success, else what went wrong.
std::string Build(const Session& session, const std::string& source, const Workload& work, Objects* objects) {
  const char* text = source.c_str();
  cl_int error = CL_SUCCESS;
  objects->program = clCreateProgramWithSource(session.context, 1, &text, nullptr, &error);
  if (error != CL_SUCCESS) return Failure("clCreateProgramWithSource", error);
  error = clBuildProgram(objects->program, 1, &session.device, work.build_options.c_str(), nullptr, nullptr);
  if (error != CL_SUCCESS) {
    std::string log(64 * 1024, '\0');
    std::size_t size = 0;
    clGetProgramBuildInfo(objects->program, session.device, CL_PROGRAM_BUILD_LOG, log.size(), log.data(), &size);
    log.resize(size);
    return Failure("clBuildProgram", error) + "\n" + log;
  }
  for (const auto& buffer : work.buffers) {
    objects->buffers.push_back(clCreateBuffer(session.context, CL_MEM_READ_WRITE | CL_MEM_COPY_HOST_PTR,
                                              buffer.contents.size(), const_cast<std::byte*>(buffer.contents.data()),
                                              &error));
    if (error != CL_SUCCESS) return Failure("clCreateBuffer for '" + buffer.name + "'", error);
  }
  return {};
}

cl_int SetArgument(cl_kernel kernel, cl_uint index, const kiln::corpus::Argument& argument, const Objects& objects) {
  if (const auto* id = std::get_if<kiln::corpus::BufferId>(&argument)) {
    return clSetKernelArg(kernel, index, sizeof(cl_mem), &objects.buffers[id->index]);
  }
  if (const auto* value = std::get_if<kiln::corpus::ValueArgument>(&argument)) {
    return clSetKernelArg(kernel, index, value->bytes.size(), value->bytes.data());
  }
  return clSetKernelArg(kernel, index, std::get<kiln::corpus::LocalArgument>(argument).bytes, nullptr);
}

std::string Execute(const Session& session, const Workload& work, Objects* objects) {
  for (const auto& launch : work.launches) {
    cl_int error = CL_SUCCESS;
    cl_kernel& kernel = objects->kernels[launch.kernel];
    if (kernel == nullptr) kernel = clCreateKernel(objects->program, launch.kernel.c_str(), &error);
    if (error != CL_SUCCESS) return Failure("clCreateKernel '" + launch.kernel + "'", error);
    for (std::size_t i = 0; i < launch.arguments.size(); ++i) {
      error = SetArgument(kernel, static_cast<cl_uint>(i), launch.arguments[i], *objects);
      if (error != CL_SUCCESS) return Failure("argument " + std::to_string(i) + " of '" + launch.kernel + "'", error);
    }
    error = clEnqueueNDRangeKernel(session.queue, kernel, launch.dimensions, launch.offset.data(), launch.global.data(),
                                   launch.local.data(), 0, nullptr, nullptr);
    if (error != CL_SUCCESS) return Failure("launching '" + launch.kernel + "'", error);
  }
  const cl_int error = clFinish(session.queue);
  return error == CL_SUCCESS ? std::string() : Failure("clFinish", error);
}

std::string CheckResults(const Session& session, const Workload& work, const Objects& objects, std::size_t* checked) {
  for (const auto& check : work.checks) {
    const auto& buffer = work.buffers[check.buffer.index];
    std::vector<std::byte> actual(buffer.contents.size());
    const cl_int error = clEnqueueReadBuffer(session.queue, objects.buffers[check.buffer.index], CL_TRUE, 0,
                                             actual.size(), actual.data(), 0, nullptr, nullptr);
    if (error != CL_SUCCESS) return Failure("reading '" + buffer.name + "'", error);
    const kiln::corpus::Comparison result = Compare(check, actual);
    *checked += result.checked;
    if (result.ok()) continue;
    std::ostringstream text;
    text.precision(9);
    text << "'" << buffer.name << "': " << result.wrong << " of " << result.checked << " wrong, the first at "
         << result.first_wrong << ": expected " << result.expected << ", got " << result.actual << "; largest error "
         << result.largest_error;
    return text.str();
  }
  return {};
}

bool RunCase(const Session& session, const std::string& corpus, const Case& which) {
  using Clock = std::chrono::steady_clock;
  const auto seconds = [](Clock::duration time) { return std::chrono::duration<double>(time).count(); };
  std::ifstream file(corpus + "/" + std::string(which.file));
  std::stringstream source;
  source << file.rdbuf();

  const auto start = Clock::now();
  const Workload work = which.make();
  const auto made = Clock::now();
  std::size_t checked = 0;
  std::string failure = file ? std::string() : "cannot read the file";
  auto built = made;
  auto executed = made;
  Objects objects;
  if (failure.empty()) failure = Build(session, source.str(), work, &objects);
  built = Clock::now();
  if (failure.empty()) failure = Execute(session, work, &objects);
  executed = Clock::now();
  if (failure.empty()) failure = CheckResults(session, work, objects, &checked);
  std::printf("%-40s %9zu values  reference %5.2f s  build %5.2f s  run %5.2f s  %s\n", which.file.data(), checked,
              seconds(made - start), seconds(built - made), seconds(executed - built),
              failure.empty() ? "ok" : failure.c_str());
  std::fflush(stdout);
  return failure.empty();
}

}  // namespace

int main(int argc, char** argv) {
  std::string corpus = KILN_CORPUS_DIR;
  std::vector<std::string> filters;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument.starts_with("--corpus=")) {
      corpus = argument.substr(9);
    } else {
      filters.push_back(argument);
    }
  }
  Session session;
  if (!Open(&session)) {
    std::fprintf(stderr, "no OpenCL device\n");
    return 2;
  }
  int passed = 0;
  int failed = 0;
  for (const Case& which : kiln::corpus::AllCases()) {
    bool wanted = filters.empty();
    for (const std::string& filter : filters) wanted |= which.file.find(filter) != std::string_view::npos;
    if (wanted) ++(RunCase(session, corpus, which) ? passed : failed);
  }
  std::printf("%d passed, %d failed\n", passed, failed);
  return failed == 0 ? 0 : 1;
}
