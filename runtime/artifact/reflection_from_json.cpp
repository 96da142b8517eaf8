#include <fmt/format.h>

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>

#include "kiln/artifact/reflection.h"
#include "runtime/artifact/reflection_names.h"

namespace kiln::artifact {
namespace {

using Json = nlohmann::json;

tl::unexpected<Error> Damaged(const std::string& where, const std::string& what) {
  const std::string place = where.empty() ? "" : where + ": ";
  return Fail(ErrorCode::kInvalidArtifact, "reflection: " + place + what);
}

// Reads members into fields; remembers the first thing that is wrong, with its path, and does nothing from then on.
class Reader {
 public:
  bool ok() const { return status_.has_value(); }
  Status status() && { return std::move(status_); }

  void SetError(const std::string& where, const std::string& what) {
    if (ok()) status_ = Damaged(where, what);
  }

  // Null when absent, after noting the error.
  const Json* Member(const Json& object, const std::string& path, const char* name) {
    if (!ok()) return nullptr;
    if (!object.is_object()) {
      SetError(path, fmt::format("expected an object, got {}", object.type_name()));
      return nullptr;
    }
    const auto found = object.find(name);
    if (found == object.end()) {
      SetError(path, fmt::format("'{}' is missing", name));
      return nullptr;
    }
    return &*found;
  }

  void Read(const Json& object, const std::string& path, const char* name, std::string& field) {
    if (const Json* value = Typed(object, path, name, &Json::is_string, "a string")) {
      field = value->get_ref<const std::string&>();
    }
  }
  void Read(const Json& object, const std::string& path, const char* name, bool& field) {
    if (const Json* value = Typed(object, path, name, &Json::is_boolean, "true or false")) field = value->get<bool>();
  }
  void Read(const Json& object, const std::string& path, const char* name, std::uint32_t& field) {
    if (const Json* value = Member(object, path, name)) ReadNumber(*value, Join(path, name), field);
  }
  void Read(const Json& object, const std::string& path, const char* name, std::array<std::uint32_t, 3>& field) {
    const Json* value = Typed(object, path, name, &Json::is_array, "an array of 3 numbers");
    if (value == nullptr) return;
    if (value->size() != field.size()) {
      return SetError(Join(path, name), fmt::format("expected 3 numbers, got {}", value->size()));
    }
    for (std::size_t i = 0; i < field.size(); ++i) {
      ReadNumber((*value)[i], fmt::format("{}[{}]", Join(path, name), i), field[i]);
    }
  }
  template <typename Enum, typename Table>
  void ReadEnum(const Json& object, const std::string& path, const char* name, const Table& table, Enum& field) {
    std::string word;
    Read(object, path, name, word);
    if (!ok()) return;
    if (const auto value = ValueOf(table, word)) {
      field = *value;
    } else {
      SetError(Join(path, name), fmt::format("unknown kind '{}'", word));
    }
  }
  // Calls read(element, path of the element) for each element.
  template <typename F>
  void ReadArray(const Json& object, const std::string& path, const char* name, F&& read) {
    const Json* value = Typed(object, path, name, &Json::is_array, "an array");
    for (std::size_t i = 0; value != nullptr && ok() && i < value->size(); ++i) {
      read((*value)[i], fmt::format("{}[{}]", Join(path, name), i));
    }
  }

 private:
  static std::string Join(const std::string& path, const char* name) {
    return path.empty() ? std::string(name) : path + "." + name;
  }
  const Json* Typed(const Json& object, const std::string& path, const char* name,
                    bool (Json::*has_type)() const noexcept, const char* expected) {
    const Json* value = Member(object, path, name);
    if (value == nullptr || (value->*has_type)()) return value;
    SetError(Join(path, name), fmt::format("expected {}, got {}", expected, value->type_name()));
    return nullptr;
  }
  void ReadNumber(const Json& value, const std::string& path, std::uint32_t& field) {
    if (!value.is_number_unsigned()) {
      return SetError(path, fmt::format("expected a whole number, got {}",
                                        value.is_number() ? value.dump() : std::string(value.type_name())));
    }
    const auto number = value.get<std::uint64_t>();
    if (number > std::numeric_limits<std::uint32_t>::max()) {
      return SetError(path, fmt::format("{} is out of range", number));
    }
    field = static_cast<std::uint32_t>(number);
  }

