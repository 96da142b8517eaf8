// Runs one kernel through an installed OpenCL implementation, on arguments as `kiln run` takes them, and says how far
// its results are from those in files: another compiler's opinion, which shares with Kiln only how arguments are read.
//
//   run_with_opencl FILE.cl --reflection=FILE.json --kernel=NAME --global=X[,Y[,Z]] [--local=X[,Y[,Z]]]
//                   --arg=VALUE... --compare=I:FILE.npy... -- BUILD-OPTION...
//
// The reflection gives the parameters' types. For each --compare one line: the argument, how many values, how many of
// them differ, the largest difference, the largest value, and the largest distance in ULP. Exit code 2: no device.
#define CL_TARGET_OPENCL_VERSION 120
#include <CL/cl.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "harness/run/argument_spec.h"
#include "harness/values/npy.h"
#include "harness/values/texels.h"
#include "harness/values/ulp.h"
#include "kiln/base/file.h"
#include "kiln/harness/run.h"

namespace {

using kiln::Error;
using kiln::ErrorCode;
using kiln::Fail;
using kiln::Result;
using kiln::Status;
using kiln::harness::Array;

struct Request {
  std::string file, reflection, kernel, build_options;
  std::vector<std::size_t> global, local;
  std::vector<std::string> arguments;
  std::vector<kiln::harness::IndexedFile> comparisons;
};

Status Check(cl_int error, const std::string& what) {
  if (error == CL_SUCCESS) return {};
  return Fail(ErrorCode::kInternal, what + ": OpenCL error " + std::to_string(error));
}

std::vector<std::size_t> Sizes(const std::string& text) {
  std::vector<std::size_t> sizes;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    sizes.push_back(std::stoul(text.substr(at, end - at)));
    at = end + 1;
  }
  return sizes;
}

Result<Request> ReadRequest(int count, char** words) {
  Request request;
  int i = 1;
  for (; i < count && std::strcmp(words[i], "--") != 0; ++i) {
    const std::string word = words[i];
    const std::size_t equals = word.find('=');
    const std::string name = word.substr(0, equals), value = equals == std::string::npos ? "" : word.substr(equals + 1);
    if (!word.starts_with("--")) {
      request.file = word;
    } else if (name == "--reflection") {
      request.reflection = value;
    } else if (name == "--kernel") {
      request.kernel = value;
    } else if (name == "--global") {
      request.global = Sizes(value);
    } else if (name == "--local") {
      request.local = Sizes(value);
    } else if (name == "--arg") {
      request.arguments.push_back(value);
    } else if (name == "--compare") {
      KILN_ASSIGN_OR_RETURN(kiln::harness::IndexedFile file, kiln::harness::ParseIndexedFile(value));
      request.comparisons.push_back(std::move(file));
    } else {
      return Fail(ErrorCode::kInvalidArgument, "unknown option '" + word + "'");
    }
  }
  for (++i; i < count; ++i) request.build_options += std::string(words[i]) + " ";
  return request;
}

class Session {
 public:
  Session() = default;
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session() {
    for (Memory& memory : memories_) {
      if (memory.object) clReleaseMemObject(memory.object);
    }
    if (kernel_) clReleaseKernel(kernel_);
    if (program_) clReleaseProgram(program_);
    if (queue_) clReleaseCommandQueue(queue_);
    if (context_) clReleaseContext(context_);
  }

