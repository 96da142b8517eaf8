// Sub-groups: cl_khr_subgroups and its extensions, by the beginning of the function's name.
#include "translator/builtins/ops.h"
#include "translator/passes/builtins/subgroup.h"

namespace kiln::translator::builtins {
namespace {

namespace Id = llvm::Intrinsic;

class SubgroupExpansion {
 public:
  SubgroupExpansion(Expander& expander, Call& call, std::string& reason)
      : e_(expander), b_(expander.builder()), lanes_(expander, call), call_(call), reason_(reason), name_(call.name) {}

  llvm::Value* Expand() {
    if (name_.starts_with("get_")) return Query();
    if (!name_.consume_front("sub_group_")) return nullptr;
    if (name_ == "barrier") return Barrier();
    if (name_ == "elect") return Elect();
    name_.consume_front("non_uniform_");
    if (name_ == "all" || name_ == "any") return Vote();
    if (name_ == "all_equal") return AllEqual();
    if (name_.contains("ballot")) return Ballot();
    if (name_.consume_front("clustered_")) return Clustered();
    if (name_.starts_with("broadcast") || name_.starts_with("shuffle")) return Move();
    if (name_.ends_with("rotate")) return Rotate(false);
    if (auto kind = ConsumeGroupKind(name_)) return Arithmetic(*kind);
    return nullptr;
  }

 private:
  // Whether the profile has what the call needs; writes the reason if not.
  bool Needs(bool is_there, const char* what) {
    if (is_there) return true;
    reason_ = e_.profile().name + " has no " + what + "; choose a target that has, such as vulkan1.3";
    return false;
  }
  bool NeedsBallot() { return Needs(e_.profile().subgroup_ballot, "sub-group ballots"); }
  bool NeedsShuffle() { return Needs(e_.profile().subgroup_shuffle, "sub-group shuffles"); }
  llvm::Value* Int(llvm::Value* bit) { return b_.CreateZExt(bit, call_.Result()); }
  llvm::Value* IsTrue(unsigned argument) {
    llvm::Value* value = call_.Argument(argument);
    return b_.CreateICmpNE(value, llvm::Constant::getNullValue(value->getType()));
  }
  llvm::Value* PerLane(const std::function<llvm::Value*(llvm::Value*)>& make) {
    return e_.PerLane(call_.Result(), [&](unsigned lane) { return make(e_.Lane(call_.Argument(0), lane)); });
  }

  // ---- Which work-item this is.
  llvm::Value* Query() {
    if (!Needs(e_.profile().subgroup_basic, "sub-groups")) return nullptr;
    if (name_ == "get_max_sub_group_size") return lanes_.MaxSize();
    if (name_ == "get_sub_group_local_id") return lanes_.LocalId();
    if (name_ == "get_sub_group_size") return NeedsBallot() ? lanes_.Query("size") : nullptr;
    if (name_ == "get_sub_group_id" || name_ == "get_num_sub_groups" || name_ == "get_enqueued_num_sub_groups") {
      if (!Needs(e_.profile().subgroup_ids, "numbers of sub-groups")) return nullptr;
      if (name_ == "get_enqueued_num_sub_groups" && !HasUniformGroups()) {
        reason_ = "the number is known for uniform work-groups only: build with -cl-uniform-work-group-size";
        return nullptr;
      }
      return lanes_.Query(name_ == "get_sub_group_id" ? "id" : "count");
    }
    if (name_.consume_front("get_sub_group_") && name_.consume_back("_mask")) return LaneMask(name_);
    return nullptr;
  }

  // Clang says it of every kernel.
  bool HasUniformGroups() {
    for (const llvm::Function& function : e_.module()) {
      if (function.getCallingConv() == llvm::CallingConv::SPIR_KERNEL && !function.isDeclaration() &&
          function.getFnAttribute("uniform-work-group-size").getValueAsString() != "true") {
        return false;
      }
    }
    return true;
  }

  // eq, ge, gt, le, lt: lanes that compare so with the own.
  llvm::Value* LaneMask(llvm::StringRef relation) {
    llvm::Value* self = lanes_.LocalId();
    llvm::Value* below = lanes_.LowBits(self);
    llvm::Value* up_to = lanes_.LowBits(b_.CreateAdd(self, e_.Int(1)));
    if (relation == "lt") return below;
    if (relation == "le") return up_to;
    if (relation == "eq") return b_.CreateXor(up_to, below);
    llvm::Value* all = lanes_.LowBits(lanes_.MaxSize());
    if (relation == "ge") return b_.CreateXor(all, below);
    return relation == "gt" ? b_.CreateXor(all, up_to) : nullptr;
  }

