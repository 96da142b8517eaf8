#include "kiln/artifact/reflection.h"

#include <gtest/gtest.h>

#include <string>

namespace kiln::artifact {
namespace {

Reflection Example() {
  Reflection reflection;
  reflection.target = "vulkan1.3";
  Kernel& kernel = reflection.kernels.emplace_back();
  kernel.name = "saxpy";
  kernel.entry_point = "saxpy";
  Argument x{.name = "x", .type_name = "float*", .kind = ArgumentKind::kBuffer, .address_space = "global"};
  x.size = x.alignment = 4;
  x.binding = 0;
  x.is_written = false;
  Argument a{.name = "a", .type_name = "float", .kind = ArgumentKind::kValue, .address_space = "private"};
  a.size = a.alignment = 4;
  a.offset = 8;
  a.metal_index = 1;
  Argument tile{.name = "tile", .type_name = "float4*", .kind = ArgumentKind::kLocal, .address_space = "local"};
  tile.size = tile.alignment = 16;
  tile.spec_id = 3;
  tile.element_size = 4;
  Argument image{.name = "image", .type_name = "image2d_t", .kind = ArgumentKind::kImage, .address_space = "global"};
  image.binding = 3;
  image.is_read = false;
  image.image = {ImageDimension::k2dArray, ImageElement::kUnsigned, true, 16};
  Argument sampler{.name = "s", .type_name = "sampler_t", .kind = ArgumentKind::kSampler, .address_space = "private"};
  sampler.size = sampler.alignment = 4;
  sampler.offset = 24;
  kernel.arguments = {x, a, tile, image, sampler};
  kernel.values = {.size = 36, .memory = ValueMemory::kUniformBuffer, .binding = 5, .metal_index = 6};
  kernel.implicit = {{ImplicitKind::kRegionOffset, 16}, {ImplicitKind::kWorkDim, 32}};
  kernel.static_local_bytes = 1024;
  kernel.features = {"float64", "int8"};
  Kernel& second = reflection.kernels.emplace_back();
  second.name = "empty";
  second.entry_point = "empty";
  second.required_work_group_size = {{64, 2, 1}};
  second.work_group_size_spec_ids = {7, 8, 9};
  return reflection;
}

constexpr char kExampleJson[] = R"({
  "schema": "kiln-reflect/1",
  "target": "vulkan1.3",
  "kernels": [
    {
      "name": "saxpy",
      "entry_point": "saxpy",
      "arguments": [
        {"name": "x", "type_name": "float*", "kind": "buffer", "address_space": "global", "size": 4, "alignment": 4, "binding": 0, "is_read": true, "is_written": false, "metal_index": 0},
        {"name": "a", "type_name": "float", "kind": "value", "address_space": "private", "size": 4, "alignment": 4, "offset": 8, "metal_index": 1},
        {"name": "tile", "type_name": "float4*", "kind": "local", "address_space": "local", "size": 16, "alignment": 16, "spec_id": 3, "element_size": 4, "metal_index": 0},
        {"name": "image", "type_name": "image2d_t", "kind": "image", "address_space": "global", "size": 0, "alignment": 0, "binding": 3, "is_read": false, "is_written": true, "dimension": "2d_array", "element": "uint", "is_storage": true, "format_offset": 16, "metal_index": 0},
        {"name": "s", "type_name": "sampler_t", "kind": "sampler", "address_space": "private", "size": 4, "alignment": 4, "offset": 24, "metal_index": 0}
      ],
      "values": {"size": 36, "memory": "uniform_buffer", "binding": 5, "metal_index": 6},
      "implicit": [
        {"kind": "region_offset", "offset": 16},
        {"kind": "work_dim", "offset": 32}
      ],
      "required_work_group_size": null,
      "work_group_size_spec_ids": [0, 1, 2],
      "static_local_bytes": 1024,
      "features": ["float64", "int8"]
    },
    {
      "name": "empty",
      "entry_point": "empty",
      "arguments": [],
      "values": {"size": 0, "memory": "push_constants", "binding": 0, "metal_index": 0},
      "implicit": [],
      "required_work_group_size": [64, 2, 1],
      "work_group_size_spec_ids": [7, 8, 9],
      "static_local_bytes": 0,
      "features": []
    }
  ]
}
)";

