#include "kiln/reference/msl.h"

#include <gtest/gtest.h>

#include <bit>
#include <numeric>

namespace kiln::reference {
namespace {

MslProgram Compiled(const std::string& body) {
  auto program = MslProgram::Compile({"k.metal", "#include <metal_stdlib>\nusing namespace metal;\n" + body});
  EXPECT_TRUE(program) << program.error().ToString();
  return std::move(*program);
}

// A kernel `k` over `out` and `in`, both of T.
template <typename T>
std::vector<T> Execute(const std::string& body, std::vector<T> in, std::size_t results, std::uint32_t group = 0) {
  const MslProgram program = Compiled(body);
  EXPECT_TRUE(program.ok()) << program.DiagnosticText();
  std::vector<T> out(results);
  MslLaunch launch;
  launch.threads_per_grid = {static_cast<std::uint32_t>(results), 1, 1};
  launch.threads_per_threadgroup = {group == 0 ? 4 : group, 1, 1};
  launch.buffers = {{0, std::as_writable_bytes(std::span(out))}, {1, std::as_writable_bytes(std::span(in))}};
  const Status status = program.Run("k", launch);
  EXPECT_TRUE(status) << status.error().ToString();
  return out;
}

std::string Message(const Status& status) {
  return status ? "" : status.error().ToString();
}

// The errors of a text, without those that follow.
std::string FirstError(const std::string& body) {
  const MslProgram program = Compiled(body);
  for (const MslDiagnostic& diagnostic : program.diagnostics()) {
    if (diagnostic.is_error) return std::to_string(diagnostic.line) + ": " + diagnostic.message;
  }
  return "";
}

constexpr const char* kUints =
    "kernel void k(device uint* out [[buffer(0)]], const device uint* in [[buffer(1)]],\n"
    "              uint i [[thread_position_in_grid]], uint local_i [[thread_position_in_threadgroup]],\n"
    "              uint size [[threads_per_threadgroup]])\n";
constexpr const char* kFloats =
    "kernel void k(device float* out [[buffer(0)]], const device float* in [[buffer(1)]],\n"
    "              uint i [[thread_position_in_grid]])\n";

TEST(Msl, BindsArgumentsByIndex) {
  const MslProgram program = Compiled(R"(
struct Scale { float4 by; int add; };
kernel void saxpy(constant Scale& scale [[buffer(2)]], device float* y [[buffer(0)]], const device float* x [[buffer(1)]],
                  uint3 id [[thread_position_in_grid]])
{
    y[id.x] = (scale.by.y * x[id.x]) + y[id.x] + float(scale.add);
}
)");
  ASSERT_TRUE(program.ok()) << program.DiagnosticText();
  ASSERT_EQ(program.kernels().size(), 1u);
  EXPECT_EQ(program.kernels()[0].parameters.size(), 4u);
  EXPECT_EQ(program.kernels()[0].parameters[0].size, 32u);
  struct alignas(16) Scale {
    float by[4] = {0, 2, 0, 0};
    int add = 5;
  };
  std::vector<float> x(100), y(100, 1.0f);
  std::iota(x.begin(), x.end(), 0.0f);
  std::vector<Scale> scale(1);
  MslLaunch launch;
  launch.threads_per_grid = {100, 1, 1};
  launch.threads_per_threadgroup = {32, 1, 1};
  launch.buffers = {{0, std::as_writable_bytes(std::span(y))},
                    {1, std::as_writable_bytes(std::span(x))},
                    {2, std::as_writable_bytes(std::span(scale))}};
  EXPECT_EQ(Message(program.Run("saxpy", launch)), "");
  for (std::size_t i = 0; i < y.size(); ++i) EXPECT_EQ(y[i], 2.0f * static_cast<float>(i) + 6.0f);
  launch.buffers.erase(1);
  EXPECT_EQ(Message(program.Run("saxpy", launch)), "nothing is bound to [[buffer(1)]] 'x'");
  EXPECT_EQ(program.Run("daxpy", launch).error().code(), ErrorCode::kNotFound);
}

TEST(Msl, Vectors) {
  const std::string body = std::string(kFloats) + R"({
    float4 v = float4(in[0], float2(in[1], in[2]), in[3]);
    v.zx = v.xy * 2.0;
    v.y += 1.0;
    bool4 large = v > float4(2.5);
    float4 chosen = select(float4(0.0), v.wzyx, large);
    float3 packed = packed_float3(v.xyz);
    out[0] = chosen.x; out[1] = chosen[1]; out[2] = chosen.z; out[3] = chosen.w;
    out[4] = dot(packed, float3(1.0, 10.0, 100.0));
    out[5] = any(large) && !all(large) ? 1.0 : 0.0;
    out[6] = as_type<float>(as_type<uint2>(v.xy).y);
    out[7] = float(char4(100, 100, 0, 0).x + char4(100).y);
})";
  // v = (1, 2, 3, 4); v.zx = (2, 4): (4, 2, 2, 4); v.y = 3: (4, 3, 2, 4).
  EXPECT_EQ(Execute<float>(body, {1, 2, 3, 4}, 8), (std::vector<float>{4, 2, 0, 4, 234, 1, 3, 200}));
}

