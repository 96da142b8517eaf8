// Result<T>: a T or an Error. Kiln throws no exceptions across its interfaces.
#ifndef KILN_BASE_RESULT_H_
#define KILN_BASE_RESULT_H_

#include <string>
#include <tl/expected.hpp>
#include <utility>

#include "kiln/base/error.h"

namespace kiln {

template <typename T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

// return Fail(ErrorCode::kNotFound, "no kernel named 'x'");
inline tl::unexpected<Error> Fail(ErrorCode code, std::string message,
                                  std::source_location origin = std::source_location::current()) {
  return tl::unexpected<Error>(Error(code, std::move(message), origin));
}
// return Fail(std::move(result.error()).With("while loading 'x.spv'"));
inline tl::unexpected<Error> Fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace kiln

#define KILN_CONCAT_INNER(a, b) a##b
#define KILN_CONCAT(a, b) KILN_CONCAT_INNER(a, b)
// Evaluates a Status or Result, returns its error from the enclosing function.
#define KILN_RETURN_IF_ERROR(expr)                         \
  do {                                                     \
    if (auto kiln_status = (expr); !kiln_status) {         \
      return ::kiln::Fail(std::move(kiln_status.error())); \
    }                                                      \
  } while (false)
// KILN_ASSIGN_OR_RETURN(auto file, ReadFile(path));
#define KILN_ASSIGN_OR_RETURN(lhs, expr)                                         \
  auto KILN_CONCAT(kiln_result_, __LINE__) = (expr);                             \
  if (!KILN_CONCAT(kiln_result_, __LINE__)) {                                    \
    return ::kiln::Fail(std::move(KILN_CONCAT(kiln_result_, __LINE__).error())); \
  }                                                                              \
  lhs = std::move(*KILN_CONCAT(kiln_result_, __LINE__))

#endif  // KILN_BASE_RESULT_H_
