// The buffers of a device whose addresses are known outside the runtime: a kernel may reach any of them.
#ifndef KILN_RUNTIME_MEMORY_ADDRESSED_BUFFERS_H_
#define KILN_RUNTIME_MEMORY_ADDRESSED_BUFFERS_H_

#include <memory>
#include <mutex>
#include <vector>

namespace kiln::runtime {

class Resource;

// May be used from several threads.
class AddressedBuffers {
 public:
  void Add(std::weak_ptr<Resource> buffer) {
    const std::lock_guard lock(mutex_);
    std::erase_if(buffers_, [](const auto& known) { return known.expired(); });
    buffers_.push_back(std::move(buffer));
  }
  // Those that still live.
  std::vector<std::shared_ptr<Resource>> All() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::shared_ptr<Resource>> alive;
    for (const auto& known : buffers_) {
      if (auto buffer = known.lock()) alive.push_back(std::move(buffer));
    }
    return alive;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::weak_ptr<Resource>> buffers_;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_MEMORY_ADDRESSED_BUFFERS_H_
