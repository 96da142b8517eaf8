#include "cli/kernel_shapes.h"

#include <llvm/Support/raw_ostream.h>

#include "kiln/translator/kernel_traits.h"

namespace kiln::cli {
namespace {

using frontend::AddressSpace;
using frontend::SourceType;
using harness::KernelParameter;
using harness::NumberField;

constexpr std::size_t kMostFields = 4096;  // of a struct; what lies behind them stays zero

// Appends the numbers in a value at `offset`. A union is what its first member is.
void AddNumbers(const SourceType& type, std::uint64_t offset, std::vector<NumberField>& numbers) {
  if (numbers.size() >= kMostFields) return;
  using Kind = SourceType::Kind;
  NumberField number;
  number.offset = offset;
  number.bits = type.bits;
  switch (type.kind) {
    case Kind::kBool:
      number.kind = NumberField::Kind::kUnsigned;
      number.bits = static_cast<std::uint32_t>(type.size * 8);
      break;
    case Kind::kSignedInt:
      number.kind = NumberField::Kind::kSigned;
      break;
    case Kind::kUnsignedInt:
      number.kind = NumberField::Kind::kUnsigned;
      break;
    case Kind::kFloat:
      number.kind = NumberField::Kind::kFloat;
      break;
    case Kind::kVector: {
      const std::size_t before = numbers.size();
      AddNumbers(*type.element, offset, numbers);
      if (numbers.size() > before) numbers.back().width = static_cast<std::uint32_t>(type.count);
      return;
    }
    case Kind::kArray:
      for (std::uint64_t i = 0; i < type.count && numbers.size() < kMostFields; ++i) {
        AddNumbers(*type.element, offset + i * type.element->size, numbers);
      }
      return;
    case Kind::kStruct:
      for (const SourceType::Field& field : type.fields) AddNumbers(*field.type, offset + field.offset, numbers);
      return;
    case Kind::kUnion:
      if (!type.fields.empty()) AddNumbers(*type.fields.front().type, offset, numbers);
      return;
    default:
      return;
  }
  if (number.bits == 8 || number.bits == 16 || number.bits == 32 || number.bits == 64) numbers.push_back(number);
}

KernelParameter Describe(const frontend::KernelArgument& argument) {
  KernelParameter parameter;
  parameter.name = argument.name;
  parameter.type_name = argument.type_name;
  if (!argument.type) return parameter;
  const SourceType& type = *argument.type;
  using Kind = SourceType::Kind;
  if (type.kind == Kind::kPointer) {
    parameter.kind =
        argument.address_space == AddressSpace::kLocal ? KernelParameter::Kind::kLocal : KernelParameter::Kind::kBuffer;
    parameter.is_const = argument.is_const || argument.address_space == AddressSpace::kConstant;
    parameter.size = 1;
    if (type.element && type.element->size != 0) {
      parameter.size = type.element->size;
      AddNumbers(*type.element, 0, parameter.numbers);
    } else {
      parameter.numbers = {{0, NumberField::Kind::kUnsigned, 8, 1}};
    }
  } else if (type.kind != Kind::kImage && type.kind != Kind::kSampler && type.kind != Kind::kOther) {
    parameter.kind = KernelParameter::Kind::kValue;
    parameter.size = type.size;
    AddNumbers(type, 0, parameter.numbers);
  }
  return parameter;
}

Result<std::vector<harness::KernelShape>> Shapes(const harness::TranslateRequest& request, SourceOptions options) {
  KILN_RETURN_IF_ERROR(AddBuildOptions(request.build_options, options));
  std::string log;
  llvm::raw_string_ostream stream(log);
  options.compile.diagnostic_stream = &stream;
  options.compile.colour = false;
  KILN_ASSIGN_OR_RETURN(frontend::KernelModule source,
                        frontend::Compile({request.file_name, request.source}, options.compile));
  std::vector<harness::KernelShape> shapes;
  for (const frontend::KernelSignature& signature : source.kernels()) {
    const translator::KernelTraits traits = translator::InspectKernel(source, signature.name);
    harness::KernelShape shape;
    shape.name = signature.name;
    shape.required_work_group_size = signature.required_work_group_size;
    shape.dimensions = traits.dimensions;
    shape.ulp = traits.ulp;
    for (const frontend::KernelArgument& argument : signature.arguments) shape.parameters.push_back(Describe(argument));
    shapes.push_back(std::move(shape));
  }
  return shapes;
}

}  // namespace

harness::KernelShapes MakeKernelShapes(const SourceOptions& options) {
  return [=](const harness::TranslateRequest& request) { return Shapes(request, options); };
}

}  // namespace kiln::cli
