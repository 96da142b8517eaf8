#include <llvm/Bitcode/BitcodeReader.h>
#include <llvm/Bitcode/BitcodeWriter.h>
#include <llvm/ExecutionEngine/Orc/LLJIT.h>
#include <llvm/ExecutionEngine/Orc/ThreadSafeModule.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Module.h>
#include <llvm/TargetParser/Host.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

#include "kiln/reference/cpu.h"
#include "reference/cpu/checks/checked_launch.h"
#include "reference/cpu/checks/checker.h"
#include "reference/cpu/host_math.h"
#include "reference/cpu/images.h"
#include "reference/cpu/library.h"
#include "reference/cpu/number_meetings.h"
#include "reference/cpu/prepare_module.h"
#include "reference/cpu/print_calls.h"
#include "reference/cpu/work_items.h"
#include "reference/execution/guard_divisions.h"
#include "reference/execution/jit.h"

namespace kiln::reference {
namespace {

namespace orc = llvm::orc;

Result<std::unique_ptr<llvm::Module>> CopyInto(llvm::LLVMContext& context, const llvm::Module& module) {
  llvm::SmallVector<char, 0> bitcode;
  llvm::raw_svector_ostream stream(bitcode);
  llvm::WriteBitcodeToFile(module, stream);
  auto copy = llvm::parseBitcodeFile(llvm::MemoryBufferRef(llvm::StringRef(bitcode.data(), bitcode.size()), "program"),
                                     context);
  if (!copy) return Fail(JitError(copy.takeError(), "copying the program"));
  return std::move(*copy);
}

std::set<std::string> DefinedFunctions(const llvm::Module& module) {
  std::set<std::string> names;
  for (const llvm::Function& function : module) {
    if (!function.isDeclaration()) names.insert(function.getName().str());
  }
  return names;
}

Status Locate(orc::LLJIT& jit, cpu::CheckTables& checks) {
  for (cpu::ProgramObject& object : checks.objects) {
    auto symbol = jit.lookup(object.symbol);
    if (!symbol) return Fail(JitError(symbol.takeError(), "looking for a variable"));
    object.address = symbol->getValue() + object.offset;
  }
  return {};
}

constexpr std::size_t kAlignment = 128;  // of the widest vector

std::byte* AlignedIn(std::vector<std::byte>& memory, std::uint64_t bytes) {
  memory.resize(bytes + kAlignment);
  const auto address = reinterpret_cast<std::uintptr_t>(memory.data());
  return memory.data() + (kAlignment - address % kAlignment) % kAlignment;
}

// Kernels may take a buffer for one of the widest vectors, and a struct by value may hold one: what the caller has
// elsewhere is copied for the launch.
class AlignedArguments {
 public:
  explicit AlignedArguments(const std::vector<CpuArgument>& arguments) {
    for (const CpuArgument& argument : arguments) {
      const bool has_bytes = argument.kind == CpuArgument::Kind::kBuffer || argument.kind == CpuArgument::Kind::kValue;
      if (!has_bytes || IsAligned(argument.bytes) || copies_.contains(argument.bytes.data())) continue;
      Copy& copy = copies_[argument.bytes.data()];
      copy.original = argument.bytes;
      copy.is_buffer = argument.kind == CpuArgument::Kind::kBuffer;
      copy.bytes = AlignedIn(copy.memory, argument.bytes.size());
      std::copy(argument.bytes.begin(), argument.bytes.end(), copy.bytes);
    }
  }

  // Where the kernel finds the buffer or value.
  std::byte* Find(std::span<std::byte> argument) const {
    const auto found = copies_.find(argument.data());
    return found == copies_.end() ? argument.data() : found->second.bytes;
  }
  void CopyBack() const {
    for (const auto& [data, copy] : copies_) {
      if (copy.is_buffer) std::copy_n(copy.bytes, copy.original.size(), copy.original.data());
    }
  }

