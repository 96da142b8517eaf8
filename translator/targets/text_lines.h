// The marks by which a text says, while it is being made, where in the source its lines come from.
//
// Why: SPIRV-Cross's own #line directives come from OpLine, which turns its `for` loops into `for (;;)` with `break`.
#ifndef KILN_TRANSLATOR_TARGETS_TEXT_LINES_H_
#define KILN_TRANSLATOR_TARGETS_TEXT_LINES_H_

#include <string>

#include "kiln/base/result.h"
#include "kiln/translator/print.h"
#include "translator/targets/prepare/line_table.h"

namespace kiln::translator::targets {

inline constexpr char kMarkOfStatements = '\x01';  // up to the next mark
inline constexpr char kMarkOfOneLine = '\x02';

// A whole line. It consists of numbers, which no later step of the printing takes for a name.
std::string MarkLine(char kind, Place place);

// Takes the marks out of `text`. `module` has the names of the files. With `directives`, lines `#line 7 "k.cl"` stand
// in their place, where a compiler would count to another line.
Result<PrintedText> TakeMarks(const std::string& text, const SpirvModule& module, bool directives);

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_TEXT_LINES_H_
