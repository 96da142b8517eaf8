// `kiln run`: one launch of one kernel, with arguments and expectations from the command line.
#ifndef KILN_HARNESS_RUN_H_
#define KILN_HARNESS_RUN_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiln/base/result.h"
#include "kiln/harness/translator.h"
#include "kiln/runtime/device.h"
#include "kiln/runtime/time_statistics.h"

namespace kiln::harness {

// "2:y.npy" of --out and --expect. For --expect the file may also be any contents that --arg takes after its "="
// ("2:zeros").
struct IndexedFile {
  std::uint32_t index = 0;  // of the argument
  std::string file;
};
Result<IndexedFile> ParseIndexedFile(std::string_view text);

// "1024", "64,32", "8,8,8" of --global, --local and --offset; "x" separates too.
Result<std::vector<std::uint64_t>> ParseExtents(std::string_view text);

struct RunRequest {
  std::string file_name;                   // for diagnostics
  std::string source;                      // OpenCL C
  std::vector<std::string> build_options;  // Clang's spelling
  std::string kernel;                      // empty: the only one
  std::vector<std::uint64_t> global;       // 1 to 3 sizes: how many gives the dimensions
  std::vector<std::uint64_t> local;        // empty: the runtime chooses; else as many as `global`
  std::vector<std::uint64_t> offset;       // empty: none; else as many as `global`
  // One per parameter, in order: 1024xf32=@x.npy, 1024xf32=random:7, =zeros, =ones, =iota, =1,2,3; 2.5, 7u, 0x10,
  // 1,2,3,4; local:256; null; @x.npy.
  std::vector<std::string> arguments;
  std::vector<IndexedFile> outputs;       // written as .npy after the launch
  std::vector<IndexedFile> expectations;  // compared after the launch
  // A value passes when any of these holds; all zero: equal.
  std::uint64_t ulp = 0;
  double absolute_tolerance = 0;
  double relative_tolerance = 0;
  std::uint32_t repeat = 1;  // launches, each waited for. Buffers are set once, before the first
  runtime::MemoryUse memory_use = runtime::MemoryUse::kAuto;  // of the buffers
  bool explain = false;                                       // RunReport::work_group
  runtime::DeviceOptions device;
  Translator translator;
  // Takes the place of `translator` when there is no usable Vulkan device: makes a program of the host. May be empty.
  Translator fallback;
};

struct ExpectationReport {
  std::uint32_t index = 0;  // of the argument
  std::string name;         // of the argument
  std::size_t checked = 0;
  std::size_t differing = 0;
  std::string text;  // the first differences, and how many differ of how many; empty when none
};

struct RunReport {
  std::string kernel;
  std::string device;    // "CPU reference" for a program of the host
  std::string fallback;  // why the fallback ran; empty: it did not
  std::string printed;   // by a program of the host; what a device prints is on standard output already
  std::string log;       // of the translator: warnings
  HostFindings findings;  // of a program with checks, in the last launch
  std::size_t spirv_bytes = 0;
  double translation_ms = 0;
  std::optional<runtime::TimeStatistics> gpu;          // of the launches; absent when the device has no timestamps
  std::optional<runtime::TimeStatistics> host;         // of the launches of a program of the host
  std::optional<runtime::WorkGroupChoice> work_group;  // of the launches, with RunRequest::explain
  std::optional<runtime::MemoryStatistics> memory;     // after the launches
  runtime::PoolStatistics pools;                       // the same
  std::string memory_reason;                           // why the buffers lie where they do
  std::vector<ExpectationReport> expectations;

  bool ok() const;  // every expectation holds
};

// A difference from an expectation is no error: see RunReport::ok. Outputs are written in that case too.
Result<RunReport> RunKernel(const RunRequest& request);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_RUN_H_
