// get_global_id and its relatives: the invocation's place in the NDRange.
#include <array>
#include <string_view>

#include "translator/passes/builtins/expander.h"

namespace kiln::translator::builtins {
namespace {

struct Query {
  std::string_view builtin;
  std::string_view operation;
  unsigned out_of_range;  // what OpenCL returns for a dimension that does not exist
};
constexpr std::array<Query, 8> kQueries = {{{"get_global_id", "global_id", 0},
                                            {"get_local_id", "local_id", 0},
                                            {"get_group_id", "group_id", 0},
                                            {"get_global_offset", "global_offset", 0},
                                            {"get_global_size", "global_size", 1},
                                            {"get_local_size", "local_size", 1},
                                            {"get_enqueued_local_size", "enqueued_local_size", 1},
                                            {"get_num_groups", "num_groups", 1}}};

class Queries {
 public:
  explicit Queries(Expander& expander) : expander_(expander), builder_(expander.builder()) {}

  llvm::Value* At(std::string_view operation, unsigned dimension) {
    return expander_.Op("workitem." + llvm::Twine(operation), builder_.getInt32Ty(), {expander_.Int(dimension)}, {});
  }

  // A dimension known only at run time picks among the three.
  llvm::Value* At(const Query& query, llvm::Value* dimension) {
    if (auto* constant = llvm::dyn_cast<llvm::ConstantInt>(dimension)) {
      return constant->getValue().ult(3) ? At(query.operation, static_cast<unsigned>(constant->getZExtValue()))
                                         : expander_.Int(query.out_of_range);
    }
    llvm::Value* result = expander_.Int(query.out_of_range);
    for (unsigned i = 3; i-- > 0;) {
      result =
          builder_.CreateSelect(builder_.CreateICmpEQ(dimension, expander_.Int(i)), At(query.operation, i), result);
    }
    return result;
  }

  // (z * size_y + y) * size_x + x
  llvm::Value* Linear(std::string_view id, std::string_view size, bool subtract_offset) {
    auto at = [&](unsigned dimension) {
      llvm::Value* value = At(id, dimension);
      return subtract_offset ? builder_.CreateSub(value, At("global_offset", dimension)) : value;
    };
    llvm::Value* index = at(2);
    for (unsigned i = 2; i-- > 0;) {
      index = builder_.CreateAdd(builder_.CreateMul(index, At(size, i)), at(i));
    }
    return index;
  }

 private:
  Expander& expander_;
  llvm::IRBuilder<>& builder_;
};

}  // namespace

llvm::Value* ExpandWorkItem(Expander& expander, Call& call, std::string&) {
  llvm::IRBuilder<>& builder = expander.builder();
  Queries queries(expander);
  if (call.name == "get_work_dim") {
    return expander.Op("workitem.work_dim", builder.getInt32Ty(), {}, {});
  }
  llvm::Value* value = nullptr;
  if (call.name == "get_global_linear_id") {
    value = queries.Linear("global_id", "global_size", true);
  } else if (call.name == "get_local_linear_id") {
    value = queries.Linear("local_id", "local_size", false);
  } else {
    for (const Query& query : kQueries) {
      if (query.builtin == call.name && call.Count() == 1) {
        value = queries.At(query, call.Argument(0));
      }
    }
  }
  // size_t is 64 bits wide for spir64; the sizes themselves fit 32 on every target.
  return value == nullptr ? nullptr : builder.CreateZExt(value, call.Result());
}

}  // namespace kiln::translator::builtins