  Status status_;
};

ImageBinding ReadImage(Reader& reader, const Json& object, const std::string& path) {
  ImageBinding image;
  reader.ReadEnum(object, path, "dimension", kImageDimensionNames, image.dimension);
  reader.ReadEnum(object, path, "element", kImageElementNames, image.element);
  reader.Read(object, path, "is_storage", image.is_storage);
  const Json* format = reader.Member(object, path, "format_offset");
  if (format != nullptr && !format->is_null()) {
    reader.Read(object, path, "format_offset", image.format_offset.emplace());
  }
  return image;
}

Argument ReadArgument(Reader& reader, const Json& object, const std::string& path) {
  Argument argument;
  reader.Read(object, path, "name", argument.name);
  reader.Read(object, path, "type_name", argument.type_name);
  reader.ReadEnum(object, path, "kind", kArgumentKindNames, argument.kind);
  reader.Read(object, path, "address_space", argument.address_space);
  reader.Read(object, path, "size", argument.size);
  reader.Read(object, path, "alignment", argument.alignment);
  switch (argument.kind) {
    case ArgumentKind::kBuffer:
    case ArgumentKind::kImage:
      reader.Read(object, path, "binding", argument.binding);
      reader.Read(object, path, "is_read", argument.is_read);
      reader.Read(object, path, "is_written", argument.is_written);
      if (argument.kind == ArgumentKind::kImage) argument.image = ReadImage(reader, object, path);
      break;
    case ArgumentKind::kSampler:
    case ArgumentKind::kValue:
      reader.Read(object, path, "offset", argument.offset);
      break;
    case ArgumentKind::kAddress:
      reader.Read(object, path, "offset", argument.offset);
      reader.Read(object, path, "is_read", argument.is_read);
      reader.Read(object, path, "is_written", argument.is_written);
      break;
    case ArgumentKind::kLocal:
      reader.Read(object, path, "spec_id", argument.spec_id);
      reader.Read(object, path, "element_size", argument.element_size);
      break;
  }
  reader.Read(object, path, "metal_index", argument.metal_index);
  return argument;
}

ValueBlock ReadValueBlock(Reader& reader, const Json& object, const std::string& path) {
  ValueBlock values;
  reader.Read(object, path, "size", values.size);
  reader.ReadEnum(object, path, "memory", kValueMemoryNames, values.memory);
  reader.Read(object, path, "binding", values.binding);
  reader.Read(object, path, "metal_index", values.metal_index);
  return values;
}

std::string ReadText(Reader& reader, const Json& object, const std::string& path) {
  std::string text;
  if (!object.is_object() || !object.contains("hex")) {
    reader.Read(object, path, "text", text);
    return text;
  }
  std::string digits;
  reader.Read(object, path, "hex", digits);
  const auto value = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; };
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    const int high = value(digits[i]), low = value(digits[i + 1]);
    if (high < 0 || low < 0) reader.SetError(path + ".hex", "expected hexadecimal digits");
    text += static_cast<char>(high * 16 + low);
  }
  if (digits.size() % 2 != 0) reader.SetError(path + ".hex", "expected an even number of digits");
  return text;
}

PrintfInfo ReadPrintf(Reader& reader, const Json& object, const std::string& path) {
  PrintfInfo printf;
  reader.Read(object, path, "binding", printf.binding);
  reader.Read(object, path, "metal_index", printf.metal_index);
  reader.ReadArray(object, path, "formats", [&](const Json& element, const std::string& where) {
    PrintfFormat& format = printf.formats.emplace_back();
    format.text = ReadText(reader, element, where);
    reader.ReadArray(element, where, "arguments", [&](const Json& argument, const std::string& place) {
      const auto parsed = ParsePrintfArgument(argument.is_string() ? argument.get<std::string>() : "");
      if (!parsed) return reader.SetError(place, "expected a type such as 'i32', 'v4f32' or 'string'");
      format.arguments.push_back(*parsed);
    });
  });
  reader.ReadArray(object, path, "strings", [&](const Json& element, const std::string& where) {
    printf.strings.push_back(ReadText(reader, element, where));
  });
  return printf;
}

