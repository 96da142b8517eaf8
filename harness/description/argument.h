// The value of one arg_in or arg_out line.
#ifndef KILN_HARNESS_DESCRIPTION_ARGUMENT_H_
#define KILN_HARNESS_DESCRIPTION_ARGUMENT_H_

#include <string_view>

#include "harness/description/description.h"
#include "kiln/base/result.h"

namespace kiln::harness {

// `text` is what follows "arg_in:" or "arg_out:". The message of an error says what is wrong, without the place.
//   INDEX TYPE VALUE...
//   INDEX TYPE[COUNT] (VALUE... | repeat VALUE...)      own to Kiln: a struct by value, as its elements
//   INDEX buffer TYPE[COUNT] (VALUE... | repeat VALUE... | random | NULL) [tolerance X [ulp]]
//   INDEX image TYPE (VALUE... | repeat VALUE... | random | file PNG) image_type 2d image_width W image_height H
//         image_channel_order ORDER image_channel_data_type TYPE [tolerance X [ulp]]
//         Own to Kiln: the types 1d, 1d_array, 1d_buffer (without image_height), 2d_array and 3d with
//         image_array_size N or image_depth D behind the height; the order DEPTH; file.
//   INDEX sampler normalized_coords BOOL addressing_mode MODE filter_mode MODE
Result<TestArgument> ParseTestArgument(std::string_view text, bool is_in);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_DESCRIPTION_ARGUMENT_H_