TEST(Msl, Integers) {
  const std::string body = std::string(kUints) + R"({
    uint x = in[0];
    out[0] = popcount(x); out[1] = clz(x); out[2] = ctz(x); out[3] = reverse_bits(x);
    out[4] = rotate(x, 4u); out[5] = mulhi(x, x); out[6] = extract_bits(x, 4u, 8u); out[7] = insert_bits(x, 5u, 0u, 4u);
    out[8] = uint(clz(uchar(1))); out[9] = addsat(x, 0xffffffffu); out[10] = absdiff(1u, 3u); out[11] = x / in[1];
    out[12] = uint(as_type<int>(x) >> 33); out[13] = (uint2(1, 2) << uint2(33, 1)).x; out[14] = hadd(x, x);
    out[15] = uint(max(short(-3), short(2)));
})";
  const std::vector<std::uint32_t> out = Execute<std::uint32_t>(body, {0x00f0'1230u, 0}, 16);
  const std::vector<std::uint32_t> expected = {8, 8,          4, 0x0c480f00, 0x0f012300, 0xe122, 0x23,       0x00f01235,
                                               7, 0xffffffff, 2, 0x00f01230, 0x00780918, 2,      0x00f01230, 2};
  EXPECT_EQ(out, expected);
}

TEST(Msl, Math) {
  const std::string body = std::string(kFloats) + R"({
    out[0] = precise::sin(in[0]); out[1] = precise::exp(in[0]); out[2] = fma(in[0], in[1], -1.0);
    out[3] = max(NAN, in[0]); out[4] = rint(2.5); out[5] = round(2.5); out[6] = fract(-0.25); out[7] = precise::pow(2.0, 3.0);
    out[8] = float(half(65519.0)); out[9] = float(half(1.0) / half(3.0)); out[10] = clamp(in[0], 0.0, 0.5);
    out[11] = length(float3(2.0, 3.0, 6.0));
})";
  const std::vector<float> out = Execute<float>(body, {1.0f, 1.5f}, 12);
  const std::vector<float> expected = {0.84147098f, 2.71828183f, 0.5f,     1.0f,        2.0f, 3.0f,
                                       0.75f,       8.0f,        65504.0f, 0.33325195f, 0.5f, 7.0f};
  EXPECT_EQ(out, expected);
}

TEST(Msl, BarriersHoldForTheWholeThreadgroup) {
  const std::string body = std::string(kUints) + R"({
    threadgroup uint tile[8];
    tile[local_i] = in[i];
    threadgroup_barrier(mem_flags::mem_threadgroup);
    for (uint step = size / 2; step > 0; step /= 2) {
        if (local_i < step) tile[local_i] += tile[local_i + step];
        threadgroup_barrier(mem_flags::mem_threadgroup);
    }
    out[i] = tile[0];
})";
  std::vector<std::uint32_t> in(24);
  std::iota(in.begin(), in.end(), 0u);
  const std::vector<std::uint32_t> out = Execute<std::uint32_t>(body, in, 24, 8);
  for (std::size_t i = 0; i < 24; ++i) EXPECT_EQ(out[i], 28u + 64u * (i / 8));
}

TEST(Msl, Atomics) {
  const std::string body = std::string(kUints) + R"({
    atomic_fetch_add_explicit((device atomic_uint*)&out[0], in[i], memory_order_relaxed);
    atomic_fetch_max_explicit((device atomic_int*)&out[1], int(i) - 2, memory_order_relaxed);
    uint expected = 0;
    while (!atomic_compare_exchange_weak_explicit((device atomic_uint*)&out[2], &expected, expected + 3,
                                                  memory_order_relaxed, memory_order_relaxed)) {
    }
})";
  EXPECT_EQ(Execute<std::uint32_t>(body, {1, 2, 3, 4}, 4), (std::vector<std::uint32_t>{10, 1, 12, 0}));
}

