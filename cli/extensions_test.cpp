// The macros that a kernel sees, profile by profile: exactly what the profile can.
#include "cli/extensions.h"

#include <gtest/gtest.h>

#include <map>

#include "kiln/frontend/compile.h"

namespace kiln::cli {
namespace {

using translator::TargetProfile;

// The value that a macro expands to, "absent" without one.
std::map<std::string, std::string> Macros(const TargetProfile& profile, const std::vector<std::string>& names,
                                          const std::vector<std::string>& options) {
  // The name itself must not be expanded.
  std::string source;
  for (const std::string& name : names) {
    source += "#ifdef " + name + "\n\"" + name + "\" " + name + "\n#else\n\"" + name + "\" absent\n#endif\n";
  }
  frontend::CompileOptions compile;
  compile.clang_options = options;
  compile.clang_options.emplace_back("-P");
  compile.extensions = ExtensionsOf(profile);
  compile.action = frontend::Action::kPreprocess;
  const auto module = frontend::Compile({"macros.cl", source}, compile);
  EXPECT_TRUE(module) << module.error().ToString();
  std::map<std::string, std::string> values;
  if (!module) return values;
  std::string_view rest = module->preprocessed();
  for (const std::string& name : names) {
    const std::size_t at = rest.find("\"" + name + "\" ");
    if (at == std::string_view::npos) continue;
    const std::size_t begin = at + name.size() + 3;
    values[name] = std::string(rest.substr(begin, rest.find('\n', begin) - begin));
  }
  return values;
}

std::string Macro(const TargetProfile& profile, const std::string& name, const std::vector<std::string>& options = {}) {
  return Macros(profile, {name}, options)[name];
}

TEST(ProfileMacros, EveryProfileIsAnOpenCl3CompilerWithImages) {
  for (const TargetProfile& profile : translator::AllProfiles()) {
    SCOPED_TRACE(profile.name);
    EXPECT_EQ(Macro(profile, "__OPENCL_VERSION__"), "300");
    EXPECT_EQ(Macro(profile, "__ENDIAN_LITTLE__"), "1");
    EXPECT_EQ(Macro(profile, "__IMAGE_SUPPORT__"), "1");
    EXPECT_EQ(Macro(profile, "__FAST_RELAXED_MATH__"), "absent");
    EXPECT_EQ(Macro(profile, "__FAST_RELAXED_MATH__", {"-cl-fast-relaxed-math"}), "1");
    EXPECT_EQ(Macro(profile, "__EMBEDDED_PROFILE__"), "absent");
    EXPECT_EQ(Macro(profile, "FP_FAST_FMAF"), "absent");  // no promise that fma is fast
  }
}

TEST(ProfileMacros, TheLanguageVersionIsTheOneAskedFor) {
  const TargetProfile& profile = translator::AllProfiles().front();
  EXPECT_EQ(Macro(profile, "__OPENCL_C_VERSION__"), "120");
  EXPECT_EQ(Macro(profile, "__OPENCL_C_VERSION__", {"-cl-std=CL1.0"}), "100");
  EXPECT_EQ(Macro(profile, "__OPENCL_C_VERSION__", {"-cl-std=CL1.1"}), "110");
  EXPECT_EQ(Macro(profile, "__OPENCL_C_VERSION__", {"-cl-std=CL2.0"}), "200");
  EXPECT_EQ(Macro(profile, "__OPENCL_C_VERSION__", {"-cl-std=CL3.0"}), "300");
  EXPECT_EQ(Macro(profile, "__OPENCL_CPP_VERSION__", {"-x", "clcpp", "-cl-std=CLC++2021"}), "202100");
}

TEST(ProfileMacros, ExtensionsAreThoseOfTheProfile) {
  struct Row {
    const char* name;
    bool TargetProfile::* needs;  // null: every profile has it
  };
  const Row rows[] = {{"cl_khr_fp16", nullptr},
                      {"cl_khr_fp64", &TargetProfile::float64},
                      {"__opencl_c_fp64", &TargetProfile::float64},
                      {"cl_khr_int64_base_atomics", &TargetProfile::int64_atomics},
                      {"cl_khr_int64_extended_atomics", &TargetProfile::int64_atomics},
                      {"cl_khr_subgroups", &TargetProfile::subgroup_arithmetic},
                      {"__opencl_c_subgroups", &TargetProfile::subgroup_arithmetic},
                      {"cl_khr_subgroup_ballot", &TargetProfile::subgroup_ballot},
                      {"cl_khr_subgroup_shuffle", &TargetProfile::subgroup_shuffle},
                      {"cl_khr_subgroup_non_uniform_vote", &TargetProfile::subgroup_vote},
                      {"__opencl_c_int64", nullptr},
                      {"__opencl_c_images", nullptr},
                      {"__opencl_c_3d_image_writes", nullptr},
                      {"__opencl_c_generic_address_space", nullptr},
                      {"__opencl_c_work_group_collective_functions", nullptr},
                      {"cl_khr_3d_image_writes", nullptr},
                      {"cl_khr_byte_addressable_store", nullptr},
                      {"cl_khr_global_int32_base_atomics", nullptr}};
  for (const TargetProfile& profile : translator::AllProfiles()) {
    for (const Row& row : rows) {
      const bool expected = row.needs == nullptr || profile.*row.needs;
      EXPECT_EQ(Macro(profile, row.name, {"-cl-std=CL3.0"}), expected ? "1" : "absent")
          << row.name << ", " << profile.name;
    }
  }
}

TEST(ProfileMacros, WhatKilnRefusesIsNotPromised) {
  for (const TargetProfile& profile : translator::AllProfiles()) {
    for (const char* name : {"__opencl_c_pipes", "__opencl_c_device_enqueue", "cl_khr_gl_msaa_sharing",
                             "cl_khr_mipmap_image", "cl_khr_kernel_clock"}) {
      EXPECT_EQ(Macro(profile, name, {"-cl-std=CL3.0"}), "absent") << name << ", " << profile.name;
    }
  }
}

TEST(ProfileMacros, VendorsMacrosAreOffUnlessAskedFor) {
  for (const TargetProfile& profile : translator::AllProfiles()) {
    for (const char* name : {"cl_intel_subgroups", "cl_intel_subgroups_short", "cl_amd_media_ops", "cl_amd_media_ops2",
                             "cl_intel_device_side_avc_motion_estimation", "cl_nv_pragma_unroll", "__NV_CL_C_VERSION",
                             "__AMD__", "__GPU__", "cl_arm_core_id"}) {
      EXPECT_EQ(Macro(profile, name, {"-cl-std=CL2.0"}), "absent") << name << ", " << profile.name;
    }
    EXPECT_EQ(Macro(profile, "cl_amd_media_ops", {"-D", "cl_amd_media_ops=1"}), "1");
  }
}

}  // namespace
}  // namespace kiln::cli