ProgramVariables ReadProgramVariables(Reader& reader, const Json& object, const std::string& path) {
  ProgramVariables program;
  reader.Read(object, path, "binding", program.binding);
  reader.Read(object, path, "metal_index", program.metal_index);
  reader.Read(object, path, "size", program.size);
  reader.ReadArray(object, path, "variables", [&](const Json& element, const std::string& where) {
    ProgramVariables::Variable& variable = program.variables.emplace_back();
    reader.Read(element, where, "name", variable.name);
    reader.Read(element, where, "offset", variable.offset);
    reader.Read(element, where, "size", variable.size);
  });
  reader.ReadArray(object, path, "initial", [&](const Json& element, const std::string& where) {
    ProgramVariables::Bytes& part = program.initial.emplace_back();
    reader.Read(element, where, "offset", part.offset);
    part.bytes = ReadText(reader, element, where);
  });
  return program;
}

Kernel ReadKernel(Reader& reader, const Json& object, const std::string& path) {
  Kernel kernel;
  reader.Read(object, path, "name", kernel.name);
  reader.Read(object, path, "entry_point", kernel.entry_point);
  reader.ReadArray(object, path, "arguments", [&](const Json& element, const std::string& where) {
    kernel.arguments.push_back(ReadArgument(reader, element, where));
  });
  if (const Json* values = reader.Member(object, path, "values")) {
    kernel.values = ReadValueBlock(reader, *values, path + ".values");
  }
  reader.ReadArray(object, path, "implicit", [&](const Json& element, const std::string& where) {
    ImplicitValue implicit{ImplicitKind::kWorkDim, 0};
    reader.ReadEnum(element, where, "kind", kImplicitKindNames, implicit.kind);
    reader.Read(element, where, "offset", implicit.offset);
    kernel.implicit.push_back(implicit);
  });
  const Json* required = reader.Member(object, path, "required_work_group_size");
  if (required != nullptr && !required->is_null()) {
    reader.Read(object, path, "required_work_group_size", kernel.required_work_group_size.emplace());
  }
  reader.Read(object, path, "work_group_size_spec_ids", kernel.work_group_size_spec_ids);
  reader.Read(object, path, "static_local_bytes", kernel.static_local_bytes);
  reader.ReadArray(object, path, "features", [&](const Json& element, const std::string& where) {
    if (!element.is_string()) return reader.SetError(where, "expected a string");
    kernel.features.push_back(element.get<std::string>());
  });
  if (object.is_object() && object.contains("metal_name")) {
    reader.Read(object, path, "metal_name", kernel.metal_name);
  }
  if (object.is_object() && object.contains("largest_buffer")) {
    reader.Read(object, path, "largest_buffer", kernel.largest_buffer);
  }
  if (object.is_object() && object.contains("printf")) {
    kernel.printf = ReadPrintf(reader, object["printf"], path + ".printf");
  }
  if (object.is_object() && object.contains("program_variables")) {
    kernel.program_variables = ReadProgramVariables(reader, object["program_variables"], path + ".program_variables");
  }
  return kernel;
}

// The library reports syntax errors by exception only; it ends here.
Result<Json> Parse(std::string_view text) {
  try {
    return Json::parse(text.begin(), text.end());
  } catch (const Json::exception& error) {
    std::string message = error.what();
    if (const auto end = message.find("] "); message.starts_with('[') && end != std::string::npos) {
      message.erase(0, end + 2);  // the library's own error number
    }
    return Fail(ErrorCode::kInvalidArtifact, "reflection is no valid JSON: " + message);
  }
}

Status CheckSchema(const Json& root) {
  Reader reader;
  std::string schema;
  reader.Read(root, "", "schema", schema);
  if (reader.ok() && schema != kReflectionSchema) {
    reader.SetError("schema", fmt::format("expected '{}', got '{}'", kReflectionSchema, schema));
  }
  return std::move(reader).status();
}

}  // namespace

Result<Reflection> FromJson(std::string_view json) {
  KILN_ASSIGN_OR_RETURN(const Json root, Parse(json));
  if (!root.is_object()) return Fail(ErrorCode::kInvalidArtifact, "reflection: expected an object at the top");
  KILN_RETURN_IF_ERROR(CheckSchema(root));

  Reader reader;
  Reflection reflection;
  reader.Read(root, "", "target", reflection.target);
  reader.ReadArray(root, "", "kernels", [&](const Json& element, const std::string& where) {
    reflection.kernels.push_back(ReadKernel(reader, element, where));
  });
  KILN_RETURN_IF_ERROR(std::move(reader).status());

  std::set<std::string> names;
  for (const Kernel& kernel : reflection.kernels) {
    if (!names.insert(kernel.name).second) return Damaged("kernels", fmt::format("two are named '{}'", kernel.name));
  }
  return reflection;
}

}  // namespace kiln::artifact
