// A printed text as its top-level pieces: declarations, functions, preprocessor blocks.
#ifndef KILN_TRANSLATOR_TARGETS_TEXT_PIECES_H_
#define KILN_TRANSLATOR_TARGETS_TEXT_PIECES_H_

#include <string>
#include <string_view>
#include <vector>

namespace kiln::translator::targets {

struct Piece {
  std::string text;  // whole lines
  bool blank_before = false;
};

std::vector<Piece> Pieces(std::string_view text);

// Where `word` stands as a whole word, from `from` on; npos if nowhere.
std::size_t FindWord(std::string_view text, std::string_view word, std::size_t from = 0);

// The name of the function that a piece defines; empty for anything else.
std::string FunctionName(std::string_view piece);

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_TEXT_PIECES_H_