  bool Open() {
    cl_uint count = 0;
    if (clGetPlatformIDs(0, nullptr, &count) != CL_SUCCESS || count == 0) return false;
    std::vector<cl_platform_id> platforms(count);
    clGetPlatformIDs(count, platforms.data(), nullptr);
    for (cl_platform_id platform : platforms) {
      if (clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, 1, &device_, nullptr) == CL_SUCCESS) break;
      device_ = nullptr;
    }
    if (!device_) return false;
    cl_int error = CL_SUCCESS;
    context_ = clCreateContext(nullptr, 1, &device_, nullptr, nullptr, &error);
    if (error != CL_SUCCESS) return false;
    queue_ = clCreateCommandQueue(context_, device_, 0, &error);
    return error == CL_SUCCESS;
  }

  Status Run(const Request& request) {
    KILN_RETURN_IF_ERROR(Build(request));
    KILN_ASSIGN_OR_RETURN(const std::string json, kiln::ReadFile(request.reflection));
    KILN_ASSIGN_OR_RETURN(const kiln::artifact::Reflection reflection, kiln::artifact::FromJson(json));
    const kiln::artifact::Kernel* kernel = reflection.Find(request.kernel);
    if (!kernel || kernel->arguments.size() != request.arguments.size()) {
      return Fail(ErrorCode::kInvalidArgument, "'" + request.kernel + "' has other arguments");
    }
    memories_.resize(request.arguments.size());
    for (cl_uint i = 0; i < memories_.size(); ++i) {
      KILN_ASSIGN_OR_RETURN(const auto spec, kiln::harness::ParseArgumentSpec(request.arguments[i]));
      KILN_RETURN_IF_ERROR(SetArgument(i, spec, kernel->arguments[i]));
    }
    const auto dimensions = static_cast<cl_uint>(request.global.size());
    KILN_RETURN_IF_ERROR(
        Check(clEnqueueNDRangeKernel(queue_, kernel_, dimensions, nullptr, request.global.data(),
                                     request.local.empty() ? nullptr : request.local.data(), 0, nullptr, nullptr),
              "clEnqueueNDRangeKernel"));
    return Check(clFinish(queue_), "clFinish");
  }

  Result<std::vector<std::byte>> Read(std::uint32_t index) {
    if (index >= memories_.size() || !memories_[index].object) {
      return Fail(ErrorCode::kInvalidArgument, "argument " + std::to_string(index) + " is no memory");
    }
    const Memory& memory = memories_[index];
    std::vector<std::byte> bytes(memory.bytes);
    if (memory.width == 0) {
      KILN_RETURN_IF_ERROR(
          Check(clEnqueueReadBuffer(queue_, memory.object, CL_TRUE, 0, bytes.size(), bytes.data(), 0, nullptr, nullptr),
                "clEnqueueReadBuffer"));
    } else {
      const std::size_t origin[3] = {0, 0, 0}, region[3] = {memory.width, memory.height, 1};
      KILN_RETURN_IF_ERROR(Check(
          clEnqueueReadImage(queue_, memory.object, CL_TRUE, origin, region, 0, 0, bytes.data(), 0, nullptr, nullptr),
          "clEnqueueReadImage"));
    }
    return bytes;
  }

 private:
  struct Memory {
    cl_mem object = nullptr;
    std::size_t bytes = 0;
    std::size_t width = 0, height = 0;  // of an image; else 0
  };

  Status Build(const Request& request) {
    KILN_ASSIGN_OR_RETURN(const std::string source, kiln::ReadFile(request.file));
    const char* text = source.c_str();
    cl_int error = CL_SUCCESS;
    program_ = clCreateProgramWithSource(context_, 1, &text, nullptr, &error);
    KILN_RETURN_IF_ERROR(Check(error, "clCreateProgramWithSource"));
    error = clBuildProgram(program_, 1, &device_, request.build_options.c_str(), nullptr, nullptr);
    if (error != CL_SUCCESS) {
      std::string log(64 * 1024, '\0');
      std::size_t size = 0;
      clGetProgramBuildInfo(program_, device_, CL_PROGRAM_BUILD_LOG, log.size(), log.data(), &size);
      log.resize(size);
      return Check(error, "clBuildProgram\n" + log);
    }
    kernel_ = clCreateKernel(program_, request.kernel.c_str(), &error);
    return Check(error, "clCreateKernel");
  }

  Status SetArgument(cl_uint index, const kiln::harness::ArgumentSpec& spec,
                     const kiln::artifact::Argument& parameter) {
    using Kind = kiln::harness::ArgumentSpec::Kind;
    Memory& memory = memories_[index];
    cl_int error = CL_SUCCESS;
    if (spec.kind == Kind::kValue) {
      KILN_ASSIGN_OR_RETURN(const std::vector<std::byte> bytes, kiln::harness::MakeValue(spec, parameter));
      return Check(clSetKernelArg(kernel_, index, bytes.size(), bytes.data()), "clSetKernelArg");
    }
    if (spec.kind == Kind::kLocal) {
      return Check(clSetKernelArg(kernel_, index, spec.local_bytes, nullptr), "clSetKernelArg");
    }
    if (spec.kind == Kind::kBuffer) {
      KILN_ASSIGN_OR_RETURN(Array array, kiln::harness::MakeBuffer(spec));
      memory.bytes = array.data.size();
      memory.object =
          clCreateBuffer(context_, CL_MEM_READ_WRITE | CL_MEM_COPY_HOST_PTR, memory.bytes, array.data.data(), &error);
    } else if (spec.kind == Kind::kImage) {
      KILN_ASSIGN_OR_RETURN(kiln::harness::ImageContents image, kiln::harness::MakeImage(spec, parameter));
      // The channel orders and types are those of OpenCL, by number.
      const cl_image_format format = {static_cast<cl_channel_order>(image.description.format.order),
                                      static_cast<cl_channel_type>(image.description.format.type)};
      cl_image_desc description = {};
      description.image_type = CL_MEM_OBJECT_IMAGE2D;
      description.image_width = memory.width = image.description.width;
      description.image_height = memory.height = image.description.height;
      memory.bytes = image.texels.size();
      memory.object = clCreateImage(context_, CL_MEM_READ_WRITE | CL_MEM_COPY_HOST_PTR, &format, &description,
                                    image.texels.data(), &error);
    } else if (spec.kind != Kind::kNull) {
      return Fail(ErrorCode::kUnsupported, "'" + spec.text + "' is not for this program");
    }
    KILN_RETURN_IF_ERROR(Check(error, "creating argument " + std::to_string(index)));
    return Check(clSetKernelArg(kernel_, index, sizeof(cl_mem), &memory.object), "clSetKernelArg");
  }

  cl_device_id device_ = nullptr;
  cl_context context_ = nullptr;
  cl_command_queue queue_ = nullptr;
  cl_program program_ = nullptr;
  cl_kernel kernel_ = nullptr;
  std::vector<Memory> memories_;
};

