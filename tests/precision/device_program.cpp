#include "tests/precision/device_program.h"

namespace kiln::precision {

Result<DeviceProgram> DeviceProgram::Build(runtime::Device& device, const harness::Translator& translator,
                                           const std::string& source, const std::vector<std::string>& build_options) {
  harness::TranslateRequest request;
  request.file_name = "precision.cl";
  request.source = source;
  request.build_options = build_options;
  KILN_ASSIGN_OR_RETURN(harness::Translated translated, translator(request));
  return DeviceProgram(device, std::move(translated));
}

Result<std::vector<Bytes>> DeviceProgram::Run(const std::string& kernel_name, std::size_t work_items,
                                              const std::vector<Bytes>& inputs,
                                              const std::vector<std::size_t>& output_bytes) {
  KILN_ASSIGN_OR_RETURN(runtime::Kernel kernel, device_->Load(translated_.words, translated_.reflection, kernel_name));
  std::vector<runtime::ArgumentValue> arguments;
  for (const Bytes& input : inputs) {
    KILN_ASSIGN_OR_RETURN(runtime::Buffer buffer, device_->Upload(input));
    arguments.emplace_back(buffer);
  }
  std::vector<runtime::Buffer> outputs;
  for (const std::size_t bytes : output_bytes) {
    KILN_ASSIGN_OR_RETURN(runtime::Buffer buffer, device_->Upload(Bytes(bytes, std::byte{0xa5})));
    arguments.emplace_back(buffer);
    outputs.push_back(buffer);
  }
  KILN_ASSIGN_OR_RETURN(runtime::Stream stream, device_->DefaultStream());
  KILN_ASSIGN_OR_RETURN(runtime::Event event,
                        stream.Launch(kernel, work_items, std::span<const runtime::ArgumentValue>(arguments)));
  KILN_RETURN_IF_ERROR(event.Wait());
  std::vector<Bytes> results;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    results.emplace_back(output_bytes[i]);
    KILN_RETURN_IF_ERROR(outputs[i].Read(results.back()));
  }
  return results;
}

}  // namespace kiln::precision