  llvm::Value* Barrier() {
    if (!Needs(e_.profile().subgroup_basic && e_.profile().subgroup_barrier, "sub-group barriers")) return nullptr;
    llvm::Value* flags = call_.Argument(0);
    if (!llvm::isa<llvm::ConstantInt>(flags)) flags = e_.Int(kLocalMemory | kGlobalMemory);
    // memory_scope as Clang defines it: work-item 0, work-group 1, device 2, all devices 3, sub-group 4.
    auto* scope = call_.Count() > 1 ? llvm::dyn_cast<llvm::ConstantInt>(call_.Argument(1)) : nullptr;
    const std::uint64_t memory = call_.Count() == 1 ? 4 : scope == nullptr ? 2 : scope->getZExtValue();
    return e_.Op("subgroup.barrier", b_.getVoidTy(), {flags, e_.Int(memory)}, {});
  }

  // ---- Votes and ballots.
  llvm::Value* Elect() {
    if (!NeedsBallot()) return nullptr;
    // The lowest active lane: no active lane is below it.
    llvm::Value* below = lanes_.LowBits(lanes_.LocalId());
    return Int(lanes_.IsZero(b_.CreateAnd(lanes_.Ballot(b_.getTrue()), below)));
  }

  llvm::Value* Vote() {
    if (!Needs(e_.profile().subgroup_vote, "sub-group votes")) return nullptr;
    return Int(name_ == "all" ? lanes_.All(IsTrue(0)) : lanes_.Any(IsTrue(0)));
  }

  llvm::Value* AllEqual() {
    if (!Needs(e_.profile().subgroup_vote, "sub-group votes") || !NeedsBallot()) return nullptr;
    llvm::Value* value = call_.Argument(0);
    llvm::Value* first = lanes_.Move("broadcast_first", value, nullptr);
    llvm::Value* equal = call_.Type(0).IsFloat() ? b_.CreateFCmpOEQ(value, first) : b_.CreateICmpEQ(value, first);
    return Int(lanes_.All(equal));
  }

  llvm::Value* Ballot() {
    if (!NeedsBallot()) return nullptr;
    if (name_ == "ballot") return lanes_.Ballot(IsTrue(0));
    llvm::Value* mask = call_.Argument(0);
    if (name_ == "inverse_ballot") return Int(lanes_.Bit(mask, lanes_.LocalId()));
    if (name_ == "ballot_bit_extract") return Int(lanes_.Bit(mask, call_.Argument(1)));
    llvm::Value* end = lanes_.MaxSize();
    if (name_ == "ballot_exclusive_scan") end = lanes_.LocalId();
    if (name_ == "ballot_inclusive_scan") end = b_.CreateAdd(lanes_.LocalId(), e_.Int(1));
    mask = b_.CreateAnd(mask, lanes_.LowBits(end));
    if (name_ == "ballot_find_lsb" || name_ == "ballot_find_msb") return FindBit(mask, name_ == "ballot_find_lsb");
    const bool is_count = name_ == "ballot_bit_count" || name_.ends_with("clusive_scan");
    return is_count ? lanes_.CountBits(mask) : nullptr;
  }

  llvm::Value* FindBit(llvm::Value* mask, bool is_lowest) {
    llvm::Value* result = e_.Int(0);
    for (unsigned i = 0; i < 4; ++i) {
      const unsigned word = is_lowest ? 3 - i : i;  // the word that counts most comes last
      llvm::Value* bits = e_.Lane(mask, word);
      llvm::Value* zeros = b_.CreateIntrinsic(is_lowest ? Id::cttz : Id::ctlz, {bits->getType()}, {bits, b_.getFalse()});
      llvm::Value* place = b_.CreateAdd(is_lowest ? zeros : b_.CreateSub(e_.Int(31), zeros), e_.Int(32 * word));
      result = b_.CreateSelect(b_.CreateICmpNE(bits, e_.Int(0)), place, result);
    }
    return result;
  }

