// The files of this folder that the page is made of, as the build has embedded them.
#ifndef KILN_CLI_REPORT_PAGE_ASSETS_H_
#define KILN_CLI_REPORT_PAGE_ASSETS_H_

#include <string_view>

namespace kiln::cli::report {

extern const std::string_view
    kPageTemplate;  // page.html; {{title}}, {{style}}, {{data}} and {{script}} stand for these
extern const std::string_view kPageStyle;
extern const std::string_view kPageScript;

}  // namespace kiln::cli::report

#endif  // KILN_CLI_REPORT_PAGE_ASSETS_H_
