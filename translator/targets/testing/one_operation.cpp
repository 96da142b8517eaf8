#include "translator/targets/testing/one_operation.h"

#include <map>
#include <set>

namespace kiln::translator::targets::testing {
namespace {

struct Shape {
  std::string scalar;
  unsigned components = 1;
};

Shape ShapeOf(const std::string& type) {
  const char last = type.back();
  if (last >= '2' && last <= '4') {
    return {type.substr(0, type.size() - 1), static_cast<unsigned>(last - '0')};
  }
  return {type, 1};
}

unsigned Bits(const std::string& scalar) {
  static const std::map<std::string, unsigned> bits = {{"char", 8},  {"uchar", 8},  {"short", 16},  {"ushort", 16},
                                                       {"int", 32},  {"uint", 32},  {"long", 64},   {"ulong", 64},
                                                       {"half", 16}, {"float", 32}, {"double", 64}, {"bool", 32}};
  return bits.at(scalar);
}

// Booleans live in buffers as uints.
std::string Stored(const std::string& type) {
  const Shape shape = ShapeOf(type);
  return shape.scalar == "bool" ? "uint" + (shape.components == 1 ? "" : std::to_string(shape.components)) : type;
}

class Writer {
 public:
  explicit Writer(const std::vector<OneOperation>& operations)
      : operations_(operations), result_(operations[0].result), operands_(operations[0].operands) {}

  std::string Write() {
    for (const char* scalar :
         {"char", "uchar", "short", "ushort", "int", "uint", "long", "ulong", "half", "float", "double", "bool"}) {
      Declare(scalar);
      for (const char* count : {"2", "3", "4"}) {
        Declare(std::string(scalar) + count);
      }
    }
    std::vector<std::string> types = {result_};
    types.insert(types.end(), operands_.begin(), operands_.end());
    for (std::size_t i = 0; i < types.size(); ++i) {
      AddBuffer(i, Stored(types[i]));
    }
    for (std::size_t i = 1; i < types.size(); ++i) {
      Load(i, types[i]);
    }
    const std::string count = std::to_string(operations_.size());
    body_ += "%base = OpIMul %uint %i %count\n";
    constants_ += "%count = OpConstant %uint " + count + "\n";
    for (std::size_t k = 0; k < operations_.size(); ++k) {
      AddOperation(std::to_string(k), operations_[k]);
    }
    return Module();
  }

 private:
  static void Replace(std::string& text, const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
      text.replace(at, from.size(), to);
    }
  }

  void Declare(const std::string& type) {
    const Shape shape = ShapeOf(type);
    if (shape.components > 1) {
      types_ += "%" + type + " = OpTypeVector %" + shape.scalar + " " + std::to_string(shape.components) + "\n";
    } else if (type == "bool") {
      types_ += "%bool = OpTypeBool\n";
    } else {
      const bool floating = type == "half" || type == "float" || type == "double";
      types_ += "%" + type + (floating ? " = OpTypeFloat " : " = OpTypeInt ") + std::to_string(Bits(type)) +
                (floating         ? ""
                 : type[0] == 'u' ? " 0"
                                  : " 1") +
                "\n";
    }
  }

  void AddBuffer(std::size_t i, const std::string& type) {
    const std::string n = std::to_string(i);
    const std::string stride = std::to_string(BytesOf(type));
    decorations_ += "OpDecorate %array_" + n + " ArrayStride " + stride + "\nOpDecorate %block_" + n +
                    " Block\nOpMemberDecorate %block_" + n + " 0 Offset 0\nOpDecorate %buffer_" + n +
                    " DescriptorSet 0\nOpDecorate %buffer_" + n + " Binding " + n + "\n";
    names_ += "OpName %buffer_" + n + " \"" + std::string(1, "rabcd"[i]) + "\"\n";
    types_ += "%array_" + n + " = OpTypeRuntimeArray %" + type + "\n%block_" + n + " = OpTypeStruct %array_" + n +
              "\n%p_block_" + n + " = OpTypePointer StorageBuffer %block_" + n + "\n";
    types_ += "%buffer_" + n + " = OpVariable %p_block_" + n + " StorageBuffer\n";
    interface_ += " %buffer_" + n;
    if (pointers_.insert(type).second) {
      types_ += "%p_" + type + " = OpTypePointer StorageBuffer %" + type + "\n";
    }
  }

