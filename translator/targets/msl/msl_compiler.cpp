#include "translator/targets/msl/msl_compiler.h"

#include <map>
#include <spirv_cross/spirv_msl.hpp>

#include "translator/targets/marked_compiler.h"
#include "translator/targets/msl/signature.h"
#include "translator/targets/prepare/recompilations.h"

namespace kiln::translator::targets {
namespace {

namespace sx = spirv_cross;

// Stands where SPIRV-Cross insists on a declaration that the signature makes needless; its lines are dropped.
constexpr std::string_view kDropped = "kiln_dropped_declaration";

// Single-precision functions that exist as fast:: and precise::, and as which the plain name is taken depends on how
// the text is compiled. OpenCL's bounds need the precise ones.
const char* PreciseName(std::uint32_t function) {
  switch (function) {
    case GLSLstd450Sin:
      return "sin";
    case GLSLstd450Cos:
      return "cos";
    case GLSLstd450Tan:
      return "tan";
    case GLSLstd450Asin:
      return "asin";
    case GLSLstd450Acos:
      return "acos";
    case GLSLstd450Atan:
      return "atan";
    case GLSLstd450Sinh:
      return "sinh";
    case GLSLstd450Cosh:
      return "cosh";
    case GLSLstd450Tanh:
      return "tanh";
    case GLSLstd450Asinh:
      return "asinh";
    case GLSLstd450Acosh:
      return "acosh";
    case GLSLstd450Atanh:
      return "atanh";
    case GLSLstd450Exp:
      return "exp";
    case GLSLstd450Log:
      return "log";
    case GLSLstd450Exp2:
      return "exp2";
    case GLSLstd450Log2:
      return "log2";
    case GLSLstd450Sqrt:
      return "sqrt";
    case GLSLstd450InverseSqrt:
      return "rsqrt";
    case GLSLstd450Atan2:
      return "atan2";
    case GLSLstd450Pow:
      return "pow";
    default:
      return nullptr;
  }
}

class MslCompiler : public MarkedCompiler<sx::CompilerMSL> {
 public:
  MslCompiler(std::vector<std::uint32_t> words, const MslOptions& kiln_options)
      : MarkedCompiler(std::move(words), kiln_options.lines), kiln_options_(kiln_options) {
    forced_temporaries.insert(kiln_options.named_values.begin(), kiln_options.named_values.end());
    for (const MslParameter& parameter : kiln_options.parameters) {
      if (parameter.kind == MslParameter::Kind::kLocal) {
        local_arguments_.insert(parameter.variable);
      } else if (parameter.kind != MslParameter::Kind::kTexture && parameter.plain) {
        plain_blocks_.insert(parameter.block);
      }
      if (parameter.kind == MslParameter::Kind::kAddress) address_names_[parameter.variable];
    }
    std::set<std::string> taken;
    for (const auto& [id, meta] : ir.meta) taken.insert(meta.decoration.alias);
    for (auto& [variable, name] : address_names_) {
      name = get_name(variable) + "_address";
      while (!taken.insert(name).second) name += "_";
    }
  }

  // Drops what the signature made needless: empty blocks and the locals that became parameters.
  std::string CompileAndTidy() {
    std::string text = compile();
    for (const std::uint32_t block : plain_blocks_) {
      const std::string empty = "struct " + to_name(block) + "\n{\n};\n\n";
      if (const std::size_t at = text.find(empty); at != std::string::npos) {
        text.erase(at, empty.size());
      }
    }
    for (std::size_t at = text.find(kDropped); at != std::string::npos; at = text.find(kDropped)) {
      const std::size_t begin = text.rfind('\n', at) + 1;
      text.erase(begin, text.find('\n', at) + 1 - begin);
    }
    return text;
  }

 protected:
  void emit_function_prototype(sx::SPIRFunction& function, const sx::Bitset& flags) override {
    if (function.self != ir.default_entry_point) {
      CompilerMSL::emit_function_prototype(function, flags);
      return;
    }
    sx::SmallVector<std::string> lines;
    redirect_statement = &lines;
    CompilerMSL::emit_function_prototype(function, flags);
    redirect_statement = nullptr;
    if (!lines.empty()) {
      if (kiln_options_.most_threads != 0) {
        statement("[[max_total_threads_per_threadgroup(", std::to_string(kiln_options_.most_threads), ")]]");
      }
      statement(KernelSignature(lines.back(), NamedParameters()));
    }
  }