TEST(Msl, SimdGroups) {
  const std::string body = R"(
uint first_of(uint x) { return simd_broadcast_first(x); }
kernel void k(device uint* out [[buffer(0)]], const device uint* in [[buffer(1)]], uint i [[thread_position_in_grid]],
              uint lane [[thread_index_in_simdgroup]], uint width [[threads_per_simdgroup]],
              uint group [[simdgroup_index_in_threadgroup]])
{
    uint x = in[i];
    uint result = simd_sum(x) * 10000u + simd_prefix_exclusive_sum(x) * 100u;
    // The two branches do not meet, though both call first_of.
    if (lane % 2 == 0) result += first_of(lane + 1u) * 10u;
    else result += first_of(lane + 1u) * 10u;
    ulong votes = ulong(simd_vote::vote_t(simd_ballot(lane < 3)));
    out[i] = result + (simd_shuffle_xor(lane, 1) == (lane ^ 1) && votes == 7 && group * width + lane == i ? 1u : 0u);
})";
  std::vector<std::uint32_t> in(40, 1);
  const std::vector<std::uint32_t> out = Execute<std::uint32_t>(body, in, 40, 40);
  for (std::uint32_t i = 0; i < 40; ++i) {
    const std::uint32_t lane = i % 32;
    EXPECT_EQ(out[i], (i < 32 ? 320000u : 80000u) + lane * 100 + (lane % 2 == 0 ? 10 : 20) + 1) << i;
  }
}

TEST(Msl, Textures) {
  const MslProgram program = Compiled(R"(
kernel void k(texture2d<float> from [[texture(0)]], texture2d_array<uint, access::write> to [[texture(1)]],
              uint2 id [[thread_position_in_grid]])
{
    float4 v = from.read(uint2(id), 0) + from.read(uint2(99, 0));
    to.write(uint4(v * 2.0), id, 1);
    to.write(uint4(7u), uint2(from.get_width(), 0), 0);
}
)");
  ASSERT_TRUE(program.ok()) << program.DiagnosticText();
  std::vector<MslTexel> from(6), to(12);
  const auto bits = [](float x) { return std::bit_cast<std::uint32_t>(x); };
  for (std::size_t i = 0; i < from.size(); ++i) from[i] = {bits(static_cast<float>(i)), bits(0.5f), 0, bits(1.0f)};
  MslLaunch launch;
  launch.threads_per_grid = {3, 2, 1};
  launch.textures = {{0, {3, 2, 1, 1, from}}, {1, {3, 2, 1, 2, to}}};
  EXPECT_EQ(Message(program.Run("k", launch)), "");
  for (std::uint32_t i = 0; i < 6; ++i) {
    EXPECT_EQ(to[i], MslTexel{});
    EXPECT_EQ(to[6 + i], (MslTexel{i * 2, 1, 0, 2}));
  }
  EXPECT_NE(FirstError("kernel void k(texture2d<float> t [[texture(0)]]) { t.write(float4(0.0), uint2(0)); }"), "");
  EXPECT_NE(FirstError("kernel void k(texture2d<double> t [[texture(0)]]) {}"), "");
}

