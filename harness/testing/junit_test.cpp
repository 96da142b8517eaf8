#include "harness/testing/junit.h"

#include <gtest/gtest.h>

namespace kiln::harness {
namespace {

TestReport Report() {
  TestReport report;
  FileResult file{"dir/a<b>.cl", {}};
  file.subtests.push_back({"pass & go", Outcome::kPass, "", 0.25, ""});
  file.subtests.push_back({"bad", Outcome::kFail, "got \"1\"\nexpected 2", 0, ""});
  file.subtests.push_back({"skip", Outcome::kSkip, "no fp64", 0, ""});
  file.subtests.push_back({"known", Outcome::kFail, "boom", 0, "images"});
  file.subtests.push_back({"fixed", Outcome::kPass, "", 0, "images"});
  report.files.push_back(file);
  return report;
}

TEST(Junit, CountsAndEscapes) {
  EXPECT_EQ(ToJunitXml(Report()),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<testsuites tests=\"5\" failures=\"2\" skipped=\"2\" time=\"0.250\">\n"
            "  <testsuite name=\"dir/a&lt;b&gt;.cl\" tests=\"5\" failures=\"2\" skipped=\"2\" time=\"0.250\">\n"
            "    <testcase classname=\"dir/a&lt;b&gt;.cl\" name=\"pass &amp; go\" time=\"0.250\"/>\n"
            "    <testcase classname=\"dir/a&lt;b&gt;.cl\" name=\"bad\" time=\"0.000\">\n"
            "      <failure message=\"got &quot;1&quot;\">got &quot;1&quot;&#10;expected 2</failure>\n"
            "    </testcase>\n"
            "    <testcase classname=\"dir/a&lt;b&gt;.cl\" name=\"skip\" time=\"0.000\">\n"
            "      <skipped message=\"no fp64\"/>\n"
            "    </testcase>\n"
            "    <testcase classname=\"dir/a&lt;b&gt;.cl\" name=\"known\" time=\"0.000\">\n"
            "      <skipped message=\"images\"/>\n"
            "    </testcase>\n"
            "    <testcase classname=\"dir/a&lt;b&gt;.cl\" name=\"fixed\" time=\"0.000\">\n"
            "      <failure message=\"passes, but is listed as failing: images\">passes, but is listed as failing: "
            "images</failure>\n"
            "    </testcase>\n"
            "  </testsuite>\n"
            "</testsuites>\n");
}

TEST(Junit, WhatXmlCannotHoldIsReplaced) {
  TestReport report;
  report.files.push_back(
      {"a.cl", {{std::string("\x01\x1b[m\xff\xc3\xa9\xed\xa0\x80\xef\xbf\xbf z", 15), Outcome::kPass, "", 0, ""}}});
  EXPECT_NE(ToJunitXml(report).find("name=\"??[m?\xc3\xa9?????? z\""), std::string::npos) << ToJunitXml(report);
}

}  // namespace
}  // namespace kiln::harness
