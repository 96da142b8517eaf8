#include "reference/msl/attributes.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Basic/ParsedAttrInfo.h"
#include "clang/Sema/ParsedAttr.h"
#include "clang/Sema/Sema.h"

namespace kiln::reference::msl {
namespace {

constexpr llvm::StringLiteral kPrefix = "metal:";

struct Name {
  const char* spelling;  // as Clang sees it: `threadgroup` is a macro of the library
  const char* metal;
  bool has_index = false;
};

constexpr Name kNames[] = {
    {"buffer", "buffer", true},
    {"texture", "texture", true},
    {"sampler", "sampler", true},
    {"__local", "threadgroup", true},
    {"function_constant", "function_constant", true},
    {"max_total_threads_per_threadgroup", "max_total_threads_per_threadgroup", true},
    {"thread_position_in_grid", "thread_position_in_grid"},
    {"thread_position_in_threadgroup", "thread_position_in_threadgroup"},
    {"threadgroup_position_in_grid", "threadgroup_position_in_grid"},
    {"thread_index_in_threadgroup", "thread_index_in_threadgroup"},
    {"thread_index_in_simdgroup", "thread_index_in_simdgroup"},
    {"simdgroup_index_in_threadgroup", "simdgroup_index_in_threadgroup"},
    {"threads_per_grid", "threads_per_grid"},
    {"threads_per_threadgroup", "threads_per_threadgroup"},
    {"dispatch_threads_per_threadgroup", "dispatch_threads_per_threadgroup"},
    {"threadgroups_per_grid", "threadgroups_per_grid"},
    {"threads_per_simdgroup", "threads_per_simdgroup"},
    {"thread_execution_width", "thread_execution_width"},
    {"simdgroups_per_threadgroup", "simdgroups_per_threadgroup"},
    {"dispatch_simdgroups_per_threadgroup", "dispatch_simdgroups_per_threadgroup"},
    {"grid_size", "grid_size"},
    {"grid_origin", "grid_origin"},
};

struct MetalAttributes : clang::ParsedAttrInfo {
  MetalAttributes() {
    static std::vector<Spelling> spellings = [] {
      std::vector<Spelling> all;
      for (const Name& name : kNames) all.push_back({clang::ParsedAttr::AS_CXX11, name.spelling});
      return all;
    }();
    OptArgs = 1;
    Spellings = spellings;
  }

  // Only the compilations of this room set it.
  bool acceptsLangOpts(const clang::LangOptions& options) const override {
    return options.OpenCLCPlusPlus && options.DeclSpecKeyword;
  }

  AttrHandling handleDeclAttribute(clang::Sema& sema, clang::Decl* declaration,
                                   const clang::ParsedAttr& attribute) const override {
    const llvm::StringRef spelling = attribute.getAttrName()->getName();
    const Name* name = std::find_if(std::begin(kNames), std::end(kNames),
                                    [&](const Name& candidate) { return spelling == candidate.spelling; });
    if (name == std::end(kNames)) return NotHandled;
    std::string note = (kPrefix + name->metal).str();
    clang::DiagnosticsEngine& diagnostics = sema.Diags;
    if (name->has_index != (attribute.getNumArgs() == 1)) {
      diagnostics.Report(attribute.getLoc(),
                         diagnostics.getCustomDiagID(clang::DiagnosticsEngine::Error, "attribute '%0' %1"))
          << name->metal << (name->has_index ? "takes one number" : "takes no argument");
      return AttributeNotApplied;
    }
    if (name->has_index) {
      const auto index = attribute.getArgAsExpr(0)->getIntegerConstantExpr(sema.Context);
      if (!index || index->isNegative()) {
        diagnostics.Report(attribute.getLoc(), diagnostics.getCustomDiagID(clang::DiagnosticsEngine::Error,
                                                                           "attribute '%0' takes a constant number"))
            << name->metal;
        return AttributeNotApplied;
      }
      note += ":" + std::to_string(index->getZExtValue());
    }
    declaration->addAttr(clang::AnnotateAttr::Create(sema.Context, note, nullptr, 0, attribute.getRange()));
    return AttributeApplied;
  }
};

const clang::ParsedAttrInfoRegistry::Add<MetalAttributes> kRegistration("metal", "the attributes of Metal");

}  // namespace

std::optional<MetalAttribute> FindMetalAttribute(const clang::Decl& declaration) {
  for (const auto* annotation : declaration.specific_attrs<clang::AnnotateAttr>()) {
    llvm::StringRef note = annotation->getAnnotation();
    if (!note.consume_front(kPrefix)) continue;
    const auto [name, number] = note.split(':');
    MetalAttribute found{name.str(), std::nullopt};
    std::uint32_t index = 0;
    if (!number.empty() && !number.getAsInteger(10, index)) found.index = index;
    return found;
  }
  return std::nullopt;
}

}  // namespace kiln::reference::msl
