#include "reference/msl/compile.h"

#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Module.h>

#include <mutex>

#include "clang/AST/ASTContext.h"
#include "clang/CodeGen/ModuleBuilder.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Sema/Sema.h"
#include "clang/Serialization/ASTWriter.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "llvm/TargetParser/Host.h"
#include "reference/msl/diagnostics.h"
#include "reference/msl/find_kernels.h"
#include "reference/msl/library_text.h"

namespace kiln::reference::msl {
namespace {

constexpr const char* kLibraryPath = "/kiln-metal/library.h";
constexpr const char* kPrecompiledPath = "/kiln-metal/library.pch";
constexpr const char* kTextPath = "/kiln-metal/text.metal";
constexpr const char* kEntriesPath = "/kiln-metal/entries.h";
// Empty declarations: the last of the text's is complete before the preprocessor asks for the entries.
constexpr const char* kSuffix = "\n;\n;\n#include \"/kiln-metal/entries.h\"\n";

std::vector<std::string> Arguments(std::uint32_t version) {
  return {"-triple", llvm::sys::getProcessTriple(), "-target-cpu", llvm::sys::getHostCPUName().str(),
          "-cl-std=clc++2021", "-fdeclspec",
          // Metal has no double, no pipes, no variables of the program outside constant.
          "-cl-ext=-cl_khr_fp64,-__opencl_c_fp64,-__opencl_c_program_scope_global_variables,-__opencl_c_device_enqueue,"
          "-__opencl_c_pipes",
          "-fnative-half-type", "-ffp-contract=off", "-relaxed-aliasing", "-O1", "-disable-llvm-passes",
          "-disable-lifetime-markers", "-debug-info-kind=line-tables-only", "-dwarf-version=4",
          "-fdebug-compilation-dir=.", "-mrelocation-model", "static", "-ferror-limit", "19", "-nostdsysteminc",
          "-nobuiltininc", "-Wno-everything", "-Werror=unknown-attributes", "-Werror=return-type",
          "-DKILN_METAL_VERSION=" + std::to_string(version / 100 * 100 + version % 100 * 10)};
}

// In memory only; the entries of the text's kernels are written when they are asked for, which is behind the text.
class Files : public llvm::vfs::ProxyFileSystem {
 public:
  Files(llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> memory, const std::vector<MslKernel>& kernels)
      : ProxyFileSystem(memory), memory_(memory), kernels_(kernels) {}

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine& path) override {
    Write(path);
    return ProxyFileSystem::status(path);
  }
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(const llvm::Twine& path) override {
    Write(path);
    return ProxyFileSystem::openFileForRead(path);
  }

 private:
  void Write(const llvm::Twine& path) {
    if (written_ || path.str() != kEntriesPath) return;
    written_ = true;
    memory_->addFile(kEntriesPath, 0, llvm::MemoryBuffer::getMemBufferCopy(EntryText(kernels_), kEntriesPath));
  }

  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> memory_;
  const std::vector<MslKernel>& kernels_;
  bool written_ = false;
};

void AddFile(llvm::vfs::InMemoryFileSystem& memory, llvm::StringRef path, llvm::StringRef text) {
  memory.addFile(path, 0, llvm::MemoryBuffer::getMemBuffer(text, path, /*RequiresNullTerminator=*/false));
}

llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> MakeFiles() {
  auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  AddFile(*memory, kLibraryPath, llvm::StringRef(kLibraryText));
  // What a text includes is in the library already.
  for (const char* name : {"metal_stdlib", "metal_atomic", "metal_math", "metal_integer", "metal_compute",
                           "metal_simdgroup", "metal_texture", "metal_matrix", "metal_geometric", "metal_common",
                           "metal_relational", "metal_pack", "metal_type_traits", "simd/simd.h"}) {
    AddFile(*memory, std::string("/kiln-metal/include/") + name, "");
  }
  return memory;
}

// One run of Clang. `files` must outlive what the action leaves.
Status Run(const std::vector<std::string>& arguments, clang::FrontendAction& action, const char* input,
           llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files, DiagnosticCollector& collector) {
  clang::CompilerInstance clang;
  std::vector<const char*> pointers;
  for (const std::string& argument : arguments) pointers.push_back(argument.c_str());
  clang::DiagnosticsEngine engine(llvm::makeIntrusiveRefCnt<clang::DiagnosticIDs>(),
                                  llvm::makeIntrusiveRefCnt<clang::DiagnosticOptions>(), &collector,
                                  /*ShouldOwnClient=*/false);
  if (!clang::CompilerInvocation::CreateFromArgs(clang.getInvocation(), pointers, engine)) {
    return Fail(ErrorCode::kInternal, "Clang refuses the options that Metal texts are compiled with");
  }
  clang::FrontendOptions& frontend = clang.getFrontendOpts();
  frontend.Inputs = {clang::FrontendInputFile(input, frontend.DashX)};
  clang.setVerboseOutputStream(llvm::nulls());
  clang.createDiagnostics(&collector, /*ShouldOwnClient=*/false);
  clang.createFileManager(std::move(files));
  clang.ExecuteAction(action);
  return {};
}

class PrecompileAction : public clang::ASTFrontendAction {
 public:
  explicit PrecompileAction(std::shared_ptr<clang::PCHBuffer> buffer) : buffer_(std::move(buffer)) {}
  clang::TranslationUnitKind getTranslationUnitKind() override { return clang::TU_Prefix; }
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance& clang, llvm::StringRef) override {
    return std::make_unique<clang::PCHGenerator>(clang.getPreprocessor(), clang.getModuleCache(), kPrecompiledPath, "",
                                                 buffer_, clang.getFrontendOpts().ModuleFileExtensions,
                                                 /*AllowASTWithErrors=*/false, /*IncludeTimestamps=*/false);
  }

