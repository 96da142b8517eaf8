// Reads the #include edges between the rooms and fails on one that the architecture does not have.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kiln {
namespace {

namespace fs = std::filesystem;

struct Room {
  std::string_view name;
  std::string_view folder;         // from the root of the repository
  std::string_view public_prefix;  // of its public headers; empty: it has none
  std::set<std::string_view> may_use;
  bool may_use_llvm = false;
};

const std::vector<Room>& Rooms() {
  static const std::vector<Room> rooms = {
      {"base", "runtime/base/", "kiln/base/", {}},
      {"cache", "runtime/cache/", "kiln/cache/", {"base"}},
      {"artifact", "runtime/artifact/", "kiln/artifact/", {"base"}},
      {"telemetry", "runtime/telemetry/", "kiln/telemetry/", {"base"}},
      {"runtime", "runtime/", "kiln/runtime/", {"base", "artifact", "cache", "telemetry"}},
      {"frontend", "frontend/", "kiln/frontend/", {"base"}, true},
      {"translator", "translator/", "kiln/translator/", {"base", "artifact", "frontend"}, true},
      {"reference", "reference/", "kiln/reference/", {"base", "frontend", "translator"}, true},
      {"harness", "harness/", "kiln/harness/", {"base", "artifact", "telemetry", "runtime", "corpus"}},
      {"corpus", "corpus/", "corpus/", {"base", "artifact", "runtime", "harness"}},
      {"fuzz", "tests/fuzz/", "tests/fuzz/", {"base", "harness"}},
      {"cli",
       "cli/",
       "kiln/cli/",
       {"base", "artifact", "cache", "telemetry", "runtime", "frontend", "translator", "reference", "harness", "corpus",
        "fuzz"},
       true},
  };
  return rooms;
}

// The room whose folder holds `path`; the longest folder wins.
const Room* RoomOfFile(std::string_view path) {
  const Room* best = nullptr;
  for (const Room& room : Rooms()) {
    if (path.starts_with(room.folder) && (best == nullptr || room.folder.size() > best->folder.size())) best = &room;
  }
  return best;
}

// What is wrong with `file` (from the root) including `header` (between its quotes or brackets); nothing when all is
// well.
std::optional<std::string> Objection(std::string_view file, std::string_view header) {
  const Room* from = RoomOfFile(file);
  if (from == nullptr) return std::nullopt;
  if ((header.starts_with("llvm/") || header.starts_with("clang/")) && !from->may_use_llvm) {
    return std::string(from->name) + " must not know LLVM";
  }
  if ((header.starts_with("vulkan/")) && from->name != "runtime") {
    return std::string(from->name) + " must not know the Vulkan API";
  }
  const Room* to = nullptr;
  for (const Room& room : Rooms()) {
    if (header.starts_with(room.public_prefix)) to = &room;
  }
  const bool is_public = to != nullptr;
  if (to == nullptr) to = RoomOfFile(header);
  if (to == nullptr || to == from) return std::nullopt;
  if (!from->may_use.contains(to->name)) {
    return std::string(from->name) + " must not use " + std::string(to->name);
  }
  if (!is_public) return std::string(from->name) + " may use only the public headers of " + std::string(to->name);
  return std::nullopt;
}

// The names between quotes or brackets of a file's #include lines.
std::vector<std::string> Includes(const fs::path& path) {
  std::vector<std::string> includes;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    std::size_t i = line.find_first_not_of(" \t");
    if (i == std::string::npos || line[i] != '#') continue;
    i = line.find_first_not_of(" \t", i + 1);
    if (i == std::string::npos || line.compare(i, 7, "include") != 0) continue;
    const std::size_t begin = line.find_first_of("\"<", i);
    const std::size_t end = begin == std::string::npos ? begin : line.find_first_of("\">", begin + 1);
    if (end != std::string::npos) includes.push_back(line.substr(begin + 1, end - begin - 1));
  }
  return includes;
}

TEST(IncludeEdges, AreThoseOfTheArchitecture) {
  const fs::path root = KILN_SOURCE_DIR;
  std::size_t files = 0;
  for (const Room& room : Rooms()) {
    if (!fs::is_directory(root / room.folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / room.folder)) {
      const std::string suffix = entry.path().extension().string();
      if (suffix != ".h" && suffix != ".cpp" && suffix != ".def") continue;
      const std::string file = fs::relative(entry.path(), root).generic_string();
      // Tests may look where they like: some hold two rooms against each other.
      if (RoomOfFile(file) != &room || entry.path().stem().string().ends_with("_test")) continue;
      if (file.find("/testing/") != std::string::npos && room.name != "harness") continue;
      ++files;
      for (const std::string& header : Includes(entry.path())) {
        const auto objection = Objection(file, header);
        EXPECT_FALSE(objection) << file << " includes " << header << ": " << *objection;
      }
    }
  }
  EXPECT_GT(files, 50u) << "too few files were read in " << root;
}

TEST(IncludeEdges, AreToldApart) {
  EXPECT_TRUE(Objection("runtime/vulkan/device.cpp", "kiln/translator/lower.h"));
  EXPECT_TRUE(Objection("runtime/vulkan/device.cpp", "llvm/IR/Module.h"));
  EXPECT_TRUE(Objection("runtime/base/error.cpp", "kiln/artifact/reflection.h"));
  EXPECT_TRUE(Objection("frontend/compile.cpp", "kiln/artifact/reflection.h"));
  EXPECT_TRUE(Objection("frontend/compile.cpp", "translator/diagnostics.h"));
  EXPECT_TRUE(Objection("translator/lower.cpp", "frontend/options.h"));
  EXPECT_TRUE(Objection("translator/lower.cpp", "vulkan/vulkan.h"));
  EXPECT_TRUE(Objection("harness/run/run.cpp", "clang/Basic/Version.h"));
  EXPECT_FALSE(Objection("translator/lower.cpp", "kiln/frontend/compile.h"));
  EXPECT_FALSE(Objection("translator/lower.cpp", "translator/diagnostics.h"));
  EXPECT_FALSE(Objection("runtime/vulkan/device.cpp", "vulkan/vulkan.h"));
  EXPECT_FALSE(Objection("runtime/vulkan/device.cpp", "runtime/vulkan/instance.h"));
  EXPECT_FALSE(Objection("cli/run_command.cpp", "kiln/harness/run.h"));
  EXPECT_FALSE(Objection("cli/run_command.cpp", "vector"));
}

}  // namespace
}  // namespace kiln