 private:
  struct Copy {
    std::span<std::byte> original;
    std::vector<std::byte> memory;
    std::byte* bytes = nullptr;
    bool is_buffer = false;
  };
  static bool IsAligned(std::span<std::byte> bytes) {
    return reinterpret_cast<std::uintptr_t>(bytes.data()) % kAlignment == 0;
  }

  std::map<const std::byte*, Copy> copies_;
};

}  // namespace

struct CpuProgram::State {
  std::vector<frontend::KernelSignature> kernels;
  std::unique_ptr<orc::LLJIT> jit;
  std::vector<cpu::Entry> entries;
  cpu::LocalBlock locals;
  bool waits = false;
  std::optional<cpu::CheckTables> checks;
};

Result<CpuProgram> CpuProgram::Compile(const frontend::Input& input, const frontend::CompileOptions& options,
                                       Checks checks) {
  frontend::CompileOptions for_host = options;
  for_host.target_triple = llvm::sys::getProcessTriple();
  for_host.address_bits = 64;
  for_host.clang_options.push_back("-ffp-contract=off");  // what the source says, operation by operation
  KILN_ASSIGN_OR_RETURN(frontend::KernelModule source, frontend::Compile(input, for_host));
  auto state = std::make_unique<State>();
  llvm::Module& module = source.module();
  const std::set<std::string> own = DefinedFunctions(module);
  cpu::PassPrintedByAddress(module);
  KILN_RETURN_IF_ERROR(cpu::LinkLibrary(module));
  KILN_RETURN_IF_ERROR(cpu::AddEntries(module, source));
  cpu::NumberMeetings(module);
  if (checks == Checks::kAll) state->checks = cpu::InsertChecks(module, own);
  GuardDivisions(module);
  state->locals = cpu::MoveLocalVariables(module, source, state->checks ? cpu::kGuardBytes : 0);
  for (const char* name : {"kiln_host_barrier", "kiln_host_gather", "kiln_host_meet", "kiln_host_sub_group_barrier"}) {
    state->waits = state->waits || module.getFunction(name) != nullptr;
  }
  KILN_ASSIGN_OR_RETURN(state->jit, MakeJit(state->checks ? llvm::CodeGenOptLevel::None : llvm::CodeGenOptLevel::Less));
  KILN_RETURN_IF_ERROR(DefineHostFunctions(*state->jit, cpu::HostMathSymbols()));
  KILN_RETURN_IF_ERROR(DefineHostFunctions(*state->jit, cpu::WorkItemSymbols()));
  KILN_RETURN_IF_ERROR(DefineHostFunctions(*state->jit, cpu::ImageSymbols()));
  KILN_RETURN_IF_ERROR(DefineHostFunctions(*state->jit, cpu::CheckSymbols()));
  // The machine code is made from a copy, in a context that it may keep.
  auto context = std::make_unique<llvm::LLVMContext>();
  module.setDataLayout(state->jit->getDataLayout());
  KILN_ASSIGN_OR_RETURN(std::unique_ptr<llvm::Module> copy, CopyInto(*context, module));
  if (auto error = state->jit->addIRModule(orc::ThreadSafeModule(std::move(copy), std::move(context)))) {
    return Fail(JitError(std::move(error), "adding the program"));
  }
  // Constructors of variables at program scope.
  if (auto error = state->jit->initialize(state->jit->getMainJITDylib())) {
    return Fail(JitError(std::move(error), "initialising the program"));
  }
  for (std::size_t i = 0; i < source.kernels().size(); ++i) {
    auto entry = state->jit->lookup(cpu::EntryName(i));
    if (!entry) return Fail(JitError(entry.takeError(), "making machine code"));
    state->entries.push_back(entry->toPtr<cpu::Entry>());
  }
  if (state->checks) KILN_RETURN_IF_ERROR(Locate(*state->jit, *state->checks));
  state->kernels = source.kernels();
  return CpuProgram(std::move(state));
}

CpuProgram::CpuProgram(std::unique_ptr<State> state) : state_(std::move(state)) {}
CpuProgram::CpuProgram(CpuProgram&&) noexcept = default;
CpuProgram& CpuProgram::operator=(CpuProgram&&) noexcept = default;
CpuProgram::~CpuProgram() = default;

const std::vector<frontend::KernelSignature>& CpuProgram::kernels() const {
  return state_->kernels;
}

Status CpuProgram::Run(const std::string& kernel, const CpuLaunch& launch) const {
  const auto& signatures = kernels();
  const auto found =
      std::find_if(signatures.begin(), signatures.end(), [&](const auto& k) { return k.name == kernel; });
  if (found == signatures.end()) return Fail(ErrorCode::kNotFound, "there is no kernel '" + kernel + "'");
  if (launch.arguments.size() != found->arguments.size()) {
    return Fail(ErrorCode::kInvalidArgument, "'" + kernel + "' has " + std::to_string(found->arguments.size()) +
                                                 " arguments, not " + std::to_string(launch.arguments.size()));
  }
  cpu::Range range;
  range.dimensions = launch.dimensions;
  range.global = launch.global;
  range.local = launch.local;
  range.offset = launch.offset;
  const std::size_t items = range.local[0] * range.local[1] * range.local[2];
  if (items == 0) return Fail(ErrorCode::kInvalidArgument, "a work-group of no work-items");
  const cpu::Entry entry = state_->entries[static_cast<std::size_t>(found - signatures.begin())];
  if (state_->checks) return cpu::RunChecked({*found, entry, state_->locals, *state_->checks}, range, launch);
  const AlignedArguments aligned(launch.arguments);
  std::atomic<std::uint64_t> next{0};
  std::atomic<bool> missed{false};
  std::atomic<bool> no_memory{false};
  std::mutex printing;
  const auto print = [&](const std::string& text) {
    const std::scoped_lock lock(printing);
    if (launch.print) launch.print(text);
  };
  const auto work = [&] {
    // Values by their addresses; pointers are values.
    std::vector<void*> pointers(launch.arguments.size());
    std::vector<void*> arguments(launch.arguments.size());
    std::vector<std::vector<std::byte>> local(launch.arguments.size() + 1);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      const CpuArgument& argument = launch.arguments[i];
      arguments[i] = &pointers[i];
      if (argument.kind == CpuArgument::Kind::kBuffer) pointers[i] = aligned.Find(argument.bytes);
      if (argument.kind == CpuArgument::Kind::kValue) arguments[i] = aligned.Find(argument.bytes);
      if (argument.kind == CpuArgument::Kind::kLocal) pointers[i] = AlignedIn(local[i], argument.local_bytes);
      if (argument.kind == CpuArgument::Kind::kImage) pointers[i] = const_cast<CpuImage*>(argument.image);
      // A sampler is its number in the place of a pointer.
      if (argument.kind == CpuArgument::Kind::kSampler) {
        pointers[i] = reinterpret_cast<void*>(std::uintptr_t{argument.sampler});
      }
    }
    cpu::GroupRun run;
    run.range = &range;
    run.entry = entry;
    run.arguments = arguments;
    run.local_memory = AlignedIn(local.back(), state_->locals.size);
    run.waits = state_->waits;
    run.print = print;
    const Stacks stacks(run.waits ? items : 1);
    if (!stacks.ok()) {
      no_memory = true;
      return;
    }
    for (std::uint64_t group = next++; group < range.group_count() && !missed; group = next++) {
      if (cpu::RunWorkGroup(run, group, stacks) != GroupEnd::kDone) missed = true;
    }
  };
  std::vector<std::thread> threads;
  const std::uint64_t wanted =
      std::min<std::uint64_t>(std::max(1U, std::thread::hardware_concurrency()), range.group_count());
  for (std::uint64_t i = 1; i < wanted; ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  aligned.CopyBack();
  if (no_memory) return Fail(ErrorCode::kOutOfHostMemory, "no memory for the stacks of a work-group");
  if (missed) {
    return Fail(ErrorCode::kMismatch,
                "'" + kernel + "': work-items wait at a barrier that others of their work-group do not reach");
  }
  return {};
}

}  // namespace kiln::reference