 private:
  std::shared_ptr<clang::PCHBuffer> buffer_;
};

struct Precompiled {
  std::string bytes;
  std::string error;  // not empty: why there is none
};

Precompiled Precompile(std::uint32_t version) {
  std::vector<std::string> arguments = Arguments(version);
  arguments.insert(arguments.end(), {"-x", "clcpp"});
  auto buffer = std::make_shared<clang::PCHBuffer>();
  PrecompileAction action(buffer);
  DiagnosticCollector collector(kLibraryText);
  const Status status = Run(arguments, action, kLibraryPath, MakeFiles(), collector);
  for (const MslDiagnostic& diagnostic : collector.Take()) {
    if (diagnostic.is_error) return {"", diagnostic.ToString("metal_stdlib")};
  }
  if (!status) return {"", status.error().ToString()};
  return {std::string(buffer->Data.begin(), buffer->Data.end()), buffer->IsComplete ? "" : "no precompiled header"};
}

// One for each version, made once.
Result<const std::string*> PrecompiledLibrary(std::uint32_t version) {
  static std::mutex mutex;
  static auto* const libraries = new std::map<std::uint32_t, Precompiled>;
  const std::lock_guard lock(mutex);
  auto found = libraries->find(version);
  if (found == libraries->end()) found = libraries->emplace(version, Precompile(version)).first;
  if (found->second.error.empty()) return &found->second.bytes;
  return Fail(ErrorCode::kInternal, "Kiln's Metal library does not compile: " + found->second.error);
}

class CompileAction : public clang::ASTFrontendAction {
 public:
  CompileAction(CompiledText& text) : text_(text) {}

  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance& clang, llvm::StringRef file) override {
    std::vector<std::unique_ptr<clang::ASTConsumer>> consumers;
    consumers.push_back(FindKernels(clang, text_.kernels));
    std::unique_ptr<clang::CodeGenerator> generator(clang::CreateLLVMCodeGen(
        clang.getDiagnostics(), file, &clang.getVirtualFileSystem(), clang.getHeaderSearchOpts(),
        clang.getPreprocessorOpts(), clang.getCodeGenOpts(), *text_.context));
    generator_ = generator.get();
    consumers.push_back(std::move(generator));
    return std::make_unique<clang::MultiplexConsumer>(std::move(consumers));
  }
  void EndSourceFileAction() override {
    if (generator_ != nullptr) text_.module.reset(generator_->ReleaseModule());
  }

 private:
  CompiledText& text_;
  clang::CodeGenerator* generator_ = nullptr;  // owned by the multiplexer
};

}  // namespace

std::string EntryName(std::size_t kernel) {
  return "kiln_entry_" + std::to_string(kernel);
}

Status PrecompileLibrary(std::uint32_t version) {
  KILN_RETURN_IF_ERROR(PrecompiledLibrary(version));
  return {};
}

Result<CompiledText> CompileText(const MslSource& source) {
  KILN_ASSIGN_OR_RETURN(const std::string* precompiled, PrecompiledLibrary(source.version));
  std::vector<std::string> arguments = Arguments(source.version);
  arguments.insert(arguments.end(), {"-include-pch", kPrecompiledPath, "-isystem", "/kiln-metal/include",
                                     "-fno-validate-pch", "-x", "clcpp"});
  const std::string text = source.text + kSuffix;
  auto memory = MakeFiles();
  AddFile(*memory, kPrecompiledPath, *precompiled);
  memory->addFile(kTextPath, 0, llvm::MemoryBuffer::getMemBuffer(text, kTextPath));
  CompiledText compiled;
  compiled.context = std::make_unique<llvm::LLVMContext>();
  CompileAction action(compiled);
  DiagnosticCollector collector(source.text);
  KILN_RETURN_IF_ERROR(Run(arguments, action, kTextPath,
                           llvm::makeIntrusiveRefCnt<Files>(std::move(memory), compiled.kernels), collector));
  compiled.diagnostics = collector.Take();
  for (const MslDiagnostic& diagnostic : compiled.diagnostics) {
    if (diagnostic.is_error) compiled.module.reset();
  }
  return compiled;
}

}  // namespace kiln::reference::msl
