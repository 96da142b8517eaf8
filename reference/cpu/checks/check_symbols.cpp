#include <cstring>

#include "reference/cpu/checks/checker.h"

namespace kiln::reference::cpu {
namespace {

Checker* running() {
  return Checker::running();
}

// ---- Before accesses and operations.

std::byte* Access(std::byte* address, std::uint64_t bytes, std::uint32_t how, std::uint32_t place,
                  const std::byte* base) {
  return running() != nullptr ? running()->Access(address, bytes, how, place, base) : address;
}
void Enter(const std::byte* begin, std::uint64_t bytes, std::uint32_t name) {
  if (running() != nullptr) running()->Enter(begin, bytes, name);
}
void Leave(std::uint32_t count) {
  if (running() != nullptr) running()->Leave(count);
}
void Divide(std::uint32_t place, std::uint32_t by_zero) {
  if (running() != nullptr) running()->Divide(place, by_zero != 0);
}
void Shift(std::uint32_t place, std::uint32_t width) {
  if (running() != nullptr) running()->Shift(place, width);
}

// ---- In the place of the library's waiting.

void Barrier(std::uint32_t fences, std::uint32_t place) {
  running()->Wait(fences, place);
  WaitForGroup();
}
const void* GatherAt(const void* value, std::uint32_t bytes, std::uint32_t place) {
  running()->Wait(0, place);
  return Gather(value, bytes);
}
void SubGroupBarrier() {
  WaitForSubgroup();
  running()->GoesOnInSubGroup();
}

// ---- What follows values that were never set.

bool IsGlobal(const std::byte* address) {
  return running() != nullptr && running()->IsGlobal(address);
}
void Written(const std::byte* begin, std::uint64_t bytes) {
  if (running() != nullptr) running()->shadow().SetInitialised(begin, bytes);
}
void UseUninitialised(std::uint32_t owner, std::uint32_t place) {
  if (running() != nullptr) running()->UseUninitialised(owner, place);
}

// ---- What LLVM's MemorySanitizer calls in the mode that asks for shadows.

using Metadata = ShadowMemory::Place;

ShadowMemory& Shadow() {
  static thread_local ShadowMemory before_any_launch;
  return running() != nullptr ? running()->shadow() : before_any_launch;
}
Metadata ForLoad(const std::byte* address, std::uint64_t bytes) {
  return Shadow().ForLoad(address, bytes);
}
Metadata ForStore(const std::byte* address, std::uint64_t bytes) {
  return Shadow().ForStore(address, bytes);
}
template <std::uint64_t kBytes>
Metadata ForLoadOf(const std::byte* address) {
  return Shadow().ForLoad(address, kBytes);
}
template <std::uint64_t kBytes>
Metadata ForStoreOf(const std::byte* address) {
  return Shadow().ForStore(address, kBytes);
}
std::byte* ContextState() {
  static thread_local std::array<std::uint64_t, 1024> before_any_launch;
  return running() != nullptr ? running()->context() : reinterpret_cast<std::byte*>(before_any_launch.data());
}
void PoisonAlloca(const std::byte* begin, std::uint64_t bytes, const char* name) {
  if (running() != nullptr) running()->Uninitialised(begin, bytes, name);
}
std::uint32_t ChainOrigin(std::uint32_t origin) {
  return origin;
}
void* Copy(std::byte* to, const std::byte* from, std::uint64_t bytes) {
  Shadow().Copy(to, from, bytes);
  return std::memmove(to, from, bytes);
}
void* Set(std::byte* to, int value, std::uint64_t bytes) {
  Shadow().SetInitialised(to, bytes);
  return std::memset(to, value, bytes);
}

template <typename Function>
HostFunction Symbol(std::string_view name, Function* function) {
  return {name, reinterpret_cast<const void*>(function)};
}

}  // namespace

std::span<const HostFunction> CheckSymbols() {
  static const HostFunction symbols[] = {Symbol("kiln_check_access", &Access),
                                         Symbol("kiln_check_enter", &Enter),
                                         Symbol("kiln_check_leave", &Leave),
                                         Symbol("kiln_check_divide", &Divide),
                                         Symbol("kiln_check_shift", &Shift),
                                         Symbol("kiln_check_barrier", &Barrier),
                                         Symbol("kiln_check_gather", &GatherAt),
                                         Symbol("kiln_check_sub_group_barrier", &SubGroupBarrier),
                                         Symbol("kiln_check_is_global", &IsGlobal),
                                         Symbol("kiln_check_written", &Written),
                                         Symbol("kiln_check_uninitialised", &UseUninitialised),
                                         Symbol("__msan_metadata_ptr_for_load_1", &ForLoadOf<1>),
                                         Symbol("__msan_metadata_ptr_for_load_2", &ForLoadOf<2>),
                                         Symbol("__msan_metadata_ptr_for_load_4", &ForLoadOf<4>),
                                         Symbol("__msan_metadata_ptr_for_load_8", &ForLoadOf<8>),
                                         Symbol("__msan_metadata_ptr_for_load_n", &ForLoad),
                                         Symbol("__msan_metadata_ptr_for_store_1", &ForStoreOf<1>),
                                         Symbol("__msan_metadata_ptr_for_store_2", &ForStoreOf<2>),
                                         Symbol("__msan_metadata_ptr_for_store_4", &ForStoreOf<4>),
                                         Symbol("__msan_metadata_ptr_for_store_8", &ForStoreOf<8>),
                                         Symbol("__msan_metadata_ptr_for_store_n", &ForStore),
                                         Symbol("__msan_get_context_state", &ContextState),
                                         Symbol("__msan_poison_alloca", &PoisonAlloca),
                                         Symbol("__msan_unpoison_alloca", &Written),
                                         Symbol("__msan_chain_origin", &ChainOrigin),
                                         Symbol("__msan_memcpy", &Copy),
                                         Symbol("__msan_memmove", &Copy),
                                         Symbol("__msan_memset", &Set)};
  return symbols;
}

}  // namespace kiln::reference::cpu