TEST(ReflectionTest, WritesTheDocumentedForm) {
  EXPECT_EQ(ToJson(Example()), kExampleJson);
}

TEST(ReflectionTest, ReadsEveryMemberBack) {
  const auto read = FromJson(kExampleJson);
  ASSERT_TRUE(read) << read.error().ToString();
  EXPECT_EQ(read->target, "vulkan1.3");
  ASSERT_EQ(read->kernels.size(), 2u);
  const Kernel& kernel = read->kernels[0];
  ASSERT_EQ(kernel.arguments.size(), 5u);
  EXPECT_EQ(kernel.arguments[0].kind, ArgumentKind::kBuffer);
  EXPECT_FALSE(kernel.arguments[0].is_written);
  EXPECT_EQ(kernel.arguments[1].offset, 8u);
  EXPECT_EQ(kernel.arguments[1].metal_index, 1u);
  EXPECT_EQ(kernel.arguments[2].spec_id, 3u);
  EXPECT_EQ(kernel.arguments[2].element_size, 4u);
  EXPECT_EQ(kernel.arguments[3].binding, 3u);
  EXPECT_FALSE(kernel.arguments[3].is_read);
  EXPECT_EQ(kernel.arguments[3].image.dimension, ImageDimension::k2dArray);
  EXPECT_EQ(kernel.arguments[3].image.element, ImageElement::kUnsigned);
  EXPECT_TRUE(kernel.arguments[3].image.is_storage);
  EXPECT_EQ(kernel.arguments[3].image.format_offset, 16u);
  EXPECT_EQ(kernel.arguments[4].kind, ArgumentKind::kSampler);
  EXPECT_EQ(kernel.arguments[4].offset, 24u);
  EXPECT_EQ(kernel.values.memory, ValueMemory::kUniformBuffer);
  EXPECT_EQ(kernel.values.binding, 5u);
  ASSERT_EQ(kernel.implicit.size(), 2u);
  EXPECT_EQ(kernel.implicit[1].kind, ImplicitKind::kWorkDim);
  EXPECT_EQ(kernel.features, (std::vector<std::string>{"float64", "int8"}));
  EXPECT_FALSE(kernel.required_work_group_size);
  EXPECT_EQ(read->kernels[1].required_work_group_size, (std::array<std::uint32_t, 3>{64, 2, 1}));
  // And nothing is lost: what was read is written the same.
  EXPECT_EQ(ToJson(*read), kExampleJson);
}

TEST(ReflectionTest, FindsKernelsByName) {
  const Reflection reflection = Example();
  ASSERT_NE(reflection.Find("empty"), nullptr);
  EXPECT_EQ(reflection.Find("empty")->name, "empty");
  EXPECT_EQ(reflection.Find("Empty"), nullptr);
}

TEST(ReflectionTest, NamesThatAreNoUtf8StillWrite) {
  Reflection reflection = Example();
  reflection.kernels[0].arguments[0].name = "\xff\"\n";
  EXPECT_NE(ToJson(reflection).find("\\\"\\n"), std::string::npos);
  EXPECT_TRUE(FromJson(ToJson(reflection)));
}

// The example with one piece of text replaced; the message that it gives.
std::string MessageAfter(const std::string& from, const std::string& to) {
  std::string json = kExampleJson;
  const auto at = json.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  json.replace(at, from.size(), to);
  const auto result = FromJson(json);
  if (result) return "accepted";
  EXPECT_EQ(result.error().code(), ErrorCode::kInvalidArtifact);
  return result.error().message();
}

