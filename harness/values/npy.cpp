#include "harness/values/npy.h"

#include <cctype>
#include <charconv>
#include <cstring>
#include <limits>
#include <optional>
#include <utility>

#include "kiln/base/file.h"

namespace kiln::harness {
namespace {

constexpr std::string_view kMagic = "\x93NUMPY";

tl::unexpected<Error> Damaged(const std::string& why) {
  return Fail(ErrorCode::kInvalidArtifact, "damaged .npy file: " + why);
}

// Reads the header: the text of a Python dictionary with three entries.
class HeaderReader {
 public:
  explicit HeaderReader(std::string_view text) : text_(text) {}

  struct Header {
    std::optional<std::string> descr;
    std::optional<bool> fortran_order;
    std::optional<std::vector<std::size_t>> shape;
  };

  Result<Header> Read() {
    Header header;
    if (!Take('{')) return Damaged("its header is not a dictionary");
    while (!Take('}')) {
      KILN_ASSIGN_OR_RETURN(const std::string key, String());
      if (!Take(':')) return Damaged("its header lacks ':' after '" + key + "'");
      if (key == "descr") {
        if (Peek() == '[') return Fail(ErrorCode::kUnsupported, "structured .npy types are not supported");
        KILN_ASSIGN_OR_RETURN(header.descr, String());
      } else if (key == "fortran_order") {
        KILN_ASSIGN_OR_RETURN(header.fortran_order, Bool());
      } else if (key == "shape") {
        KILN_ASSIGN_OR_RETURN(header.shape, Shape());
      } else {
        return Damaged("its header has the unknown key '" + key + "'");
      }
      if (!Take(',') && Peek() != '}') return Damaged("its header is not a dictionary");
    }
    if (Peek() != '\0') return Damaged("its header does not end after the dictionary");
    return header;
  }

