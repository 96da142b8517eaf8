#include "cli/invocation.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "cli/help.h"

namespace kiln::cli {
namespace {

using Words = std::vector<std::string>;

Result<Invocation> Parse(const std::vector<const char*>& words) {
  std::vector<const char*> argv = {"kiln"};
  argv.insert(argv.end(), words.begin(), words.end());
  return ParseCommandLine(argv);
}

std::string Message(const std::vector<const char*>& words) {
  const auto invocation = Parse(words);
  if (invocation) return "";
  EXPECT_EQ(invocation.error().code(), ErrorCode::kInvalidArgument);
  return invocation.error().message();
}

TEST(ParseCommandLine, TranslatesWithoutASubcommand) {
  const auto invocation = Parse({"k.cl", "-DN=4", "-o", "k.spv", "-ok.comp"});
  ASSERT_TRUE(invocation);
  EXPECT_STREQ(invocation->command->name, "");
  EXPECT_EQ(invocation->Inputs(), Words({"k.cl"}));
  EXPECT_EQ(invocation->arguments.getAllArgValues(OPT_o), Words({"k.spv", "k.comp"}));
  EXPECT_EQ(invocation->arguments.getAllArgValues(OPT_D), Words({"N=4"}));
}

TEST(ParseCommandLine, SplitsOffTheSubcommand) {
  const auto invocation = Parse({"run", "run", "--global=4"});
  ASSERT_TRUE(invocation);
  EXPECT_STREQ(invocation->command->name, "run");
  EXPECT_EQ(invocation->Inputs(), Words({"run"}));
}

TEST(ParseCommandLine, TakesADashAndWhatFollowsTwoDashesForInputs) {
  const auto invocation = Parse({"-", "--", "-o"});
  ASSERT_TRUE(invocation);
  EXPECT_EQ(invocation->Inputs(), Words({"-", "-o"}));
}

TEST(ParseCommandLine, ExpandsResponseFiles) {
  const auto file = std::filesystem::temp_directory_path() / "kiln_invocation_test.rsp";
  std::ofstream(file) << "-D 'A=1 2'\n-o k.spv\n";
  const auto invocation = Parse({"k.cl", ("@" + file.string()).c_str()});
  std::filesystem::remove(file);
  ASSERT_TRUE(invocation);
  EXPECT_EQ(invocation->arguments.getAllArgValues(OPT_D), Words({"A=1 2"}));
  EXPECT_EQ(invocation->arguments.getAllArgValues(OPT_o), Words({"k.spv"}));
}

TEST(ParseCommandLine, NamesTheNearestSpelling) {
  EXPECT_EQ(Message({"k.cl", "--kernal=x"}), "unknown option '--kernal=x'; did you mean '--kernel=x'?");
  EXPECT_EQ(Message({"devices", "--jsn"}), "unknown option '--jsn'; did you mean '--json'?");
  EXPECT_EQ(Message({"k.cl", "--xyzzy-plugh"}), "unknown option '--xyzzy-plugh'");
}

TEST(ParseCommandLine, SaysWhereAnOptionBelongs) {
  EXPECT_EQ(Message({"k.cl", "--global=4"}), "unknown option '--global=4' here; it belongs to 'kiln run'");
  EXPECT_EQ(Message({"run", "k.cl", "--reflect=x"}), "unknown option '--reflect=x' here; it belongs to translation");
}

TEST(ParseCommandLine, MissesAValue) {
  EXPECT_EQ(Message({"k.cl", "-o"}), "option '-o' needs a value");
}

TEST(RenderHelp, ShowsEverySubcommandAndOnlyItsOptions) {
  const std::string all = RenderHelp(Commands().front());
  for (const Command& command : Commands()) EXPECT_NE(all.find(command.operands), std::string::npos) << command.name;
  EXPECT_NE(all.find("\n  --emit=KIND"), std::string::npos);
  EXPECT_EQ(all.find("\n  --local="), std::string::npos);
  EXPECT_EQ(all.find("--print-man-page"), std::string::npos);
  const Invocation run = std::move(*Parse({"run"}));
  EXPECT_NE(RenderHelp(*run.command).find("\n  --local=X[,Y[,Z]]"), std::string::npos);
}

TEST(OptionTable, EveryVisibleOptionHasHelpAndASection) {
  const std::string page = RenderManPage();
  for (const auto& info : OptionInfos()) {
    if (info.Kind < llvm::opt::Option::FlagClass || (info.Flags & llvm::opt::HelpHidden) != 0) continue;
    EXPECT_NE(info.HelpText, nullptr) << info.PrefixedName.str();
    std::string name = info.PrefixedName.str();
    for (std::size_t i = 0; (i = name.find('-', i)) != std::string::npos; i += 2) name.insert(i, "\\");
    EXPECT_NE(page.find(".B " + name), std::string::npos) << name << " is in no section of the manual";
  }
}

}  // namespace
}  // namespace kiln::cli
