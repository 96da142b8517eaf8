#include "translator/targets/msl/signature.h"

#include <algorithm>

namespace kiln::translator::targets {
namespace {

constexpr std::size_t kColumns = 120;

// "a, b<c, d>, e" -> {"a", "b<c, d>", "e"}
std::vector<std::string> SplitAtCommas(std::string_view text) {
  std::vector<std::string> parts;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    depth += c == '(' || c == '[' || c == '<' || c == '{' ? 1 : 0;
    depth -= c == ')' || c == ']' || c == '>' || c == '}' ? 1 : 0;
    if (c == ',' && depth == 0) {
      parts.emplace_back(text.substr(begin, i - begin));
      begin = text.find_first_not_of(' ', i + 1);
    }
  }
  if (begin < text.size()) {
    parts.emplace_back(text.substr(begin));
  }
  return parts;
}

std::string Declaration(const NamedParameter& named) {
  const MslParameter& parameter = named.parameter;
  const std::string index = std::to_string(parameter.index);
  switch (parameter.kind) {
    case MslParameter::Kind::kBuffer:
      return std::string(parameter.read_only ? "const device " : "device ") + named.type +
             (parameter.plain ? "* " : "& ") + named.name + " [[buffer(" + index + ")]]";
    case MslParameter::Kind::kAddress:
      return "device void* " + named.name + " [[buffer(" + index + ")]]";
    case MslParameter::Kind::kValue:
      return "constant " + named.type + (named.is_array ? "* " : "& ") + named.name + " [[buffer(" + index + ")]]";
    case MslParameter::Kind::kLaunch:
      return named.type + " " + named.name + " [[" + parameter.attribute + "]]";
    case MslParameter::Kind::kLocal:
      return "threadgroup " + named.type + "* " + named.name + " [[threadgroup(" + index + ")]]";
    case MslParameter::Kind::kTexture:
      return named.type + " " + named.name + " [[texture(" + index + ")]]";
    case MslParameter::Kind::kView:
      break;
  }
  return "";
}

}  // namespace

std::string KernelSignature(std::string_view printed, const std::vector<NamedParameter>& parameters) {
  const std::size_t open = printed.find('(');
  const std::size_t close = printed.rfind(')');
  std::vector<NamedParameter> sorted;
  std::copy_if(parameters.begin(), parameters.end(), std::back_inserter(sorted),
               [](const NamedParameter& named) { return named.parameter.kind != MslParameter::Kind::kView; });
  // The source's order, then the launch's inputs.
  std::stable_sort(sorted.begin(), sorted.end(), [](const NamedParameter& a, const NamedParameter& b) {
    const bool a_launch = a.parameter.kind == MslParameter::Kind::kLaunch;
    const bool b_launch = b.parameter.kind == MslParameter::Kind::kLaunch;
    return a_launch != b_launch ? b_launch : a.parameter.order < b.parameter.order;
  });
  std::vector<std::string> declarations;
  for (const NamedParameter& named : sorted) {
    declarations.push_back(Declaration(named));
  }
  for (std::string& input : SplitAtCommas(printed.substr(open + 1, close - open - 1))) {
    if (input.find("[[buffer(") == std::string::npos && input.find("[[texture(") == std::string::npos) {
      declarations.push_back(std::move(input));
    }
  }
  const std::string head(printed.substr(0, open + 1));
  std::string line = head;
  std::string column = head;
  for (std::size_t i = 0; i < declarations.size(); ++i) {
    line += (i == 0 ? "" : ", ") + declarations[i];
    column += (i == 0 ? "" : ",\n" + std::string(head.size(), ' ')) + declarations[i];
  }
  return (line.size() < kColumns ? line : column) + ")";
}

std::vector<std::string> ViewDeclarations(const std::vector<NamedParameter>& parameters) {
  std::vector<std::string> lines;
  for (const NamedParameter& named : parameters) {
    if (named.parameter.kind == MslParameter::Kind::kAddress) {
      lines.push_back(named.type + " " + named.address_name + " = reinterpret_cast<" + named.type + ">(" + named.name +
                      ");");
    }
    if (named.parameter.kind != MslParameter::Kind::kView) continue;
    const auto first = std::find_if(parameters.begin(), parameters.end(), [&](const NamedParameter& other) {
      return other.parameter.variable == named.parameter.first_view;
    });
    const std::string pointer = std::string(named.parameter.read_only ? "const device " : "device ") + named.type + "*";
    lines.push_back(pointer + " " + named.name + " = (" + pointer + ")" + first->name + ";");
  }
  return lines;
}

}  // namespace kiln::translator::targets