 private:
  char Peek() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  bool Take(char c) {
    if (Peek() != c) return false;
    ++at_;
    return true;
  }
  bool TakeWord(std::string_view word) {
    Peek();
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }
  Result<std::string> String() {
    const char quote = Peek();
    if (quote != '\'' && quote != '"') return Damaged("its header lacks a string");
    const std::size_t end = text_.find(quote, at_ + 1);
    if (end == std::string_view::npos) return Damaged("its header has an unterminated string");
    std::string value(text_.substr(at_ + 1, end - at_ - 1));
    at_ = end + 1;
    return value;
  }
  Result<bool> Bool() {
    if (TakeWord("True")) return true;
    if (TakeWord("False")) return false;
    return Damaged("fortran_order is neither True nor False");
  }
  Result<std::vector<std::size_t>> Shape() {
    std::vector<std::size_t> shape;
    if (!Take('(')) return Damaged("its shape is not a tuple");
    while (!Take(')')) {
      if (shape.size() == 64) return Damaged("its shape has more than 64 dimensions");
      Peek();
      std::size_t extent = 0;
      const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), extent);
      if (error != std::errc()) return Damaged("its shape holds something other than sizes");
      at_ = static_cast<std::size_t>(end - text_.data());
      TakeWord("L");  // Python 2 wrote long integers so
      shape.push_back(extent);
      if (!Take(',') && Peek() != ')') return Damaged("its shape is not a tuple");
    }
    return shape;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

Result<Scalar> ScalarOf(std::string_view descr) {
  constexpr std::pair<std::string_view, Scalar> kTypes[] = {
      {"i1", Scalar::kChar},   {"u1", Scalar::kUchar}, {"b1", Scalar::kUchar}, {"i2", Scalar::kShort},
      {"u2", Scalar::kUshort}, {"i4", Scalar::kInt},   {"u4", Scalar::kUint},  {"i8", Scalar::kLong},
      {"u8", Scalar::kUlong},  {"f2", Scalar::kHalf},  {"f4", Scalar::kFloat}, {"f8", Scalar::kDouble}};
  std::string shown = "'";
  shown.append(descr).push_back('\'');
  if (descr.size() == 3 && descr[0] == '>' && descr[2] != '1') {
    return Fail(ErrorCode::kUnsupported, "the .npy type " + shown + " is big endian; save it as little endian");
  }
  if (descr.size() == 3 && std::strchr("<|=>", descr[0]) != nullptr) {
    for (const auto& [name, scalar] : kTypes) {
      if (descr.substr(1) == name) return scalar;
    }
  }
  return Fail(ErrorCode::kUnsupported, "the .npy type " + shown + " is not a number type");
}

std::size_t LittleEndian(std::string_view bytes) {
  std::size_t value = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

}  // namespace

Result<Array> ParseNpy(std::string_view bytes) {
  if (bytes.substr(0, kMagic.size()) != kMagic) {
    return Fail(ErrorCode::kInvalidArtifact, "not a .npy file: it does not begin with \\x93NUMPY");
  }
  if (bytes.size() < 10) return Damaged("it ends inside its header");
  const int major = static_cast<unsigned char>(bytes[6]);
  if (major < 1 || major > 3) {
    return Fail(ErrorCode::kUnsupported, ".npy format version " + std::to_string(major) + " is unknown");
  }
  const std::size_t length_bytes = major == 1 ? 2 : 4;
  const std::size_t header_at = 8 + length_bytes;
  if (bytes.size() < header_at) return Damaged("it ends inside its header");
  const std::size_t header_size = LittleEndian(bytes.substr(8, length_bytes));
  if (header_size > bytes.size() - header_at) return Damaged("it ends inside its header");

  KILN_ASSIGN_OR_RETURN(const HeaderReader::Header header, HeaderReader(bytes.substr(header_at, header_size)).Read());
  if (!header.descr || !header.fortran_order || !header.shape) {
    return Damaged("its header lacks descr, fortran_order or shape");
  }
  KILN_ASSIGN_OR_RETURN(const Scalar scalar, ScalarOf(*header.descr));
  if (*header.fortran_order && header.shape->size() > 1) {
    return Fail(ErrorCode::kUnsupported, "the .npy file is in Fortran order; save it with numpy.ascontiguousarray");
  }

  const std::string_view data = bytes.substr(header_at + header_size);
  std::size_t wanted = SizeOf(scalar);
  for (const std::size_t extent : *header.shape) {
    if (extent != 0 && wanted > std::numeric_limits<std::size_t>::max() / extent) {
      return Damaged("its shape is larger than any memory");
    }
    wanted *= extent;
  }
  if (wanted != data.size()) {
    return Damaged("its header promises " + std::to_string(wanted) + " bytes of data, but " +
                   std::to_string(data.size()) + " follow");
  }
  Array array;
  array.scalar = scalar;
  array.shape = *header.shape;
  array.data.resize(data.size());
  if (!data.empty()) std::memcpy(array.data.data(), data.data(), data.size());
  return array;
}

std::string ToNpy(const Array& array) {
  const std::string_view brief = ShortName(array.scalar);  // "f16": kind and bits
  std::string header = "{'descr': '";
  header += SizeOf(array.scalar) == 1 ? '|' : '<';
  header += brief[0];
  header += std::to_string(SizeOf(array.scalar));
  header += "', 'fortran_order': False, 'shape': (";
  for (std::size_t i = 0; i < array.shape.size(); ++i) {
    header += std::to_string(array.shape[i]);
    if (i + 1 < array.shape.size()) header += ", ";
  }
  header += array.shape.size() == 1 ? ",), }" : "), }";
  // The data begin at a multiple of 64; the header ends with a newline.
  constexpr std::size_t kPrefix = 10;
  header.append(64 - (kPrefix + header.size() + 1) % 64, ' ');
  header += '\n';
  std::string bytes(kMagic);
  bytes += '\x01';
  bytes += '\0';
  bytes += static_cast<char>(header.size() & 0xFF);
  bytes += static_cast<char>(header.size() >> 8);
  bytes += header;
  bytes.append(reinterpret_cast<const char*>(array.data.data()), array.data.size());
  return bytes;
}

Result<Array> ReadNpy(const std::string& path) {
  KILN_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
  auto array = ParseNpy(bytes);
  if (!array) return Fail(std::move(array.error()).With("while reading '" + path + "'"));
  return array;
}

Status WriteNpy(const std::string& path, const Array& array) {
  return WriteFileAtomically(path, ToNpy(array));
}

}  // namespace kiln::harness