  void emit_entry_point_declarations() override {
    CompilerMSL::emit_entry_point_declarations();
    for (const std::string& line : ViewDeclarations(NamedParameters())) {
      statement(line);
    }
  }

  // The one member of a plain block: its type is the parameter's, the struct stays empty.
  void emit_struct_member(const sx::SPIRType& type, std::uint32_t member_type_id, std::uint32_t index,
                          const std::string& qualifier, std::uint32_t base_offset) override {
    if (!plain_blocks_.contains(type.self)) {
      CompilerMSL::emit_struct_member(type, member_type_id, index, qualifier, base_offset);
      return;
    }
    sx::SmallVector<std::string> lines;
    redirect_statement = &lines;
    CompilerMSL::emit_struct_member(type, member_type_id, index, qualifier, base_offset);
    redirect_statement = nullptr;
    if (!lines.empty()) {
      // "short4 d[2];"
      const std::string& line = lines.back();
      const std::string declarator = " " + to_member_name(type, index);
      const std::size_t name = line.rfind(declarator);
      member_types_[type.self] = line.substr(0, name);
      if (line.find('[', name) != std::string::npos) {
        arrays_.insert(type.self);
      }
    }
  }

  std::string to_member_reference(std::uint32_t base, const sx::SPIRType& type, std::uint32_t index,
                                  bool ptr_chain_is_resolved) override {
    return plain_blocks_.contains(type.self)
               ? ""
               : CompilerMSL::to_member_reference(base, type, index, ptr_chain_is_resolved);
  }

  std::string variable_decl(const sx::SPIRVariable& variable) override {
    return local_arguments_.contains(variable.self) ? std::string(kDropped) : CompilerMSL::variable_decl(variable);
  }
  std::string variable_decl(const sx::SPIRType& type, const std::string& name, std::uint32_t id) override {
    return CompilerMSL::variable_decl(type, name, id);
  }

  // In the body; the signature has the variable's own.
  std::string to_name(std::uint32_t id, bool allow_alias = true) const override {
    const auto address = address_names_.find(id);
    return address != address_names_.end() ? address->second : CompilerMSL::to_name(id, allow_alias);
  }

  void replace_illegal_names() override {}  // AssignNames has done it, by Kiln's rule

  // Inputs are called as their attributes are.
  std::string builtin_to_glsl(spv::BuiltIn builtin, spv::StorageClass storage) override {
    switch (builtin) {
      case spv::BuiltInGlobalInvocationId:
      case spv::BuiltInLocalInvocationId:
      case spv::BuiltInWorkgroupId:
      case spv::BuiltInNumWorkgroups:
      case spv::BuiltInLocalInvocationIndex:
      case spv::BuiltInSubgroupId:
      case spv::BuiltInSubgroupLocalInvocationId:
      case spv::BuiltInSubgroupSize:
      case spv::BuiltInNumSubgroups:
        return builtin_qualifier(builtin);
      default:
        return CompilerMSL::builtin_to_glsl(builtin, storage);
    }
  }

  void emit_glsl_op(std::uint32_t result_type, std::uint32_t result_id, std::uint32_t op, const std::uint32_t* args,
                    std::uint32_t count) override {
    const bool single = get<sx::SPIRType>(result_type).basetype == sx::SPIRType::Float;
    if (const char* name = PreciseName(op); name != nullptr) {
      const char* space = !single ? "" : kiln_options_.fast.contains(result_id) ? "fast::" : "precise::";
      const std::string function = std::string(space) + name;
      if (count == 1) {
        emit_unary_func_op(result_type, result_id, args[0], function.c_str());
      } else {
        emit_binary_func_op(result_type, result_id, args[0], args[1], function.c_str());
      }
    } else if (op == GLSLstd450Normalize && expression_type(args[0]).vecsize > 1 &&
               !kiln_options_.fast.contains(result_id)) {
      emit_unary_func_op(result_type, result_id, args[0], "normalize");
    } else {
      CompilerMSL::emit_glsl_op(result_type, result_id, op, args, count);
    }
  }

