// What a test description says: the /*! ... !*/ comment of an OpenCL C file, or a .program_test file, in the format of
// piglit's cl-program-tester. The format: harness/README.md.
#ifndef KILN_HARNESS_DESCRIPTION_DESCRIPTION_H_
#define KILN_HARNESS_DESCRIPTION_DESCRIPTION_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/values/compare.h"
#include "harness/values/element.h"
#include "kiln/base/result.h"

namespace kiln::harness {

struct ImageShape {
  std::string type;  // "1d", "1d_array", "1d_buffer", "2d", "2d_array" or "3d"
  std::uint64_t width = 0, height = 1, depth = 1, layers = 1;
  std::string channel_order;      // lower case: "rgba"
  std::string channel_data_type;  // lower case: "unorm_int8"
  std::string file;               // a PNG that holds the texels; relative to the description's folder
};

struct SamplerSettings {
  bool normalized_coords = false;
  std::string addressing_mode;  // lower case: "clamp_to_edge"
  std::string filter_mode;      // lower case: "nearest"
};

// A number in the records of an output, compared by itself.
struct RecordField {
  std::uint64_t offset = 0;  // bytes
  Element element;
  Tolerance tolerance;
};

struct TestArgument {
  enum class Kind : std::uint8_t { kValue, kBuffer, kImage, kSampler };
  Kind kind = Kind::kValue;
  std::uint32_t index = 0;
  Element element;
  std::size_t count = 1;  // elements: 1 for values, texels for images
  // NULL: a null buffer, or local memory of size() bytes where the kernel's argument is __local.
  bool is_null = false;
  std::vector<std::byte> bytes;  // in OpenCL's layout; random buffers are filled already. Empty for samplers and NULL
  Tolerance tolerance;           // arg_out only
  ImageShape image;
  SamplerSettings sampler;
  std::uint32_t line = 0;
  // arg_out of a buffer of structs, which no description can give: the bytes are records of this size, of which only the
  // fields are compared. 0: they are elements.
  std::uint64_t record_size = 0;
  std::vector<RecordField> fields;

  std::size_t size() const { return count * element.size(); }  // bytes
};

struct TestCase {
  std::string name;         // unique in the file: "add", and "add #2" for the second of that name
  std::string kernel_name;  // empty: none was given, which is a failure of the test
  std::uint32_t dimensions = 1;
  std::array<std::uint64_t, 3> global_size = {1, 1, 1};
  std::optional<std::array<std::uint64_t, 3>> local_size = std::array<std::uint64_t, 3>{1, 1, 1};  // absent: NULL
  std::array<std::uint64_t, 3> global_offset = {0, 0, 0};
  bool expect_test_fail = false;
  std::vector<TestArgument> arguments_in;
  std::vector<TestArgument> arguments_out;
  // The lines that the kernel prints, in any order. Absent: they are not looked at.
  std::optional<std::vector<std::string>> printed;
  std::string refusal;  // why it cannot be run, which is then its failure; no description says so
  std::uint32_t line = 0;
};

struct TestDescription {
  std::string name;
  std::uint32_t clc_version_min = 0;  // 12: OpenCL C 1.2. 0: any
  std::uint32_t clc_version_max = 0;
  std::string platform_regex;  // POSIX extended; empty: any
  std::string device_regex;
  std::vector<std::string> required_platform_extensions;
  std::vector<std::string> required_device_extensions;
  std::string build_options;  // as written
  std::string kernel_name;    // of tests that name none
  bool expect_build_fail = false;
  bool need_image_support = false;
  // At most one of these is set; in an OpenCL C file, none.
  std::optional<std::string> program_source;
  std::uint32_t program_source_line = 1;  // the file's line that it begins in
  std::string program_source_file;        // as written: relative to the description's folder
  std::optional<std::string> program_binary;
  std::string program_binary_file;
  std::vector<TestCase> tests;  // none: the program is only built
};

struct DescriptionComment {
  std::string_view text;         // between /*! and !*/
  std::uint32_t first_line = 1;  // the line of the file that `text` begins in
};
// The description inside OpenCL C source, nothing when it has none (a Doxygen comment is none). kInvalidArtifact for
// one that is begun and not ended.
Result<std::optional<DescriptionComment>> FindDescription(std::string_view source, const std::string& file);

// kInvalidArtifact with "file:line: what is wrong" and, for a misspelt word, what was probably meant.
Result<TestDescription> ParseDescription(std::string_view text, const std::string& file, std::uint32_t first_line = 1);

// The words of build options, split as a shell does: blanks separate, quotes and backslash protect.
std::vector<std::string> SplitOptions(std::string_view options);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_DESCRIPTION_DESCRIPTION_H_
