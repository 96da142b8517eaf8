#include <gtest/gtest.h>
#include <llvm/Support/JSON.h>

#include "cli/report/report.h"

namespace kiln::cli::report {
namespace {

constexpr const char* kHostile =
    "// </script><script>alert(1)</script> <!-- {{data}} {{script}} ]]> &amp; \xe2\x80\xa8 \xff\n";

Report Example() {
  Report report;
  report.sources = {{"<b>&.cl", kHostile}};
  Report::Target& target = report.targets.emplace_back();
  target.id = "glsl";
  target.language = "GLSL";
  target.profile = "glsl460";
  target.texts.push_back({"k", kHostile, {{1, 0, 1}}});
  target.said.push_back({"", kHostile, true});
  target.steps.push_back({"front-end", 0.5, report.ir.Add(kHostile, std::nullopt), true});
  report.validation_note = kHostile;
  return report;
}

std::size_t Count(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(ToPage, KeepsTextsApartFromMarkup) {
  const std::string page = ToPage(Example());
  EXPECT_EQ(Count(page, "</script"), 2u);
  EXPECT_EQ(page.find("alert(1)</"), std::string::npos);
  EXPECT_EQ(page.find("<!--"), std::string::npos);
  EXPECT_NE(page.find("<title>&lt;b&gt;&amp;.cl: Kiln's report</title>"), std::string::npos);
  const std::string start = "id=\"data\">";
  const std::size_t from = page.find(start) + start.size();
  auto data = llvm::json::parse(page.substr(from, page.find("</script", from) - from));
  ASSERT_TRUE(static_cast<bool>(data)) << llvm::toString(data.takeError());
  const llvm::json::Object& object = *data->getAsObject();
  EXPECT_EQ(object.getString("schema"), "kiln-report/1");
  // Only the byte that is no UTF-8 is another character.
  std::string expected = kHostile;
  expected.replace(expected.find('\xff'), 1, "\xef\xbf\xbd");
  const llvm::json::Object& source = *(*object.getArray("sources"))[0].getAsObject();
  EXPECT_EQ(source.getString("text"), expected);
  EXPECT_EQ(source.getString("name"), "<b>&.cl");
  EXPECT_EQ(object.getString("validation_note"), expected);
}

TEST(ToPage, AsksForNothingFromElsewhere) {
  const std::string page = ToPage(Example());
  for (const char* part : {"http:", "https:", "src=", "@import", "url(", "fetch(", "XMLHttpRequest"}) {
    EXPECT_EQ(page.find(part), std::string::npos) << part;
  }
  EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
}

}  // namespace
}  // namespace kiln::cli::report
