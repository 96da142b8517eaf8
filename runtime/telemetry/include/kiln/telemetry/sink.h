// Where events go.
#ifndef KILN_TELEMETRY_SINK_H_
#define KILN_TELEMETRY_SINK_H_

#include <memory>
#include <span>
#include <string>

#include "kiln/base/result.h"
#include "kiln/telemetry/event.h"

namespace kiln::telemetry {

// All calls come from one thread, which is none of the program's.
class Sink {
 public:
  virtual ~Sink() = default;
  // In the order in which they were noted, about ten times a second.
  virtual void Write(std::span<const Event> events) = 0;
  // After the last Write: what went wrong since the beginning.
  virtual Status Close() { return {}; }
};

// One JSON object a line: the schema kiln-events/1 of docs/telemetry.md. Both replace the file. kIo.
Result<std::shared_ptr<Sink>> OpenJsonLines(const std::string& path);
// The trace format of Chrome, which Perfetto reads as well. A process that ends without Close leaves a file that both
// read nevertheless.
Result<std::shared_ptr<Sink>> OpenTrace(const std::string& path);

}  // namespace kiln::telemetry

#endif  // KILN_TELEMETRY_SINK_H_
