#include "cli/invocation.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Option/Arg.h>
#include <llvm/Support/CommandLine.h>
#include <llvm/Support/Error.h>

#include "cli/commands.h"

namespace kiln::cli {
namespace {

constexpr Command kCommands[] = {
    {"", TranslateOption, "FILE... -o OUTPUT...", "Translate OpenCL kernels to Vulkan SPIR-V, GLSL, MSL and HLSL.",
     Translate},
    {"run", RunOption, "FILE [--kernel=NAME] --global=X[,Y[,Z]] --arg=VALUE...",
     "Run one kernel on a Vulkan device, on given arguments.", Run},
    {"test", TestOption, "FILE|FOLDER...", "Run the tests that OpenCL files describe in themselves.", Test},
    {"validate", ValidateOption, "FILE|FOLDER...", "Compare what kernels compute on every route, on tests or generated inputs.",
     Validate},
    {"fuzz", FuzzOption, "", "Compare what random kernels compute on the device and on the CPU.", Fuzz},
    {"golden", GoldenOption, "FOLDER", "Compare the translations of a folder's kernels with the files beside them.",
     Golden},
    {"reflect", ReflectOption, "FILE.cl|FILE.json", "Print what host code must know about the kernels, as JSON.",
     Reflect},
    {"report", ReportOption, "FILE -o FILE.html",
     "Write a page with the kernels beside their translations, tests on every route, and the passes.", Report},
    {"check", CheckOption, "FILE.metal|FILE.comp|FILE.spv...", "Say whether texts and modules are valid, whoever wrote them.",
     Check},
    {"cache", CacheOption, "stats|clear", "Say what the cache of translations holds, or empty it.", Cache},
    {"devices", DevicesOption, "[FILE...]", "List the Vulkan devices, and which of them can run the kernels of files.", Devices},
    {"doctor", DoctorOption, "", "Run a kernel on each Vulkan device, and say what is wrong and how to mend it.", Doctor},
};

// Whether `command` has an option that `spelling` spells.
bool Knows(const Command& command, llvm::StringRef spelling) {
  const char* text = spelling.data();
  unsigned missing_index = 0;
  unsigned missing_count = 0;
  const llvm::opt::InputArgList parsed = OptionTable().ParseArgs(llvm::ArrayRef(text), missing_index, missing_count,
                                                                 llvm::opt::Visibility(command.visibility));
  return !parsed.hasArg(OPT_UNKNOWN);
}

// Says which other subcommand has the option, or what the nearest spelling is.
Error UnknownOption(const std::string& spelling, const Command& command) {
  std::string message = "unknown option '" + spelling + "'";
  for (const Command& other : kCommands) {
    if (!Knows(other, spelling)) continue;
    const std::string owner = *other.name ? std::string("'kiln ") + other.name + "'" : "translation";
    return Error(ErrorCode::kInvalidArgument, message + " here; it belongs to " + owner);
  }
  std::string nearest;
  const unsigned distance = OptionTable().findNearest(spelling, nearest, llvm::opt::Visibility(command.visibility));
  if (distance <= 2 || (distance == 3 && spelling.size() > 12)) message += "; did you mean '" + nearest + "'?";
  return Error(ErrorCode::kInvalidArgument, message);
}

// Replaces every @file by the words in it. A name that is no file stays, and is then reported as a missing input.
Status ExpandResponseFiles(llvm::BumpPtrAllocator& storage, llvm::SmallVectorImpl<const char*>& words) {
  llvm::cl::ExpansionContext context(storage, llvm::cl::TokenizeGNUCommandLine);
  if (llvm::Error error = context.expandResponseFiles(words)) {
    return Fail(ErrorCode::kInvalidArgument, llvm::toString(std::move(error)));
  }
  return {};
}

}  // namespace

llvm::ArrayRef<Command> Commands() {
  return kCommands;
}

std::vector<std::string> Invocation::Inputs() const {
  return arguments.getAllArgValues(OPT_INPUT);
}

Result<Invocation> ParseCommandLine(llvm::ArrayRef<const char*> argv) {
  Invocation invocation;
  invocation.original.assign(argv.begin(), argv.end());
  invocation.storage = std::make_unique<llvm::BumpPtrAllocator>();
  llvm::SmallVector<const char*, 64> words(argv.drop_front());
  KILN_RETURN_IF_ERROR(ExpandResponseFiles(*invocation.storage, words));

  invocation.command = &kCommands[0];
  llvm::ArrayRef<const char*> rest = words;
  for (const Command& command : llvm::ArrayRef(kCommands).drop_front()) {
    if (!rest.empty() && llvm::StringRef(rest.front()) == command.name) {
      invocation.command = &command;
      rest = rest.drop_front();
      break;
    }
  }

  unsigned missing_index = 0;
  unsigned missing_count = 0;
  invocation.arguments = OptionTable().ParseArgs(rest, missing_index, missing_count,
                                                 llvm::opt::Visibility(invocation.command->visibility));
  if (const auto* unknown = invocation.arguments.getLastArg(OPT_UNKNOWN)) {
    return Fail(UnknownOption(unknown->getSpelling().str(), *invocation.command));
  }
  if (missing_count > 0) {
    return Fail(ErrorCode::kInvalidArgument,
                "option '" + std::string(invocation.arguments.getArgString(missing_index)) + "' needs a value");
  }
  return invocation;
}

}  // namespace kiln::cli
