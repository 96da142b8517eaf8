// The manual names what exists: its links lead somewhere, and every diagnostic code is explained.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace kiln {
namespace {

namespace fs = std::filesystem;

std::string Read(const fs::path& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// Every page: the README of the repository and of its rooms, and the manual.
std::vector<fs::path> Pages() {
  const fs::path root = KILN_SOURCE_DIR;
  std::vector<fs::path> pages;
  for (auto it = fs::recursive_directory_iterator(root); it != fs::recursive_directory_iterator(); ++it) {
    const std::string name = it->path().filename().string();
    if (it->is_directory() && (name.starts_with(".") || name.starts_with("build"))) it.disable_recursion_pending();
    if (it->path().extension() == ".md") pages.push_back(it->path());
  }
  return pages;
}

std::vector<std::string> Matches(const std::string& text, const std::regex& pattern) {
  std::vector<std::string> matches;
  for (std::sregex_iterator it(text.begin(), text.end(), pattern), end; it != end; ++it) matches.push_back((*it)[1]);
  return matches;
}

TEST(Documentation, LinksLeadSomewhere) {
  const std::regex link(R"(\]\(([^)#: ]+)(?:#[^)]*)?\))");
  std::size_t count = 0;
  for (const fs::path& page : Pages()) {
    for (const std::string& target : Matches(Read(page), link)) {
      ++count;
      EXPECT_TRUE(fs::exists(page.parent_path() / target)) << page << " links to " << target;
    }
  }
  EXPECT_GT(count, 20u);
}

TEST(Documentation, ExplainsEveryDiagnosticCode) {
  const fs::path root = KILN_SOURCE_DIR;
  const std::string manual = Read(root / "docs/diagnostics.md");
  const auto codes =
      Matches(Read(root / "translator/diagnostics.def"), std::regex("KILN_DIAGNOSTIC\\(k\\w+, \"([^\"]+)\"\\)"));
  EXPECT_GT(codes.size(), 5u);
  for (const std::string& code : codes) {
    EXPECT_NE(manual.find("| `" + code + "` |"), std::string::npos) << code << " is not in docs/diagnostics.md";
  }
}

TEST(Documentation, EveryDiagnosticCodeIsShown) {
  const fs::path root = KILN_SOURCE_DIR;
  std::string shown;
  for (const auto& entry : fs::directory_iterator(root / "tests/golden/diagnostics")) {
    if (entry.path().extension() == ".errors") shown += Read(entry.path());
  }
  // Some have no source any more, since other passes take their causes away: a test of the pass names them.
  for (const auto& entry : fs::recursive_directory_iterator(root / "translator")) {
    if (!entry.path().string().ends_with("_test.cpp")) continue;
    for (const std::string& code : Matches(Read(entry.path()), std::regex("Code\\(\"([a-z0-9-]+)\"\\)"))) shown += "[" + code + "]";
  }
  for (const std::string& code :
       Matches(Read(root / "translator/diagnostics.def"), std::regex("KILN_DIAGNOSTIC\\(k\\w+, \"([^\"]+)\"\\)"))) {
    EXPECT_NE(shown.find("[" + code + "]"), std::string::npos) << "no source in tests/golden/diagnostics has " << code;
  }
}

TEST(Documentation, PagesOfTheRoomsAreShort) {
  for (const fs::path& page : Pages()) {
    if (page.filename() != "README.md" || page.parent_path() == fs::path(KILN_SOURCE_DIR)) continue;
    const std::string text = Read(page);
    EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 60) << page;
  }
}

}  // namespace
}  // namespace kiln
