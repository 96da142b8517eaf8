#include "frontend/extensions.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace kiln::frontend {
namespace {

// Names that Clang itself switches (-cl-ext).
constexpr std::string_view kClangNames[] = {
#define OPENCL_GENERIC_EXTENSION(name, ...) #name,
#include "clang/Basic/OpenCLExtensions.def"
};

// Core in every version since 1.1, or a matter of syntax only: without them, plain kernels stop compiling.
constexpr std::string_view kAlwaysOn[] = {
    "cl_khr_byte_addressable_store",
    "cl_khr_global_int32_base_atomics",
    "cl_khr_global_int32_extended_atomics",
    "cl_khr_local_int32_base_atomics",
    "cl_khr_local_int32_extended_atomics",
    "cl_clang_storage_class_specifiers",
    "__cl_clang_bitfields",
    "__cl_clang_function_pointers",
};

// What Kiln translates on some profile. Vendor extensions are missing on purpose: Clang defines the macros of
// cl_intel_subgroups and cl_amd_media_ops but declares none of their functions, so kernels that test for them break.
constexpr std::string_view kDefaults[] = {
    "cl_khr_fp64",
    "cl_khr_fp16",
    "cl_khr_int64_base_atomics",
    "cl_khr_int64_extended_atomics",
    "cl_khr_3d_image_writes",
    "cl_khr_depth_images",
    "cl_khr_subgroups",
    "cl_khr_subgroup_extended_types",
    "cl_khr_subgroup_non_uniform_vote",
    "cl_khr_subgroup_ballot",
    "cl_khr_subgroup_non_uniform_arithmetic",
    "cl_khr_subgroup_shuffle",
    "cl_khr_subgroup_shuffle_relative",
    "cl_khr_subgroup_clustered_reduce",
    "cl_khr_subgroup_rotate",
    "cl_khr_integer_dot_product",
    "__opencl_c_integer_dot_product_input_4x8bit",
    "__opencl_c_integer_dot_product_input_4x8bit_packed",
    "__opencl_c_fp64",
    "__opencl_c_int64",
    "__opencl_c_images",
    "__opencl_c_3d_image_writes",
    "__opencl_c_read_write_images",
    "__opencl_c_generic_address_space",
    "__opencl_c_program_scope_global_variables",
    "__opencl_c_atomic_order_acq_rel",
    "__opencl_c_atomic_order_seq_cst",
    "__opencl_c_atomic_scope_device",
    "__opencl_c_atomic_scope_all_devices",
    "__opencl_c_work_group_collective_functions",
    "cl_ext_float_atomics",
    "__opencl_c_ext_fp32_global_atomic_add",
    "__opencl_c_ext_fp32_local_atomic_add",
    "__opencl_c_ext_fp32_global_atomic_min_max",
    "__opencl_c_ext_fp32_local_atomic_min_max",
    "__opencl_c_ext_fp64_global_atomic_add",
    "__opencl_c_ext_fp64_local_atomic_add",
    "__opencl_c_ext_fp64_global_atomic_min_max",
    "__opencl_c_ext_fp64_local_atomic_min_max",
};

// Two names of one feature: OpenCL C 3.0 rejects a device that has only one of them.
constexpr std::string_view kTwins[][2] = {
    {"cl_khr_fp64", "__opencl_c_fp64"},
    {"cl_khr_3d_image_writes", "__opencl_c_3d_image_writes"},
    {"cl_khr_subgroups", "__opencl_c_subgroups"},
};

// Macros that opencl-c-base.h defines for SPIR whatever the device has, from OpenCL C 2.0 on.
constexpr std::string_view kHeaderMacros[] = {
    "cl_khr_subgroup_extended_types",
    "cl_khr_subgroup_non_uniform_vote",
    "cl_khr_subgroup_ballot",
    "cl_khr_subgroup_non_uniform_arithmetic",
    "cl_khr_subgroup_shuffle",
    "cl_khr_subgroup_shuffle_relative",
    "cl_khr_subgroup_clustered_reduce",
    "cl_khr_subgroup_rotate",
    "cl_khr_extended_bit_ops",
    "cl_khr_integer_dot_product",
    "__opencl_c_integer_dot_product_input_4x8bit",
    "__opencl_c_integer_dot_product_input_4x8bit_packed",
    "__opencl_c_ext_image_raw10_raw12",
    "cl_khr_kernel_clock",
    "__opencl_c_kernel_clock_scope_device",
    "__opencl_c_kernel_clock_scope_work_group",
    "__opencl_c_kernel_clock_scope_sub_group",
};

// The same, of cl_ext_float_atomics, which rests on the atomics of C11: there is none of it before 2.0.
constexpr std::string_view kFloatAtomicMacros[] = {
    "cl_ext_float_atomics",
    "__opencl_c_ext_fp16_global_atomic_load_store",
    "__opencl_c_ext_fp16_local_atomic_load_store",
    "__opencl_c_ext_fp16_global_atomic_add",
    "__opencl_c_ext_fp16_local_atomic_add",
    "__opencl_c_ext_fp16_global_atomic_min_max",
    "__opencl_c_ext_fp16_local_atomic_min_max",
    "__opencl_c_ext_fp32_global_atomic_add",
    "__opencl_c_ext_fp32_local_atomic_add",
    "__opencl_c_ext_fp32_global_atomic_min_max",
    "__opencl_c_ext_fp32_local_atomic_min_max",
    "__opencl_c_ext_fp64_global_atomic_add",
    "__opencl_c_ext_fp64_local_atomic_add",
    "__opencl_c_ext_fp64_global_atomic_min_max",
    "__opencl_c_ext_fp64_local_atomic_min_max",
};

// Features of OpenCL C 3.0 that the header defines for SPIR; in 2.0 they are part of the language.
constexpr std::string_view kHeaderFeatures30[] = {
    "__opencl_c_work_group_collective_functions", "__opencl_c_atomic_order_seq_cst", "__opencl_c_atomic_scope_device",
    "__opencl_c_atomic_scope_all_devices",        "__opencl_c_read_write_images",    "__opencl_c_int64",
};

bool IsClangName(std::string_view name) {
  return std::find(std::begin(kClangNames), std::end(kClangNames), name) != std::end(kClangNames);
}

void AppendMacro(std::string& text, std::string_view macro, bool enabled) {
  const std::string name(macro);
  text += enabled ? "#ifndef " + name + "\n#define " + name + " 1\n#endif\n" : "#undef " + name + "\n";
}

}  // namespace