  void Load(std::size_t i, const std::string& type) {
    const std::string n = std::to_string(i);
    const std::string name = std::string("%") + "rabcd"[i];
    const std::string stored = Stored(type);
    body_ += "%at_" + n + " = OpAccessChain %p_" + stored + " %buffer_" + n + " %uint_0 %i\n";
    if (stored == type) {
      body_ += name + " = OpLoad %" + type + " %at_" + n + "\n";
    } else {
      body_ += name + "_stored = OpLoad %" + stored + " %at_" + n + "\n";
      body_ += name + " = OpINotEqual %" + type + " " + name + "_stored %zero_" + stored + "\n";
      zeros_.insert(stored);
    }
  }

  void AddOperation(const std::string& k, const OneOperation& operation) {
    std::string body = operation.body;
    std::string globals = operation.globals;
    for (std::string* text : {&body, &globals}) {
      Replace(*text, "%t", "%t_" + k + "_");
      Replace(*text, "%T", "%" + operands_[0]);
      Replace(*text, "%R", "%" + result_);
    }
    Replace(body, "%r = ", "%r_" + k + " = ");
    globals_ += globals;
    body_ += body + "\n";
    constants_ += "%k_" + k + " = OpConstant %uint " + k + "\n";
    body_ += "%i_" + k + " = OpIAdd %uint %base %k_" + k + "\n";
    const std::string stored = Stored(result_);
    body_ += "%out_" + k + " = OpAccessChain %p_" + stored + " %buffer_0 %uint_0 %i_" + k + "\n";
    if (stored == result_) {
      body_ += "OpStore %out_" + k + " %r_" + k + "\n";
    } else {
      zeros_.insert(stored);
      body_ += "%s_" + k + " = OpSelect %" + stored + " %r_" + k + " %one_" + stored + " %zero_" + stored +
               "\nOpStore %out_" + k + " %s_" + k + "\n";
    }
  }

  std::string Module() {
    std::string constants = constants_ + "%uint_0 = OpConstant %uint 0\n%uint_1 = OpConstant %uint 1\n";
    for (const std::string& type : zeros_) {
      std::string zeros;
      std::string ones;
      for (unsigned i = 0; i < ShapeOf(type).components; ++i) {
        zeros += " %uint_0";
        ones += " %uint_1";
      }
      const bool scalar = ShapeOf(type).components == 1;
      constants += "%zero_" + type + (scalar ? " = OpConstant %uint 0" : " = OpConstantComposite %" + type + zeros) +
                   "\n%one_" + type + (scalar ? " = OpConstant %uint 1" : " = OpConstantComposite %" + type + ones) +
                   "\n";
    }
    return "OpCapability Shader\nOpCapability Int8\nOpCapability Int16\nOpCapability Int64\nOpCapability Float16\n"
           "OpCapability Float64\nOpCapability StorageBuffer8BitAccess\nOpCapability StorageBuffer16BitAccess\n"
           "%glsl = OpExtInstImport \"GLSL.std.450\"\nOpMemoryModel Logical GLSL450\n"
           "OpEntryPoint GLCompute %k \"k\" %gid" +
           interface_ + "\nOpExecutionMode %k LocalSize 1 1 1\n" + names_ + decorations_ +
           "OpDecorate %gid BuiltIn GlobalInvocationId\n%void = OpTypeVoid\n%fn = OpTypeFunction %void\n" + types_ +
           "%p_in = OpTypePointer Input %uint3\n%p_in_uint = OpTypePointer Input %uint\n" + constants + globals_ +
           "%gid = OpVariable %p_in Input\n%k = OpFunction %void None %fn\n%entry = OpLabel\n"
           "%p_i = OpAccessChain %p_in_uint %gid %uint_0\n%i = OpLoad %uint %p_i\n" +
           body_ + "OpReturn\nOpFunctionEnd\n";
  }

  const std::vector<OneOperation>& operations_;
  const std::string& result_;
  const std::vector<std::string>& operands_;
  std::string globals_, constants_, types_, decorations_, names_, interface_, body_;
  std::set<std::string> pointers_, zeros_;
};

}  // namespace

unsigned BytesOf(const std::string& type) {
  const Shape shape = ShapeOf(Stored(type));
  return Bits(shape.scalar) / 8 * (shape.components == 3 ? 4 : shape.components);
}

std::string ToAssembly(const std::vector<OneOperation>& operations) {
  return Writer(operations).Write();
}

}  // namespace kiln::translator::targets::testing
