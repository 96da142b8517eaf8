#include "reference/msl/machine_code.h"

#include <llvm/DebugInfo/DWARF/DWARFContext.h>
#include <llvm/ExecutionEngine/Orc/LLJIT.h>
#include <llvm/ExecutionEngine/Orc/ObjectTransformLayer.h>
#include <llvm/ExecutionEngine/Orc/ThreadSafeModule.h>
#include <llvm/IR/Module.h>
#include <llvm/Object/ObjectFile.h>

#include "reference/execution/jit.h"
#include "reference/msl/host_functions.h"
#include "reference/msl/prepare_module.h"

namespace kiln::reference::msl {
namespace orc = llvm::orc;

struct MachineCode::State {
  std::unique_ptr<llvm::MemoryBuffer> object;  // before it was linked, for its debug information
  std::unique_ptr<orc::LLJIT> jit;
  std::vector<Entry> entries;
  bool uses_barriers = false;
};

Result<MachineCode> MachineCode::Make(CompiledText& text) {
  auto state = std::make_unique<State>();
  PrepareModule(*text.module);
  for (const char* name : {"kiln_threadgroup_barrier", "kiln_simdgroup_barrier", "kiln_simd_meet"}) {
    state->uses_barriers = state->uses_barriers || text.module->getFunction(name) != nullptr;
  }
  KILN_ASSIGN_OR_RETURN(state->jit, MakeJit(llvm::CodeGenOptLevel::None));
  state->jit->getObjTransformLayer().setTransform([kept = state.get()](std::unique_ptr<llvm::MemoryBuffer> object)
                                                      -> llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> {
    kept->object = llvm::MemoryBuffer::getMemBufferCopy(object->getBuffer(), object->getBufferIdentifier());
    return object;
  });
  KILN_RETURN_IF_ERROR(DefineHostFunctions(*state->jit, HostFunctions()));
  orc::ThreadSafeModule module(std::move(text.module), std::move(text.context));
  if (auto error = state->jit->addIRModule(std::move(module))) {
    return Fail(JitError(std::move(error), "adding the text"));
  }
  for (std::size_t i = 0; i < text.kernels.size(); ++i) {
    auto entry = state->jit->lookup(EntryName(i));
    if (!entry) return Fail(JitError(entry.takeError(), "making machine code"));
    state->entries.push_back(entry->toPtr<Entry>());
  }
  return MachineCode(std::move(state));
}

MachineCode::MachineCode(std::unique_ptr<State> state) : state_(std::move(state)) {}
MachineCode::MachineCode(MachineCode&&) noexcept = default;
MachineCode& MachineCode::operator=(MachineCode&&) noexcept = default;
MachineCode::~MachineCode() = default;

Entry MachineCode::entry(std::size_t kernel) const {
  return state_->entries[kernel];
}

bool MachineCode::uses_barriers() const {
  return state_->uses_barriers;
}

std::uint32_t MachineCode::LineOf(std::uint64_t address) const {
  if (state_->object == nullptr || state_->entries.empty()) return 0;
  auto object = llvm::object::ObjectFile::createObjectFile(state_->object->getMemBufferRef());
  if (!object) {
    llvm::consumeError(object.takeError());
    return 0;
  }
  // All code is in one section; the first entry tells where that came to lie.
  for (const llvm::object::SymbolRef& symbol : (*object)->symbols()) {
    auto name = symbol.getName();
    auto place = symbol.getAddress();
    auto section = symbol.getSection();
    if (!name || !place || !section || *name != EntryName(0)) {
      llvm::consumeError(name.takeError());
      llvm::consumeError(place.takeError());
      llvm::consumeError(section.takeError());
      continue;
    }
    const std::uint64_t offset = address - reinterpret_cast<std::uint64_t>(state_->entries[0]) + *place;
    const auto debug = llvm::DWARFContext::create(**object);
    return debug->getLineInfoForAddress({offset, (*section)->getIndex()}).Line;
  }
  return 0;
}

}  // namespace kiln::reference::msl
