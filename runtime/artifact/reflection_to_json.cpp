#include <nlohmann/json.hpp>
#include <string>

#include "kiln/artifact/reflection.h"
#include "runtime/artifact/reflection_names.h"

namespace kiln::artifact {
namespace {

using Json = nlohmann::ordered_json;

void AddImage(const ImageBinding& image, Json& object) {
  object["dimension"] = NameOf(kImageDimensionNames, image.dimension);
  object["element"] = NameOf(kImageElementNames, image.element);
  object["is_storage"] = image.is_storage;
  object["format_offset"] = image.format_offset ? Json(*image.format_offset) : Json(nullptr);
}

Json ToObject(const Argument& argument) {
  Json object;
  object["name"] = argument.name;
  object["type_name"] = argument.type_name;
  object["kind"] = NameOf(kArgumentKindNames, argument.kind);
  object["address_space"] = argument.address_space;
  object["size"] = argument.size;
  object["alignment"] = argument.alignment;
  switch (argument.kind) {
    case ArgumentKind::kBuffer:
    case ArgumentKind::kImage:
      object["binding"] = argument.binding;
      object["is_read"] = argument.is_read;
      object["is_written"] = argument.is_written;
      if (argument.kind == ArgumentKind::kImage) AddImage(argument.image, object);
      break;
    case ArgumentKind::kSampler:
    case ArgumentKind::kValue:
      object["offset"] = argument.offset;
      break;
    case ArgumentKind::kAddress:
      object["offset"] = argument.offset;
      object["is_read"] = argument.is_read;
      object["is_written"] = argument.is_written;
      break;
    case ArgumentKind::kLocal:
      object["spec_id"] = argument.spec_id;
      object["element_size"] = argument.element_size;
      break;
  }
  object["metal_index"] = argument.metal_index;
  return object;
}

Json ToObject(const ImplicitValue& implicit) {
  Json object;
  object["kind"] = NameOf(kImplicitKindNames, implicit.kind);
  object["offset"] = implicit.offset;
  return object;
}

Json ToObject(const ValueBlock& values) {
  Json object;
  object["size"] = values.size;
  object["memory"] = NameOf(kValueMemoryNames, values.memory);
  object["binding"] = values.binding;
  object["metal_index"] = values.metal_index;
  return object;
}

std::string Hex(const std::string& bytes) {
  std::string digits;
  for (const char c : bytes) {
    for (const int shift : {4, 0}) digits += "0123456789abcdef"[static_cast<unsigned char>(c) >> shift & 15];
  }
  return digits;
}

// Bytes that are no UTF-8 have no JSON string: such a text is written in hexadecimal under another name.
void AddText(Json& object, const std::string& text) {
  const Json restored = Json::parse(Json(text).dump(-1, ' ', false, Json::error_handler_t::replace));
  if (restored.get_ref<const std::string&>() == text) {
    object["text"] = text;
    return;
  }
  object["hex"] = Hex(text);
}

Json ToObject(const PrintfInfo& printf) {
  Json object;
  object["binding"] = printf.binding;
  object["metal_index"] = printf.metal_index;
  object["formats"] = Json::array();
  for (const PrintfFormat& format : printf.formats) {
    Json& entry = object["formats"].emplace_back(Json::object());
    AddText(entry, format.text);
    entry["arguments"] = Json::array();
    for (const PrintfArgument& argument : format.arguments) entry["arguments"].push_back(ToString(argument));
  }
  object["strings"] = Json::array();
  for (const std::string& text : printf.strings) AddText(object["strings"].emplace_back(Json::object()), text);
  return object;
}

Json ToObject(const ProgramVariables& program) {
  Json object;
  object["binding"] = program.binding;
  object["metal_index"] = program.metal_index;
  object["size"] = program.size;
  object["variables"] = Json::array();
  for (const ProgramVariables::Variable& variable : program.variables) {
    Json& entry = object["variables"].emplace_back(Json::object());
    entry["name"] = variable.name;
    entry["offset"] = variable.offset;
    entry["size"] = variable.size;
  }
  object["initial"] = Json::array();
  for (const ProgramVariables::Bytes& part : program.initial) {
    Json& entry = object["initial"].emplace_back(Json::object());
    entry["offset"] = part.offset;
    entry["hex"] = Hex(part.bytes);
  }
  return object;
}

Json ToObject(const Kernel& kernel) {
  Json object;
  object["name"] = kernel.name;
  object["entry_point"] = kernel.entry_point;
  if (!kernel.metal_name.empty()) object["metal_name"] = kernel.metal_name;
  object["arguments"] = Json::array();
  for (const Argument& argument : kernel.arguments) object["arguments"].push_back(ToObject(argument));
  object["values"] = ToObject(kernel.values);
  object["implicit"] = Json::array();
  for (const ImplicitValue& implicit : kernel.implicit) object["implicit"].push_back(ToObject(implicit));
  object["required_work_group_size"] =
      kernel.required_work_group_size ? Json(*kernel.required_work_group_size) : Json(nullptr);
  object["work_group_size_spec_ids"] = kernel.work_group_size_spec_ids;
  object["static_local_bytes"] = kernel.static_local_bytes;
  object["features"] = kernel.features;
  if (kernel.largest_buffer != 0) object["largest_buffer"] = kernel.largest_buffer;
  if (kernel.printf) object["printf"] = ToObject(*kernel.printf);
  if (kernel.program_variables) object["program_variables"] = ToObject(*kernel.program_variables);
  return object;
}

// A string literal; bytes that are no UTF-8 become U+FFFD rather than an exception.
std::string Scalar(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void WriteOnOneLine(const Json& value, std::string& out) {
  if (!value.is_structured()) {
    out += Scalar(value);
    return;
  }
  out += value.is_object() ? '{' : '[';
  bool is_first = true;
  for (const auto& [key, member] : value.items()) {
    if (!is_first) out += ", ";
    is_first = false;
    if (value.is_object()) out += Scalar(key) + ": ";
    WriteOnOneLine(member, out);
  }
  out += value.is_object() ? '}' : ']';
}

// Opens objects down to `depth` levels and arrays of objects, one member a line; what lies deeper stays on one line.
void WriteIndented(const Json& value, int depth, const std::string& indent, std::string& out) {
  const bool opens = value.is_object() ? depth > 0 : value.is_array() && !value.empty() && value[0].is_object();
  if (!opens) {
    WriteOnOneLine(value, out);
    return;
  }
  const std::string inner = indent + "  ";
  out += value.is_object() ? "{\n" : "[\n";
  bool is_first = true;
  for (const auto& [key, member] : value.items()) {
    if (!is_first) out += ",\n";
    is_first = false;
    out += inner;
    if (value.is_object()) out += Scalar(key) + ": ";
    WriteIndented(member, value.is_object() ? depth - 1 : depth, inner, out);
  }
  out += "\n" + indent + (value.is_object() ? '}' : ']');
}

}  // namespace

std::string ToJson(const Reflection& reflection) {
  Json root;
  root["schema"] = kReflectionSchema;
  root["target"] = reflection.target;
  root["kernels"] = Json::array();
  for (const Kernel& kernel : reflection.kernels) root["kernels"].push_back(ToObject(kernel));
  std::string text;
  WriteIndented(root, 2, "", text);  // the root and each kernel
  return text + "\n";
}

}  // namespace kiln::artifact