TEST(ReflectionTest, DamagedJsonSaysWhere) {
  EXPECT_EQ(MessageAfter("kiln-reflect/1", "kiln-reflect/2"),
            "reflection: schema: expected 'kiln-reflect/1', got 'kiln-reflect/2'");
  EXPECT_EQ(MessageAfter("\"schema\"", "\"scheme\""), "reflection: 'schema' is missing");
  EXPECT_EQ(MessageAfter("\"offset\": 8, ", ""), "reflection: kernels[0].arguments[1]: 'offset' is missing");
  EXPECT_EQ(MessageAfter("\"offset\": 8", "\"offset\": \"8\""),
            "reflection: kernels[0].arguments[1].offset: expected a whole number, got string");
  EXPECT_EQ(MessageAfter("\"offset\": 8", "\"offset\": -8"),
            "reflection: kernels[0].arguments[1].offset: expected a whole number, got -8");
  EXPECT_EQ(MessageAfter("\"offset\": 8", "\"offset\": 8.5"),
            "reflection: kernels[0].arguments[1].offset: expected a whole number, got 8.5");
  EXPECT_EQ(MessageAfter("\"offset\": 8", "\"offset\": 4294967296"),
            "reflection: kernels[0].arguments[1].offset: 4294967296 is out of range");
  EXPECT_EQ(MessageAfter("\"kind\": \"value\"", "\"kind\": \"valve\""),
            "reflection: kernels[0].arguments[1].kind: unknown kind 'valve'");
  EXPECT_EQ(MessageAfter("[64, 2, 1]", "[64, 2]"),
            "reflection: kernels[1].required_work_group_size: expected 3 numbers, got 2");
  EXPECT_EQ(MessageAfter("[64, 2, 1]", "[64, 2, \"1\"]"),
            "reflection: kernels[1].required_work_group_size[2]: expected a whole number, got string");
  EXPECT_EQ(MessageAfter("[\"float64\", \"int8\"]", "[\"float64\", 8]"),
            "reflection: kernels[0].features[1]: expected a string");
  EXPECT_EQ(MessageAfter("\"is_read\": true", "\"is_read\": 1"),
            "reflection: kernels[0].arguments[0].is_read: expected true or false, got number");
  EXPECT_EQ(MessageAfter("\"name\": \"empty\"", "\"name\": \"saxpy\""), "reflection: kernels: two are named 'saxpy'");
}

TEST(ReflectionTest, UnknownMembersAreIgnored) {
  EXPECT_EQ(MessageAfter("\"static_local_bytes\"", "\"largest_buffer\": 4096, \"static_local_bytes\""), "accepted");
  EXPECT_EQ(MessageAfter("\"static_local_bytes\"", "\"added_later\": [1], \"static_local_bytes\""), "accepted");
}

TEST(ReflectionTest, TextThatIsNoJsonIsAnError) {
  for (const char* text : {"", "{", "nonsense", "[]", "null", "{\"schema\": 1}", "\xff\xfe"}) {
    const auto result = FromJson(text);
    ASSERT_FALSE(result) << text;
    EXPECT_EQ(result.error().code(), ErrorCode::kInvalidArtifact) << text;
  }
  const auto cut = FromJson(std::string_view(kExampleJson).substr(0, 40));
  ASSERT_FALSE(cut);
  EXPECT_NE(cut.error().message().find("line 3"), std::string::npos) << cut.error().message();
}

TEST(ReflectionTest, EveryTruncationIsAnError) {
  const std::string_view json(kExampleJson);
  for (std::size_t length = 0; length + 2 < json.size(); ++length) {
    EXPECT_FALSE(FromJson(json.substr(0, length))) << length;
  }
}

TEST(ReflectionTest, DeeplyNestedTextIsAnError) {
  EXPECT_FALSE(FromJson(std::string(100000, '[')));
}

std::string CheckMessage(const Kernel& kernel) {
  const Status status = Check(kernel);
  return status ? "ok" : status.error().message();
}

TEST(ReflectionTest, CheckFindsNumbersThatDoNotFit) {
  const Kernel good = Example().kernels[0];
  EXPECT_EQ(CheckMessage(good), "ok");
  Kernel kernel = good;
  kernel.arguments[1].offset = 33;
  EXPECT_EQ(CheckMessage(kernel),
            "kernel 'saxpy': argument 1 'a' at offset 33 with 4 bytes leaves the value block of 36 bytes");
  kernel = good;
  kernel.arguments[1].offset = 0xffffffff;  // the sum overflows
  EXPECT_NE(CheckMessage(kernel), "ok");
  kernel = good;
  kernel.implicit[0].offset = 28;
  EXPECT_EQ(CheckMessage(kernel),
            "kernel 'saxpy': an implicit value at offset 28 with 12 bytes leaves the value block of 36 bytes");
  kernel = good;
  kernel.arguments[3].binding = 0;
  EXPECT_EQ(CheckMessage(kernel), "kernel 'saxpy': binding 0 is used by argument 0 'x' and argument 3 'image'");
  kernel = good;
  kernel.values.binding = 0;
  EXPECT_EQ(CheckMessage(kernel), "kernel 'saxpy': binding 0 is used by the value block and argument 0 'x'");
  kernel = good;
  kernel.arguments[2].spec_id = 2;
  EXPECT_EQ(CheckMessage(kernel),
            "kernel 'saxpy': specialization constant 2 is used by the work-group size and argument 2 'tile'");
  kernel = good;
  kernel.arguments[2].element_size = 0;
  EXPECT_EQ(CheckMessage(kernel), "kernel 'saxpy': argument 2 'tile' has no element size");
  kernel = good;
  kernel.required_work_group_size = {{0, 1, 1}};
  EXPECT_EQ(CheckMessage(kernel), "kernel 'saxpy': its required work-group size has a zero");
}

