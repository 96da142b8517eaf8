// A printer of SPIRV-Cross that leaves marks in its text: lines that say where in the source the next ones come from.
// See text_lines.h, which takes them out again. For the files that see SPIRV-Cross's headers.
#ifndef KILN_TRANSLATOR_TARGETS_MARKED_COMPILER_H_
#define KILN_TRANSLATOR_TARGETS_MARKED_COMPILER_H_

#include <cstdint>
#include <spirv_cross/spirv_glsl.hpp>
#include <utility>
#include <vector>

#include "translator/targets/prepare/line_table.h"
#include "translator/targets/text_lines.h"

namespace kiln::translator::targets {

// Base: CompilerGLSL or what derives from it. A mark is no statement to SPIRV-Cross: it changes nothing else of the
// text.
template <typename Base>
class MarkedCompiler : public Base {
 public:
  MarkedCompiler(std::vector<std::uint32_t> words, const LineTable& lines) : Base(std::move(words)), lines_(lines) {
    // SPIRV-Cross speaks of hints before every loop, but of selections only before those that have one.
    this->ir.template for_each_typed_id<spirv_cross::SPIRBlock>([](std::uint32_t, spirv_cross::SPIRBlock& block) {
      if (block.terminator == spirv_cross::SPIRBlock::Select) block.hint = spirv_cross::SPIRBlock::HintDontFlatten;
    });
  }

 protected:
  void emit_instruction(const spirv_cross::Instruction& instruction) override {
    const auto place = lines_.instructions.find(instruction.offset);
    if (place == lines_.instructions.end()) return Base::emit_instruction(instruction);
    Mark(kMarkOfStatements, place->second);
    Base::emit_instruction(instruction);
    Mark(kMarkOfStatements, {});
  }

  // Comes right before the `if`, `switch` or `for` that ends the block. Kiln's modules give no hints to print.
  void emit_block_hints(const spirv_cross::SPIRBlock& block) override {
    if (const auto place = lines_.blocks.find(block.self); place != lines_.blocks.end()) {
      Mark(kMarkOfOneLine, place->second);
    }
  }

 private:
  void Mark(char kind, Place place) {
    if (this->redirect_statement == nullptr) this->buffer << MarkLine(kind, place);
  }

  const LineTable& lines_;
};

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_MARKED_COMPILER_H_