  void emit_instruction(const sx::Instruction& instruction) override {
    const std::uint32_t* ops = stream(instruction);
    switch (static_cast<spv::Op>(instruction.op)) {
      case spv::OpMemoryBarrier:
        EmitFence(evaluate_constant_u32(ops[1]));
        break;
      case spv::OpFRem: {
        const bool single = get<sx::SPIRType>(ops[0]).basetype == sx::SPIRType::Float;
        emit_binary_func_op(ops[0], ops[1], ops[2], ops[3], single ? "precise::fmod" : "fmod");
        break;
      }
      case spv::OpConvertUToPtr:
        // SPIRV-Cross takes as_type for pointers to vectors, which is for values only.
        emit_op(ops[0], ops[1],
                sx::join("reinterpret_cast<", type_to_glsl(get<sx::SPIRType>(ops[0])), ">(", to_expression(ops[2]), ")"),
                should_forward(ops[2]));
        inherit_expression_dependencies(ops[1], ops[2]);
        break;
      default:
        if (!EmitAddressAtomic(static_cast<spv::Op>(instruction.op), ops)) MarkedCompiler::emit_instruction(instruction);
        break;
    }
  }

 private:
  // An atomic on what a device address leads to, which SPIRV-Cross refuses: it wants a variable behind the pointer.
  bool EmitAddressAtomic(spv::Op op, const std::uint32_t* ops) {
    const bool is_store = op == spv::OpAtomicStore;
    if (op < spv::OpAtomicLoad || op > spv::OpAtomicXor) return false;
    const std::uint32_t pointer = is_store ? ops[0] : ops[2];
    const sx::SPIRType& type = expression_type(pointer);
    if (type.storage != spv::StorageClassPhysicalStorageBufferEXT) return false;
    const bool is_signed = op == spv::OpAtomicSMin || op == spv::OpAtomicSMax;
    const bool is_unsigned = op == spv::OpAtomicUMin || op == spv::OpAtomicUMax;
    const bool is_int = is_signed || (!is_unsigned && get_pointee_type(type).basetype == sx::SPIRType::Int);
    const std::string place = std::string("(device ") + (is_int ? "atomic_int" : "atomic_uint") + "*)" +
                              to_enclosed_expression(pointer);
    constexpr const char* kOrder = "memory_order_relaxed";
    if (is_store) {
      statement("atomic_store_explicit(", place, ", ", to_expression(ops[3]), ", ", kOrder, ");");
      flush_all_active_variables();
      return true;
    }
    if (op == spv::OpAtomicCompareExchange) {
      const std::string name = to_name(ops[1]), expected = to_enclosed_expression(ops[7]);
      emit_uninitialized_temporary_expression(ops[0], ops[1]);
      statement("do");
      begin_scope();
      statement(name, " = ", expected, ";");
      end_scope_decl(sx::join("while (!atomic_compare_exchange_weak_explicit(", place, ", &", name, ", ",
                              to_expression(ops[6]), ", ", kOrder, ", ", kOrder, ") && ", name, " == ", expected, ")"));
      flush_all_active_variables();
      return true;
    }
    const auto call = [&](const char* function, const std::string& value) {
      const std::string operand = value.empty() ? "" : value + ", ";
      std::string text = sx::join(function, "(", place, ", ", operand, kOrder, ")");
      const bool is_other = is_int != (get<sx::SPIRType>(ops[0]).basetype == sx::SPIRType::Int);
      if (is_other) text = sx::join("as_type<", type_to_glsl(get<sx::SPIRType>(ops[0])), ">(", text, ")");
      emit_op(ops[0], ops[1], text, false);
      flush_all_active_variables();
      return true;
    };
    switch (op) {
      case spv::OpAtomicLoad:
        return call("atomic_load_explicit", "");
      case spv::OpAtomicExchange:
        return call("atomic_exchange_explicit", to_expression(ops[5]));
      case spv::OpAtomicIIncrement:
        return call("atomic_fetch_add_explicit", "1");
      case spv::OpAtomicIDecrement:
        return call("atomic_fetch_sub_explicit", "1");
      case spv::OpAtomicIAdd:
        return call("atomic_fetch_add_explicit", to_expression(ops[5]));
      case spv::OpAtomicISub:
        return call("atomic_fetch_sub_explicit", to_expression(ops[5]));
      case spv::OpAtomicSMin:
      case spv::OpAtomicUMin:
        return call("atomic_fetch_min_explicit", to_expression(ops[5]));
      case spv::OpAtomicSMax:
      case spv::OpAtomicUMax:
        return call("atomic_fetch_max_explicit", to_expression(ops[5]));
      case spv::OpAtomicAnd:
        return call("atomic_fetch_and_explicit", to_expression(ops[5]));
      case spv::OpAtomicOr:
        return call("atomic_fetch_or_explicit", to_expression(ops[5]));
      case spv::OpAtomicXor:
        return call("atomic_fetch_xor_explicit", to_expression(ops[5]));
      default:
        return false;
    }
  }

