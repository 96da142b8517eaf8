#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

#include "kiln/artifact/reflection.h"
#include "runtime/artifact/reflection_names.h"

namespace kiln::artifact {
namespace {

// Remembers who took a number, to name both when a second one does.
class UniqueNumbers {
 public:
  UniqueNumbers(const Kernel& kernel, const char* what) : kernel_(kernel), what_(what) {}

  Status Take(std::uint32_t number, const std::string& owner) {
    const auto [entry, is_new] = owners_.try_emplace(number, owner);
    if (is_new) return {};
    return Fail(ErrorCode::kInvalidArtifact, fmt::format("kernel '{}': {} {} is used by {} and {}", kernel_.name, what_,
                                                         number, entry->second, owner));
  }

 private:
  const Kernel& kernel_;
  const char* what_;
  std::map<std::uint32_t, std::string> owners_;
};

std::string Describe(const Kernel& kernel, std::size_t index) {
  return fmt::format("argument {} '{}'", index, kernel.arguments[index].name);
}

Status CheckInBlock(const Kernel& kernel, const std::string& owner, std::uint32_t offset, std::uint32_t size) {
  if (offset <= kernel.values.size && size <= kernel.values.size - offset) return {};
  return Fail(ErrorCode::kInvalidArtifact,
              fmt::format("kernel '{}': {} at offset {} with {} bytes leaves the value block of {} bytes", kernel.name,
                          owner, offset, size, kernel.values.size));
}

Status CheckArguments(const Kernel& kernel, UniqueNumbers& bindings, UniqueNumbers& spec_ids) {
  for (std::size_t i = 0; i < kernel.arguments.size(); ++i) {
    const Argument& argument = kernel.arguments[i];
    const std::string owner = Describe(kernel, i);
    const auto fail = [&](const char* reason) {
      return Fail(ErrorCode::kInvalidArtifact, fmt::format("kernel '{}': {} {}", kernel.name, owner, reason));
    };
    switch (argument.kind) {
      case ArgumentKind::kBuffer:
        KILN_RETURN_IF_ERROR(bindings.Take(argument.binding, owner));
        break;
      case ArgumentKind::kImage:
        KILN_RETURN_IF_ERROR(bindings.Take(argument.binding, owner));
        if (!argument.image.format_offset) break;
        KILN_RETURN_IF_ERROR(CheckInBlock(kernel, owner + "'s format", *argument.image.format_offset, 8));
        break;
      case ArgumentKind::kSampler:
        KILN_RETURN_IF_ERROR(CheckInBlock(kernel, owner, argument.offset, 4));
        break;
      case ArgumentKind::kValue:
        if (argument.size == 0) return fail("has no size");
        KILN_RETURN_IF_ERROR(CheckInBlock(kernel, owner, argument.offset, argument.size));
        break;
      case ArgumentKind::kAddress:
        KILN_RETURN_IF_ERROR(CheckInBlock(kernel, owner, argument.offset, sizeof(std::uint64_t)));
        break;
      case ArgumentKind::kLocal:
        if (argument.element_size == 0) return fail("has no element size");
        KILN_RETURN_IF_ERROR(spec_ids.Take(argument.spec_id, owner));
        break;
    }
  }
  return {};
}

Status CheckProgramVariables(const std::string& kernel, const ProgramVariables& program) {
  const auto fail = [&](const std::string& what) {
    return Fail(ErrorCode::kInvalidArtifact, fmt::format("kernel '{}': program-scope variables: {}", kernel, what));
  };
  if (program.size == 0 || program.size % 16 != 0) return fail(fmt::format("a size of {} bytes", program.size));
  for (const ProgramVariables::Variable& variable : program.variables) {
    if (variable.offset <= program.size && variable.size <= program.size - variable.offset) continue;
    return fail(fmt::format("'{}' leaves the buffer of {} bytes", variable.name, program.size));
  }
  std::uint64_t end = 0;
  for (const ProgramVariables::Bytes& part : program.initial) {
    if (part.offset < end) return fail(fmt::format("the bytes at {} overlap those before", part.offset));
    end = std::uint64_t{part.offset} + part.bytes.size();
    if (end > program.size)
      return fail(fmt::format("the bytes at {} leave the buffer of {} bytes", part.offset, program.size));
  }
  return {};
}

}  // namespace

Status Check(const Kernel& kernel) {
  if (kernel.name.empty()) return Fail(ErrorCode::kInvalidArtifact, "a kernel has no name");
  if (kernel.entry_point.empty()) {
    return Fail(ErrorCode::kInvalidArtifact, fmt::format("kernel '{}' has no entry point", kernel.name));
  }
  UniqueNumbers bindings(kernel, "binding");
  UniqueNumbers spec_ids(kernel, "specialization constant");
  if (kernel.values.IsBuffer()) {
    KILN_RETURN_IF_ERROR(bindings.Take(kernel.values.binding, "the value block"));
  }
  if (kernel.printf) {
    KILN_RETURN_IF_ERROR(bindings.Take(kernel.printf->binding, "printf"));
    for (const PrintfFormat& format : kernel.printf->formats) {
      const Status status = Check(format);
      if (status) continue;
      return Fail(ErrorCode::kInvalidArtifact,
                  fmt::format("kernel '{}': printf: {}", kernel.name, status.error().message()));
    }
  }
  if (kernel.program_variables) {
    KILN_RETURN_IF_ERROR(bindings.Take(kernel.program_variables->binding, "the program-scope variables"));
    KILN_RETURN_IF_ERROR(CheckProgramVariables(kernel.name, *kernel.program_variables));
  }
  for (const std::uint32_t id : kernel.work_group_size_spec_ids) {
    KILN_RETURN_IF_ERROR(spec_ids.Take(id, "the work-group size"));
  }
  KILN_RETURN_IF_ERROR(CheckArguments(kernel, bindings, spec_ids));
  for (const ImplicitValue& implicit : kernel.implicit) {
    const std::uint32_t size = implicit.kind == ImplicitKind::kWorkDim ? 4 : 12;
    KILN_RETURN_IF_ERROR(CheckInBlock(kernel, "an implicit value", implicit.offset, size));
  }
  if (kernel.required_work_group_size) {
    const auto& size = *kernel.required_work_group_size;
    if (std::find(size.begin(), size.end(), 0u) != size.end()) {
      return Fail(ErrorCode::kInvalidArtifact,
                  fmt::format("kernel '{}': its required work-group size has a zero", kernel.name));
    }
  }
  return {};
}

std::optional<ImageDimension> ParseImageDimension(std::string_view name) {
  return ValueOf(kImageDimensionNames, name);
}

const Kernel* Reflection::Find(std::string_view kernel_name) const {
  const auto found =
      std::find_if(kernels.begin(), kernels.end(), [&](const Kernel& kernel) { return kernel.name == kernel_name; });
  return found == kernels.end() ? nullptr : &*found;
}

}  // namespace kiln::artifact
