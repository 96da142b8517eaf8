#include "cli/c_source.h"

#include <cctype>

#include "kiln/translator/lower.h"

namespace kiln::cli {

std::string ToCSource(const std::vector<std::uint32_t>& words, std::string_view variable) {
  const std::string name(variable);
  return "#include <stddef.h>\n#include <stdint.h>\n\nextern const uint32_t " + name + "[];\nextern const size_t " +
         name + "_size;\n\nconst uint32_t " + name + "[] = " + translator::ToCArray(words, "") + ";\nconst size_t " +
         name + "_size = sizeof(" + name + ");\n";
}

std::string ToCppSource(const std::vector<std::uint32_t>& words, const artifact::Reflection& reflection,
                        std::string_view namespace_name, std::string_view variable) {
  const std::string space(namespace_name);
  return artifact::ToCppHeader(reflection, namespace_name) + "\nnamespace " + space +
         " {\n\n// The SPIR-V module.\ninline constexpr std::uint32_t " + std::string(variable) +
         "[] = " + translator::ToCArray(words, "") + ";\n\n}  // namespace " + space + "\n";
}

std::string ToIdentifier(std::string_view text) {
  std::string name;
  for (const char c : text) name += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
  if (name.empty() || std::isdigit(static_cast<unsigned char>(name[0]))) name.insert(0, "_");
  return name;
}

}  // namespace kiln::cli
