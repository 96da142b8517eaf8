#include "tests/bad_input/mutate.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <set>
#include <utility>

namespace kiln::bad_input {
namespace {

bool IsWordCharacter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// The end of the token that begins at `at`.
std::size_t TokenEnd(const std::string& text, std::size_t at) {
  std::size_t end = at + 1;
  if (IsWordCharacter(text[at])) {
    while (end < text.size() && IsWordCharacter(text[end])) ++end;
  }
  return end;
}

std::vector<std::string> Tokens(const std::vector<std::string>& texts) {
  std::set<std::string> tokens;
  for (const std::string& text : texts) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = TokenEnd(text, at);
      if (end - at <= 40) tokens.insert(text.substr(at, end - at));
      at = end;
    }
  }
  return {tokens.begin(), tokens.end()};
}

constexpr std::array<std::uint32_t, 12> kWords = {0,      1,       2,          3,          0x7f,       0xff,
                                                  0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff};
constexpr std::array<const char*, 14> kNumbers = {"0",
                                                  "1",
                                                  "-1",
                                                  "3",
                                                  "255",
                                                  "65536",
                                                  "2147483648",
                                                  "4294967295",
                                                  "4294967296",
                                                  "1e999",
                                                  "0x",
                                                  "18446744073709551615",
                                                  "-9223372036854775808",
                                                  "340282366920938463463374607431768211456"};

}  // namespace

Mutator::Mutator(std::vector<std::string> inputs, std::uint64_t seed)
    : inputs_(std::move(inputs)), tokens_(Tokens(inputs_)), random_(seed) {
  if (inputs_.empty()) inputs_.emplace_back();
  if (tokens_.empty()) tokens_.emplace_back(" ");
}

std::string Mutator::Next() {
  std::string input = Any(inputs_);
  const std::size_t kind = Below(8);
  if (kind == 0) {
    input.resize(Below(input.size() + 1));
  } else if (kind == 1 && !input.empty()) {
    input[Below(input.size())] ^= static_cast<char>(1 << Below(8));
  } else {
    for (std::size_t left = 1 + Below(1 + Below(8)); left != 0; --left) Change(input);
  }
  if (input.size() > kMostBytes) input.resize(kMostBytes);
  return input;
}

void Mutator::Change(std::string& input) {
  switch (Below(6)) {
    case 0:
      return ChangeBytes(input);
    case 1:
      return MoveParts(input);
    case 2:
      return ChangeNumber(input);
    case 3:
      return ChangeWord(input);
    default:
      return ChangeToken(input);
  }
}

void Mutator::ChangeBytes(std::string& input) {
  const std::size_t at = Below(input.size() + 1);
  switch (Below(4)) {
    case 0:
      if (at < input.size()) input[at] ^= static_cast<char>(1 << Below(8));
      break;
    case 1:
      if (at < input.size()) input[at] = static_cast<char>(Below(256));
      break;
    case 2:
      input.insert(at, 1 + Below(4), static_cast<char>(Below(256)));
      break;
    default:
      input.erase(at, 1 + Below(4));
  }
}

void Mutator::MoveParts(std::string& input) {
  const std::string& other = Any(inputs_);
  const std::size_t from = Below(other.size());
  const std::string part = other.substr(from, 1 + Below(std::min<std::size_t>(other.size() - from, 256)));
  const std::size_t at = Below(input.size() + 1);
  switch (Below(4)) {
    case 0:
      input.erase(at, 1 + Below(256));
      break;
    case 1:
      input.insert(at, input.substr(at, 1 + Below(256)));
      break;
    case 2:
      input.insert(at, part);
      break;
    default:
      input.replace(at, part.size(), part);
  }
}

void Mutator::ChangeNumber(std::string& input) {
  const auto is_digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
  auto begin = std::find_if(input.begin() + static_cast<std::ptrdiff_t>(Below(input.size())), input.end(), is_digit);
  if (begin == input.end()) begin = std::find_if(input.begin(), input.end(), is_digit);
  const auto end = std::find_if_not(begin, input.end(), is_digit);
  input.replace(begin, end, kNumbers[Below(kNumbers.size())]);
}

void Mutator::ChangeWord(std::string& input) {
  if (input.size() < 4) return;
  const std::size_t words = input.size() / 4;
  char* const at = input.data() + 4 * Below(words);
  std::uint32_t word = 0;
  std::memcpy(&word, at, 4);
  switch (Below(4)) {
    case 0:
      word = kWords[Below(kWords.size())];
      break;
    case 1:
      word += Below(2) == 0 ? 1 : -1;
      break;
    case 2:
      std::memcpy(&word, input.data() + 4 * Below(words), 4);
      break;
    default:
      word = (word & 0xffff0000) | static_cast<std::uint32_t>(Below(512));
  }
  std::memcpy(at, &word, 4);
}

void Mutator::ChangeToken(std::string& input) {
  std::string token = Any(tokens_);
  // Deep nesting and long lists, now and then.
  if (Below(64) == 0) {
    const std::string once = token;
    for (std::size_t left = Below(4096); left != 0 && token.size() < kMostBytes / 2; --left) token += once;
  }
  const std::size_t at = Below(input.size());
  if (input.empty() || Below(3) == 0) {
    input.insert(at, token);
    return;
  }
  std::size_t begin = at;
  while (begin > 0 && IsWordCharacter(input[begin]) && IsWordCharacter(input[begin - 1])) --begin;
  input.replace(begin, TokenEnd(input, begin) - begin, token);
}

}  // namespace kiln::bad_input
