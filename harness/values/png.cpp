#include "harness/values/png.h"

#include <png.h>

#include "kiln/base/file.h"

namespace kiln::harness {
namespace {

// No file of a test or a photograph is larger; a damaged header may say anything.
constexpr std::uint32_t kLargestExtent = 1u << 16;

png_image NewImage() {
  png_image image = {};
  image.version = PNG_IMAGE_VERSION;
  return image;
}

}  // namespace

Result<Picture> ReadPng(const std::string& file) {
  KILN_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(file));
  png_image image = NewImage();
  const auto bad = [&](const std::string& why) {
    png_image_free(&image);
    return Fail(ErrorCode::kInvalidArtifact, "'" + file + "' cannot be read as PNG: " + why);
  };
  if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0) return bad(image.message);
  if ((image.format & PNG_FORMAT_FLAG_LINEAR) != 0) return bad("it has 16 bits a channel; save it with 8");
  if (image.width > kLargestExtent || image.height > kLargestExtent) return bad("it is too large");
  Picture picture;
  picture.width = image.width;
  picture.height = image.height;
  image.format = PNG_FORMAT_RGBA;
  picture.rgba.resize(PNG_IMAGE_SIZE(image));
  if (png_image_finish_read(&image, nullptr, picture.rgba.data(), 0, nullptr) == 0) return bad(image.message);
  return picture;
}

Status WritePng(const std::string& file, const Picture& picture) {
  png_image image = NewImage();
  image.width = picture.width;
  image.height = picture.height;
  image.format = PNG_FORMAT_RGBA;
  png_alloc_size_t size = 0;
  std::string bytes;
  const auto write = [&](void* to) {
    return png_image_write_to_memory(&image, to, &size, 0, picture.rgba.data(), 0, nullptr) != 0;
  };
  bool is_written = write(nullptr);
  if (is_written) {
    bytes.resize(size);
    is_written = write(bytes.data());
    bytes.resize(size);
  }
  if (!is_written) return Fail(ErrorCode::kInternal, std::string("no PNG could be made: ") + image.message);
  return WriteFileAtomically(file, bytes);
}

}  // namespace kiln::harness