struct Difference {
  std::size_t count = 0, differing = 0;
  double largest = 0, peak = 0;  // difference, magnitude
  std::uint64_t ulp = 0;
};

Difference Compare(const Array& ours, const std::vector<std::byte>& theirs) {
  Difference result;
  if (ours.scalar != kiln::harness::Scalar::kFloat) {
    result.count = ours.data.size();
    for (std::size_t i = 0; i < result.count; ++i) result.differing += ours.data[i] != theirs[i];
    return result;
  }
  result.count = ours.data.size() / sizeof(float);
  for (std::size_t i = 0; i < result.count; ++i) {
    float a = 0, b = 0;
    std::memcpy(&a, ours.data.data() + i * sizeof a, sizeof a);
    std::memcpy(&b, theirs.data() + i * sizeof b, sizeof b);
    if (std::isfinite(b)) result.peak = std::max(result.peak, std::fabs(double{b}));
    const std::uint64_t ulp = kiln::harness::UlpDistance(a, b);
    if (ulp == 0) continue;
    ++result.differing;
    result.ulp = std::max(result.ulp, ulp);
    const double distance = std::isfinite(a) && std::isfinite(b) ? std::fabs(double{a} - double{b}) : HUGE_VAL;
    result.largest = std::max(result.largest, distance);
  }
  return result;
}

Status CompareAll(Session& session, const Request& request) {
  for (const kiln::harness::IndexedFile& file : request.comparisons) {
    KILN_ASSIGN_OR_RETURN(const Array ours, kiln::harness::ReadNpy(file.file));
    KILN_ASSIGN_OR_RETURN(const std::vector<std::byte> theirs, session.Read(file.index));
    if (ours.data.size() != theirs.size())
      return Fail(ErrorCode::kInvalidArgument, "'" + file.file + "' has another size");
    const Difference difference = Compare(ours, theirs);
    std::printf("%u %zu %zu %.9g %.9g %llu\n", file.index, difference.count, difference.differing, difference.largest,
                difference.peak, static_cast<unsigned long long>(difference.ulp));
  }
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  const auto request = ReadRequest(argc, argv);
  Session session;
  if (request && !session.Open()) {
    std::fprintf(stderr, "no OpenCL device\n");
    return 2;
  }
  Status status = request ? session.Run(*request) : Fail(request.error());
  if (status) status = CompareAll(session, *request);
  if (!status) std::fprintf(stderr, "run_with_opencl: %s\n", status.error().message().c_str());
  return status ? 0 : 1;
}