Kernel WithProgramVariables() {
  Kernel kernel;
  kernel.name = kernel.entry_point = "count";
  ProgramVariables& program = kernel.program_variables.emplace();
  program.binding = program.metal_index = 2;
  program.size = 32;
  program.variables = {{"counter", 0, 4}, {"name", 16, 8}};
  program.initial = {{0, std::string("\x05")}, {16, std::string("a\xff\0b", 4)}};
  return kernel;
}

TEST(ReflectionTest, ProgramVariablesComeBack) {
  const Reflection reflection{"vulkan1.3", {WithProgramVariables()}};
  const auto read = FromJson(ToJson(reflection));
  ASSERT_TRUE(read) << read.error().ToString();
  ASSERT_TRUE(read->kernels[0].program_variables);
  EXPECT_EQ(read->kernels[0].program_variables->variables, reflection.kernels[0].program_variables->variables);
  EXPECT_EQ(read->kernels[0].program_variables->initial, reflection.kernels[0].program_variables->initial);
  EXPECT_EQ(ToJson(*read), ToJson(reflection));
  const std::string header = ToCppHeader(reflection, "n");
  EXPECT_NE(header.find("kProgramVariablesSize = 32;"), std::string::npos) << header;
  EXPECT_NE(header.find("{16, 4, \"a\\377\\000b\"},"), std::string::npos) << header;
}

TEST(ReflectionTest, ProgramVariablesThatDoNotFit) {
  EXPECT_TRUE(Check(WithProgramVariables()));
  const auto damaged = [](auto change) {
    Kernel kernel = WithProgramVariables();
    change(*kernel.program_variables);
    const Status status = Check(kernel);
    return status ? "" : status.error().message();
  };
  using P = ProgramVariables;
  EXPECT_NE(damaged([](P& p) { p.size = 20; }).find("a size of 20 bytes"), std::string::npos);
  EXPECT_NE(damaged([](P& p) { p.variables[1].size = 17; }).find("'name' leaves the buffer"), std::string::npos);
  EXPECT_NE(damaged([](P& p) { p.initial[1].offset = 30; }).find("leave the buffer of 32"), std::string::npos);
  EXPECT_NE(damaged([](P& p) { p.initial[0].bytes.resize(17); }).find("overlap"), std::string::npos);
}

TEST(ReflectionTest, CppHeaderStatesTheNumbers) {
  Reflection reflection = Example();
  reflection.kernels[1].name = "template";
  const std::string header = ToCppHeader(reflection, "app::kernels");
  for (const char* line : {
           "namespace app::kernels {",
           "namespace saxpy {",
           "inline constexpr char kName[] = \"saxpy\";",
           "inline constexpr std::uint32_t kArgumentCount = 5;",
           "inline constexpr std::uint32_t kValueBlockBinding = 5;",
           "inline constexpr std::uint32_t implicit_region_offset_offset = 16;",
           "inline constexpr std::uint32_t kWorkGroupSizeSpecIds[3] = {0, 1, 2};",
           "// float a (value)",
           "inline constexpr std::uint32_t a_index = 1;",
           "inline constexpr std::uint32_t a_offset = 8;",
           "inline constexpr std::uint32_t tile_spec_id = 3;",
           "inline constexpr std::uint32_t image_binding = 3;",
           "namespace template_ {",
           "inline constexpr std::uint32_t kRequiredWorkGroupSize[3] = {64, 2, 1};",
       }) {
    EXPECT_NE(header.find(std::string(line) + "\n"), std::string::npos) << line << "\n" << header;
  }
}

}  // namespace
}  // namespace kiln::artifact
