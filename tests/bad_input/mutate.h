// Damage to inputs, the same for the same seed on every machine.
#ifndef KILN_TESTS_BAD_INPUT_MUTATE_H_
#define KILN_TESTS_BAD_INPUT_MUTATE_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace kiln::bad_input {

// Makes damaged inputs out of sound ones: cut short, bits flipped, and up to eight changes on top of each other, of
// bytes, numbers, words of 32 bits, parts of it and of the other inputs, and words of a text said once or thousands of
// times.
class Mutator {
 public:
  static constexpr std::size_t kMostBytes = 1 << 16;

  // `inputs` are the sound ones; at least one.
  Mutator(std::vector<std::string> inputs, std::uint64_t seed);

  std::string Next();

 private:
  std::size_t Below(std::size_t limit) { return limit == 0 ? 0 : static_cast<std::size_t>(random_() % limit); }
  const std::string& Any(const std::vector<std::string>& of) { return of[Below(of.size())]; }
  void Change(std::string& input);
  void ChangeBytes(std::string& input);
  void MoveParts(std::string& input);
  void ChangeNumber(std::string& input);
  void ChangeWord(std::string& input);
  void ChangeToken(std::string& input);

  std::vector<std::string> inputs_;
  std::vector<std::string> tokens_;  // runs of letters and digits, and single signs, of all inputs
  std::mt19937_64 random_;
};

}  // namespace kiln::bad_input

#endif  // KILN_TESTS_BAD_INPUT_MUTATE_H_