  // A fence without a barrier. SPIRV-Cross prints threadgroup_barrier, for which every work-item of the group must come
  // by; Metal 2 and 3.0 have no plain fence, so this takes the barrier of the smallest group, which never waits for
  // another SIMD group.
  void EmitFence(std::uint32_t semantics) {
    std::string flags;
    const auto add = [&flags](const char* flag) { flags += (flags.empty() ? "" : " | ") + std::string(flag); };
    if ((semantics & spv::MemorySemanticsUniformMemoryMask) != 0) {
      add("mem_flags::mem_device");
    }
    if ((semantics & spv::MemorySemanticsWorkgroupMemoryMask) != 0) {
      add("mem_flags::mem_threadgroup");
    }
    if ((semantics & spv::MemorySemanticsImageMemoryMask) != 0) {
      add("mem_flags::mem_texture");
    }
    statement("simdgroup_barrier(", flags.empty() ? "mem_flags::mem_none" : flags, ");");
    flush_control_dependent_expressions(current_emitting_block->self);
    flush_all_active_variables();
  }

  std::vector<NamedParameter> NamedParameters() {
    std::vector<NamedParameter> named;
    for (const MslParameter& parameter : kiln_options_.parameters) {
      std::string type;
      if (parameter.kind == MslParameter::Kind::kLocal) {
        const sx::SPIRType& array = get_variable_data_type(get<sx::SPIRVariable>(parameter.variable));
        type = type_to_glsl(get<sx::SPIRType>(array.parent_type));
      } else if (parameter.kind == MslParameter::Kind::kTexture) {
        type = image_type_glsl(get<sx::SPIRType>(parameter.block), parameter.variable);
      } else {
        type = parameter.plain ? member_types_[parameter.block] : to_name(parameter.block);
      }
      const bool is_array =
          parameter.kind == MslParameter::Kind::kValue && parameter.plain && arrays_.contains(parameter.block);
      const bool is_address = parameter.kind == MslParameter::Kind::kAddress;
      named.push_back({parameter, std::move(type), CompilerMSL::to_name(parameter.variable), is_array,
                       is_address ? to_name(parameter.variable) : std::string()});
    }
    return named;
  }

  const MslOptions& kiln_options_;
  std::set<std::uint32_t> local_arguments_, plain_blocks_;
  std::map<std::uint32_t, std::string> address_names_;  // variable of a kAddress -> that of its address
  std::map<std::uint32_t, std::string> member_types_;  // block -> type of its member as the text has it
  std::set<std::uint32_t> arrays_;                     // those of them whose member is an array of such
};

}  // namespace

Result<std::string> CompileMsl(std::vector<std::uint32_t> words, const MslOptions& options) {
  try {
    MslCompiler compiler(std::move(words), options);
    auto msl = compiler.get_msl_options();
    msl.set_msl_version(options.major, options.minor);
    msl.enable_decoration_binding = true;
    msl.texture_buffer_native = true;  // texture_buffer<T>, of every version that there is a profile for
    compiler.set_msl_options(msl);
    auto common = compiler.get_common_options();
    common.force_recompile_max_debug_iterations = kMaxRecompilations;
    compiler.set_common_options(common);
    return compiler.CompileAndTidy();
  } catch (const std::exception& error) {
    return Fail(ErrorCode::kUnsupported, error.what());
  }
}

}  // namespace kiln::translator::targets