TEST(Msl, RefusesWhatMetalDoes) {
  const std::string head = "kernel void k(device uint* out [[buffer(0)]], constant uint& n [[buffer(1)]]) {\n";
  EXPECT_EQ(FirstError(head + "double d = 1.0;\n}"), "4: 'double' is not supported in Metal");
  EXPECT_NE(FirstError(head + "threadgroup uint* p = out;\n}"), "");
  EXPECT_EQ(FirstError(head + "uint* p = out;\n}"),
            "4: this pointer must have an address space: device, constant, threadgroup or thread");
  EXPECT_EQ(FirstError("float& f(thread float& x) { return x; }"),
            "3: this reference must have an address space: device, constant, threadgroup or thread");
  EXPECT_NE(FirstError("int counter = 0;\n" + head + "}"), "");
  EXPECT_NE(FirstError(head + "n = 3;\n}"), "");
  EXPECT_NE(FirstError(head + "int device = 3;\n}"), "");
  EXPECT_NE(FirstError(head + "atomic_ulong x;\n}"), "");
  EXPECT_NE(FirstError(head + "float4 v = float4(0.0); v.xx = float2(1.0);\n}"), "");
  EXPECT_NE(FirstError(head + "out[0] = max(1u, 2);\n}"), "");
  EXPECT_NE(FirstError(head + "ulong x = 0ul; out[0] = *as_type<device uint*>(x);\n}"), "");
  EXPECT_EQ(FirstError(head + "ulong x = reinterpret_cast<ulong>(out); out[0] = *reinterpret_cast<device uint*>(x);\n}"), "");
  EXPECT_NE(FirstError(head + "float x = 1.0lf;\n}"), "");
  EXPECT_EQ(FirstError("kernel void k(device uint* out) {}"),
            "3: the parameter 'out' of a kernel has no attribute such as [[buffer(0)]]");
  EXPECT_EQ(FirstError("kernel void k(device uint* a [[buffer(0)]], device uint* b [[buffer(0)]]) {}"),
            "3: two parameters have the index of 'b'");
  EXPECT_EQ(FirstError("kernel void k(device uint* a [[buffer]]) {}"), "3: attribute 'buffer' takes one number");
  // A word of OpenCL is a name like any other.
  EXPECT_EQ(FirstError(head + "uint local = 1, global = 2; out[0] = local + global;\n}"), "");
}

TEST(Msl, ReportsAccessesOutside) {
  const MslProgram program = Compiled(std::string(kUints) + "{\n    out[i + in[0]] = 1u;\n}\n");
  ASSERT_TRUE(program.ok()) << program.DiagnosticText();
  std::vector<std::uint32_t> out(8), in = {1000};
  MslLaunch launch;
  launch.buffers = {{0, std::as_writable_bytes(std::span(out))}, {1, std::as_writable_bytes(std::span(in))}};
  EXPECT_EQ(Message(program.Run("k", launch)),
            "'k' went wrong: it accesses memory 3968 bytes behind the end of [[buffer(0)]] 'out', which has 32 bytes\n"
            "  line 7 of the text: out[i + in[0]] = 1u;");
  launch.buffers[0] = {};
  in[0] = 0;
  EXPECT_EQ(Message(program.Run("k", launch)),
            "'k' went wrong: it accesses memory through a null pointer\n  line 7 of the text: out[i + in[0]] = 1u;");
  // Behind a buffer whose size is no multiple of the alignment a few bytes can be written; it shows.
  out.resize(7);
  in[0] = 7;
  launch.buffers[0] = std::as_writable_bytes(std::span(out));
  EXPECT_EQ(Message(program.Run("k", launch)),
            "'k' went wrong: it wrote memory 0 bytes behind the end of [[buffer(0)]] 'out', which has 28 bytes");
}

TEST(Msl, ReportsBarriersThatSomeMiss) {
  const MslProgram program =
      Compiled(std::string(kUints) + "{\n if (i < 3) threadgroup_barrier(mem_flags::mem_none);\n out[i] = 1;\n}\n");
  std::vector<std::uint32_t> out(8), in(1);
  MslLaunch launch;
  launch.threads_per_grid = launch.threads_per_threadgroup = {8, 1, 1};
  launch.buffers = {{0, std::as_writable_bytes(std::span(out))}, {1, std::as_writable_bytes(std::span(in))}};
  EXPECT_EQ(Message(program.Run("k", launch)),
            "'k' went wrong: threads wait at a barrier that others of their threadgroup have passed by");
}

TEST(Msl, EndsWhatDoesNotEnd) {
  const MslProgram program = Compiled(std::string(kUints) + "{\n while (in[0] == 0) out[i] += 1;\n}\n");
  std::vector<std::uint32_t> out(1), in(1);
  MslLaunch launch;
  launch.buffers = {{0, std::as_writable_bytes(std::span(out))}, {1, std::as_writable_bytes(std::span(in))}};
  launch.timeout = std::chrono::milliseconds(50);
  const Status status = program.Run("k", launch);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code(), ErrorCode::kTimeout);
}

TEST(Msl, NamesTheLineOfALibraryError) {
  EXPECT_TRUE(FirstError("constant float2 t = float2(1.0) % float2(2.0);").starts_with("3: "));
}

}  // namespace
}  // namespace kiln::reference