ExtensionSettings SelectExtensions(const std::optional<std::vector<std::string>>& requested) {
  std::set<std::string_view> enabled(std::begin(kAlwaysOn), std::end(kAlwaysOn));
  if (requested) {
    enabled.insert(requested->begin(), requested->end());
  } else {
    enabled.insert(std::begin(kDefaults), std::end(kDefaults));
  }
  for (const auto& [left, right] : kTwins) {
    if (enabled.contains(left) || enabled.contains(right)) {
      enabled.insert({left, right});
    }
  }

  ExtensionSettings settings;
  settings.cl_ext = "-all";
  for (const std::string_view name : enabled) {
    if (IsClangName(name)) {
      settings.cl_ext.append(",+").append(name);
    }
  }
  std::string& tail = settings.header_tail;
  for (const std::string_view macro : kHeaderMacros) {
    AppendMacro(tail, macro, enabled.contains(macro));
  }
  tail += "#if defined(__OPENCL_CPP_VERSION__) || __OPENCL_C_VERSION__ >= 200\n";
  for (const std::string_view macro : kFloatAtomicMacros) {
    // Double needs 64 bits: of floating point, and in atomics.
    const bool is_wide = macro.find("fp64") != std::string_view::npos;
    AppendMacro(tail, macro,
                enabled.contains(macro) && (!is_wide || (enabled.contains("cl_khr_fp64") &&
                                                         enabled.contains("cl_khr_int64_extended_atomics"))));
  }
  tail += "#endif\n";
  tail += "#if __OPENCL_C_VERSION__ == 300 || __OPENCL_CPP_VERSION__ == 202100\n";
  for (const std::string_view macro : kHeaderFeatures30) {
    AppendMacro(tail, macro, enabled.contains(macro));
  }
  tail += "#endif\n";
  AppendMacro(tail, "__IMAGE_SUPPORT__", enabled.contains("__opencl_c_images"));
  return settings;
}

}  // namespace kiln::frontend