  // ---- Values of other lanes.
  llvm::Value* Move() {
    const bool is_first = name_ == "broadcast_first";
    if (is_first && !NeedsBallot()) return nullptr;
    llvm::Value* index = is_first ? nullptr : call_.Argument(1);
    const bool is_constant_broadcast =
        name_ == "broadcast" && llvm::isa<llvm::ConstantInt>(index) && e_.profile().subgroup_ballot;
    if (!is_first && !is_constant_broadcast && !NeedsShuffle()) return nullptr;
    const char* what = nullptr;
    // A shuffle from one lane is a broadcast; only some languages let a broadcast's lane be a variable.
    if (name_ == "broadcast") what = is_constant_broadcast || !e_.profile().preserve_shape ? "broadcast" : "shuffle";
    for (const char* known : {"broadcast_first", "shuffle", "shuffle_xor", "shuffle_up", "shuffle_down"}) {
      if (name_ == known) what = known;
    }
    if (what == nullptr) return nullptr;
    return PerLane([&](llvm::Value* value) { return lanes_.Move(what, value, index); });
  }

  // sub_group_rotate(value, delta), sub_group_clustered_rotate(value, delta, size): sizes are powers of two.
  llvm::Value* Rotate(bool is_clustered) {
    if (!NeedsShuffle()) return nullptr;
    llvm::Value* self = lanes_.LocalId();
    llvm::Value* size = lanes_.MaxSize();
    if (is_clustered) size = b_.CreateBinaryIntrinsic(Id::umin, call_.Argument(2), size);
    llvm::Value* turn = b_.CreateAnd(b_.CreateAdd(self, call_.Argument(1)), b_.CreateSub(size, e_.Int(1)));
    llvm::Value* lane = b_.CreateOr(b_.CreateAnd(self, b_.CreateNeg(size)), turn);
    return PerLane([&](llvm::Value* value) { return lanes_.Move("shuffle", value, lane); });
  }

  // ---- Reductions and scans.
  llvm::Value* Arithmetic(GroupKind kind) {
    if (name_.consume_front("logical_")) return Logical(kind);
    const auto op = ParseGroupOperator(name_);
    if (!op || !Needs(e_.profile().subgroup_arithmetic, "sub-group arithmetic") || !NeedsShuffle()) return nullptr;
    return lanes_.Group(kind, *op, call_.Type(0), call_.Argument(0));
  }

  // and, or, xor of truth values are questions about a ballot.
  llvm::Value* Logical(GroupKind kind) {
    if (!NeedsBallot()) return nullptr;
    if (kind == GroupKind::kReduce) return OverLanes(nullptr);
    llvm::Value* end = lanes_.LocalId();
    if (kind == GroupKind::kInclusive) end = b_.CreateAdd(end, e_.Int(1));
    return OverLanes(lanes_.LowBits(end));
  }

  // `lanes`: which count; null: all.
  llvm::Value* OverLanes(llvm::Value* lanes) {
    llvm::Value* bit = IsTrue(0);
    llvm::Value* mask = lanes_.Ballot(name_ == "and" ? b_.CreateNot(bit) : bit);
    if (lanes != nullptr) mask = b_.CreateAnd(mask, lanes);
    if (name_ == "and") return Int(lanes_.IsZero(mask));
    if (name_ == "or") return Int(b_.CreateNot(lanes_.IsZero(mask)));
    return name_ == "xor" ? b_.CreateAnd(lanes_.CountBits(mask), e_.Int(1)) : nullptr;
  }

  llvm::Value* Clustered() {
    if (name_ == "rotate") return Rotate(true);
    if (!name_.consume_front("reduce_") || call_.Count() != 2 || !NeedsBallot() || !NeedsShuffle()) return nullptr;
    llvm::Value* size = call_.Argument(1);
    if (name_.consume_front("logical_")) {
      llvm::Value* width = b_.CreateBinaryIntrinsic(Id::umin, size, lanes_.MaxSize());
      llvm::Value* first = b_.CreateAnd(lanes_.LocalId(), b_.CreateNeg(width));
      return OverLanes(b_.CreateXor(lanes_.LowBits(b_.CreateAdd(first, width)), lanes_.LowBits(first)));
    }
    const auto op = ParseGroupOperator(name_);
    return op ? lanes_.Clustered(*op, call_.Type(0), call_.Argument(0), size) : nullptr;
  }

  Expander& e_;
  llvm::IRBuilder<>& b_;
  Subgroup lanes_;
  Call& call_;
  std::string& reason_;
  llvm::StringRef name_;
};

}  // namespace

llvm::Value* ExpandSubgroup(Expander& expander, Call& call, std::string& reason) {
  return SubgroupExpansion(expander, call, reason).Expand();
}

}  // namespace kiln::translator::builtins
