#include "kiln/telemetry/recorder.h"

#include <algorithm>
#include <utility>

namespace kiln::telemetry {

KernelMetrics& DeviceMetrics::Kernel(std::string_view kernel) {
  const std::lock_guard lock(mutex_);
  if (const auto known = by_name_.find(kernel); known != by_name_.end()) return *known->second;
  const bool is_full = kernels_.size() >= kMostKernels;
  if (is_full) {
    constexpr std::string_view kOthers = "(others)";
    if (const auto others = by_name_.find(kOthers); others != by_name_.end()) return *others->second;
    kernel = kOthers;
  }
  KernelMetrics& added = kernels_.emplace_back();
  added.name = kernel;
  by_name_.emplace(added.name, &added);
  return added;
}

std::vector<const KernelMetrics*> DeviceMetrics::Kernels() const {
  const std::lock_guard lock(mutex_);
  std::vector<const KernelMetrics*> kernels;
  for (const KernelMetrics& kernel : kernels_) kernels.push_back(&kernel);
  return kernels;
}

DeviceMetrics& Recorder::OpenDevice(std::string_view name) {
  const std::string_view kept = Keep(name);
  const std::lock_guard lock(devices_mutex_);
  // Two open devices never share counters, which have one writer at a time; one that is opened again goes on counting.
  for (DeviceMetrics& device : devices_) {
    if (device.is_open_ || device.name != kept) continue;
    device.is_open_ = true;
    return device;
  }
  DeviceMetrics& device = devices_.emplace_back(kept);
  device.is_open_ = true;
  return device;
}

void Recorder::SetReadings(DeviceMetrics& device, std::function<DeviceReadings()> read) {
  const std::lock_guard lock(devices_mutex_);
  StopReading(device);
  device.read_ = std::move(read);
}

void Recorder::StopReading(DeviceMetrics& device) {
  if (!device.read_) return;
  for (const DeviceReadings::Pool& pool : device.read_().pools) {
    DeviceReadings::Pool& closed = device.closed_pools_[pool.name];
    closed.hits += pool.hits;
    closed.misses += pool.misses;
  }
  device.read_ = {};
}

void Recorder::CloseDevice(DeviceMetrics& device) {
  const std::lock_guard lock(devices_mutex_);
  StopReading(device);
  device.is_open_ = false;
}

std::string_view Recorder::Keep(std::string_view text) {
  const std::lock_guard lock(names_mutex_);
  const auto known = names_.find(text);
  return known != names_.end() ? *known : *names_.emplace(text).first;
}

void Recorder::Note(std::vector<Event> events) {
  if (!hand_on_) return;
  if (!wants_events_) std::erase_if(events, [&](const Event& event) { return !IsSlow(event, slow_); });
  for (const Event& event : events) {
    if (IsSlow(event, slow_)) slow_operations_.Add();
  }
  const std::size_t count = events.size();
  if (count != 0 && !hand_on_(std::move(events))) dropped_events_.Add(count);
}

void Recorder::Note(Event event) {
  if (!Wants(event.duration)) return;
  std::vector<Event> events;
  events.push_back(std::move(event));
  Note(std::move(events));
}

void Recorder::NoteError(ErrorCode code, std::string_view device, std::string detail) {
  errors_[static_cast<std::size_t>(code)].Add();
  if (!wants_events_) return;
  Event event;
  event.kind = EventKind::kError;
  event.thread = ThreadNumber();
  event.begin = Now();
  event.device = device;
  event.name = ErrorCodeName(code);
  event.detail = std::move(detail);
  Note(std::move(event));
}

void Recorder::NoteRecovery(RecoveryAction action, std::string_view device, std::string detail) {
  recoveries_[static_cast<std::size_t>(action)].Add();
  if (!wants_events_) return;
  Event event;
  event.kind = EventKind::kRecovery;
  event.thread = ThreadNumber();
  event.begin = Now();
  event.device = device;
  event.name = RecoveryActionName(action);
  event.detail = std::move(detail);
  Note(std::move(event));
}

void Recorder::NoteTranslation(std::string_view file, std::uint64_t begin, std::uint64_t duration) {
  translations_.Observe(duration);
  if (!Wants(duration)) return;
  Event event;
  event.kind = EventKind::kTranslate;
  event.thread = ThreadNumber();
  event.begin = begin;
  event.duration = duration;
  event.name = Keep(file);
  Note(std::move(event));
}

void Recorder::NoteHostLaunch(std::string_view device, std::string_view kernel, std::uint64_t duration) {
  DeviceMetrics& metrics = OpenDevice(device);
  KernelMetrics& counted = metrics.Kernel(kernel);
  counted.launches.Add();
  counted.device_time.Observe(duration);
  metrics.commands[static_cast<std::size_t>(EventKind::kLaunch)].Add();
  metrics.latency.Observe(duration);
  if (Wants(duration)) {
    Event event;
    event.kind = EventKind::kLaunch;
    event.thread = ThreadNumber();
    event.begin = Now() - duration;
    event.duration = duration;
    event.device = metrics.name;
    event.name = counted.name;
    Note(std::move(event));
  }
  CloseDevice(metrics);
}

void Recorder::NotePressure(std::string_view device, std::string_view level) {
  if (!wants_events_) return;
  Event event;
  event.kind = EventKind::kPressure;
  event.thread = ThreadNumber();
  event.begin = Now();
  event.device = device;
  event.name = Keep(level);
  Note(std::move(event));
}

void Recorder::NoteAlert(std::string_view name, std::string sentence, bool is_firing) {
  if (is_firing) alerts_.Add();
  if (!wants_events_) return;
  Event event;
  event.kind = EventKind::kAlert;
  event.thread = ThreadNumber();
  event.begin = Now();
  event.name = Keep(name);
  event.detail = std::move(sentence);
  Note(std::move(event));
}

}  // namespace kiln::telemetry
