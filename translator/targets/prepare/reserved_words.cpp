#include "translator/targets/prepare/reserved_words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <unordered_set>

namespace kiln::translator::targets {
namespace {

using WordSet = std::unordered_set<std::string_view>;

WordSet Split(std::string_view text) {
  WordSet words;
  while (!text.empty()) {
    const std::size_t begin = text.find_first_not_of(" \n");
    if (begin == std::string_view::npos) {
      break;
    }
    const std::size_t end = std::min(text.find_first_of(" \n", begin), text.size());
    words.insert(text.substr(begin, end - begin));
    text.remove_prefix(end);
  }
  return words;
}

// Mathematical and integer functions whose names the three languages share, in full or in part. A name that only one
// of them has costs the others nothing but a suffix.
constexpr std::string_view kSharedFunctions = R"(
abs acos acosh all any asin asinh atan atan2 atanh ceil clamp cos cosh cross degrees determinant distance dot exp exp2
faceforward floor fma fmod fract frexp isfinite isinf isnan ldexp length lerp log log10 log2 max min mix mod modf
normalize pow radians reflect refract round roundEven rsqrt saturate sign sin sincos sinh smoothstep sqrt step tan tanh
transpose trunc
)";

constexpr std::string_view kGlslWords = R"(
active asm atomic_uint attribute barrier bool break buffer case cast centroid class coherent common const continue
default demote devicecoherent discard do double dvec else enum extern external false filter fixed flat float for
fvec goto half highp hvec if image in inline inout input int interface invariant invocationInterlock isampler isubpass
layout long lowp main mediump namespace noinline noperspective nonprivate nonuniformEXT nontemporal out output packed
partition patch precise precision private public queuefamilycoherent readonly resource restrict return sample sampler
samplerShadow shadercallcoherent shared short signed sizeof smooth static struct subpass subpassInput subroutine
subgroupcoherent superp switch template texture this true typedef uint uniform union unsigned using usampler varying
void volatile while workgroupcoherent writeonly hfloat
acosh allInvocations anyInvocation atomicAdd atomicAnd atomicCompSwap atomicExchange atomicLoad atomicMax atomicMin
atomicOr atomicStore atomicXor bitCount bitfieldExtract bitfieldInsert bitfieldReverse controlBarrier dFdx dFdy equal
findLSB findMSB floatBitsToInt floatBitsToUint float16BitsToInt16 float16BitsToUint16 doubleBitsToInt64
doubleBitsToUint64 fwidth greaterThan greaterThanEqual groupMemoryBarrier imulExtended int16BitsToFloat16
int64BitsToDouble intBitsToFloat inverse inversesqrt lessThan lessThanEqual matrixCompMult memoryBarrier
memoryBarrierBuffer memoryBarrierImage memoryBarrierShared not notEqual outerProduct pack16 pack32 pack64 pack8
packDouble2x32 packFloat2x16 packHalf2x16 packInt2x32 packSnorm2x16 packSnorm4x8 packUint2x32 packUnorm2x16
packUnorm4x8 texelFetch texture textureLod textureSize uaddCarry uint16BitsToFloat16 uint64BitsToDouble
uintBitsToFloat umulExtended unpack16 unpack32 unpack8 unpackDouble2x32 unpackFloat2x16 unpackHalf2x16 unpackInt2x32
unpackSnorm2x16 unpackSnorm4x8 unpackUint2x32 unpackUnorm2x16 unpackUnorm4x8 usubBorrow subgroupBarrier
int8_t uint8_t int16_t uint16_t int32_t uint32_t int64_t uint64_t float16_t float32_t float64_t
)";

constexpr std::string_view kMslWords = R"(
alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t char32_t class compl concept const
const_cast constexpr constinit consteval continue co_await co_return co_yield decltype default delete do double
dynamic_cast else enum explicit export extern false final float for friend goto if inline int long mutable namespace new
noexcept not not_eq nullptr operator or or_eq override private protected public register reinterpret_cast requires
restrict return short signed sizeof static static_assert static_cast struct switch template this thread_local throw true
try typedef typeid typename union unsigned using virtual void volatile wchar_t while xor xor_eq
kernel vertex fragment compute device constant thread threadgroup threadgroup_imageblock ray_data object_data
patch stage_in metal simd half uchar ushort uint ulong size_t ptrdiff_t intptr_t uintptr_t int8_t uint8_t int16_t
uint16_t int32_t uint32_t int64_t uint64_t atomic atomic_int atomic_uint atomic_bool atomic_float atomic_ulong
atomic_flag array array_ref sampler access read write read_write sample vec matrix packed_vec texture1d texture1d_array
texture2d texture2d_array texture2d_ms texture3d texturecube texturecube_array texture_buffer depth2d depth2d_array
depth2d_ms depthcube depthcube_array imageblock interpolant visible_function_table acceleration_structure
as_type select popcount clz ctz rotate mulhi madhi mad24 mul24 mad addsat subsat hadd rhadd absdiff extract_bits
insert_bits reverse_bits median3 min3 max3 fast precise fabs fmin fmax fdim copysign nextafter powr exp10 sinpi cospi
tanpi rint signbit isnormal isordered isunordered ilogb cbrt erf erfc lgamma tgamma hypot remainder fmedian3 divide
length_squared distance_squared dfdx dfdy fwidth atan2pi
threadgroup_barrier simdgroup_barrier mem_flags memory_order memory_order_relaxed thread_scope atomic_store_explicit
atomic_load_explicit atomic_exchange_explicit atomic_compare_exchange_weak_explicit atomic_fetch_add_explicit
atomic_fetch_sub_explicit atomic_fetch_and_explicit atomic_fetch_or_explicit atomic_fetch_xor_explicit
atomic_fetch_min_explicit atomic_fetch_max_explicit atomic_thread_fence simd_sum simd_max simd_min simd_broadcast
simd_shuffle simd_any simd_all simd_ballot simd_vote quad_broadcast function_constant is_function_constant_defined
is_null_texture level bias gradient2d level_of_detail component filter address coord linear nearest repeat pixel
thread_position_in_grid thread_position_in_threadgroup threadgroup_position_in_grid threads_per_grid
threads_per_threadgroup dispatch_threads_per_threadgroup threadgroups_per_grid thread_index_in_threadgroup
thread_index_in_simdgroup simdgroup_index_in_threadgroup threads_per_simdgroup simdgroups_per_threadgroup
thread_execution_width grid_origin grid_size buffer texture
NULL INFINITY NAN HUGE_VALF HUGE_VALH MAXFLOAT MAXHALF FLT_MAX FLT_MIN FLT_EPSILON FLT_DIG FLT_MANT_DIG FLT_MAX_EXP
FLT_MIN_EXP FLT_RADIX HALF_MAX HALF_MIN HALF_EPSILON INT_MAX INT_MIN UINT_MAX CHAR_BIT CHAR_MAX CHAR_MIN SCHAR_MAX
SCHAR_MIN UCHAR_MAX SHRT_MAX SHRT_MIN USHRT_MAX LONG_MAX LONG_MIN ULONG_MAX M_E_F M_LOG2E_F M_LOG10E_F M_LN2_F
M_LN10_F M_PI_F M_PI_2_F M_PI_4_F M_1_PI_F M_2_PI_F M_2_SQRTPI_F M_SQRT2_F M_SQRT1_2_F M_E_H M_PI_H FP_NAN FP_ZERO
FP_INFINITE FP_NORMAL FP_SUBNORMAL main bfloat bool_constant true_type false_type is_same enable_if
assert make_float2 complex I
)";

constexpr std::string_view kHlslWords = R"(
AppendStructuredBuffer asm asm_fragment auto BlendState bool break Buffer ByteAddressBuffer case catch cbuffer centroid
char class column_major compile compile_fragment CompileShader const const_cast continue ComputeShader
ConsumeStructuredBuffer default delete DepthStencilState DepthStencilView discard do double DomainShader dword
dynamic_cast else enum explicit export extern false float for friend fxgroup GeometryShader globallycoherent goto
groupshared half Hullshader if in inline inout InputPatch int interface line lineadj linear LineStream long
main matrix min10float min12int min16float min16int min16uint mutable namespace new nointerpolation noperspective NULL
operator out OutputPatch packoffset pass pixelfragment PixelShader point PointStream precise private protected public
RasterizerState reinterpret_cast RenderTargetView return register row_major RWBuffer RWByteAddressBuffer
RWStructuredBuffer RWTexture1D RWTexture1DArray RWTexture2D RWTexture2DArray RWTexture3D sample sampler SamplerState
SamplerComparisonState shared short signed sizeof snorm stateblock stateblock_state static static_cast string struct
StructuredBuffer switch tbuffer technique technique10 technique11 template texture Texture1D Texture1DArray Texture2D
Texture2DArray Texture2DMS Texture2DMSArray Texture3D TextureCube TextureCubeArray this throw triangle triangleadj
TriangleStream true try typedef typename uint uniform union unorm unsigned using vector vertexfragment VertexShader
virtual void volatile while int8_t uint8_t int16_t uint16_t int32_t uint32_t int64_t uint64_t float16_t float32_t
float64_t
AllMemoryBarrier AllMemoryBarrierWithGroupSync asdouble asfloat asfloat16 asint asint16 asuint asuint16 clip countbits
ddx ddy DeviceMemoryBarrier DeviceMemoryBarrierWithGroupSync dst errorf EvaluateAttributeAtSample f16tof32 f32tof16
firstbithigh firstbitlow frac fwidth GroupMemoryBarrier GroupMemoryBarrierWithGroupSync InterlockedAdd InterlockedAnd
InterlockedCompareExchange InterlockedCompareStore InterlockedExchange InterlockedMax InterlockedMin InterlockedOr
InterlockedXor lit mad msad4 mul noise printf rcp reversebits select tex1D tex2D tex3D texCUBE WaveGetLaneCount
WaveGetLaneIndex numthreads and or not xor indices payload vertices HullShader in out
)";

const WordSet& Words(TargetLanguage language) {
  static const WordSet shared = Split(kSharedFunctions);
  const auto with_shared = [](std::string_view text) {
    WordSet words = Split(text);
    words.insert(shared.begin(), shared.end());
    return words;
  };
  static const WordSet none;
  static const WordSet glsl = with_shared(kGlslWords);
  static const WordSet msl = with_shared(kMslWords);
  static const WordSet hlsl = with_shared(kHlslWords);
  switch (language) {
    case TargetLanguage::kGlsl:
      return glsl;
    case TargetLanguage::kMsl:
      return msl;
    case TargetLanguage::kHlsl:
      return hlsl;
    case TargetLanguage::kSpirv:
      break;
  }
  return none;
}

bool EndsWithShape(std::string_view suffix) {  // 2..4, or 2x3
  const auto digit = [](char c) { return c >= '1' && c <= '4'; };
  return (suffix.size() == 1 && digit(suffix[0])) ||
         (suffix.size() == 3 && digit(suffix[0]) && suffix[1] == 'x' && digit(suffix[2]));
}

// `rest` without an underscore: such a name is free with Kiln's suffix.
bool IsPlain(std::string_view rest) {
  return std::all_of(rest.begin(), rest.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; });
}

// A name of a family: `stem` and then a capital letter.
bool IsCamelFamily(std::string_view name, std::string_view stem) {
  return name.starts_with(stem) && name.size() > stem.size() &&
         std::isupper(static_cast<unsigned char>(name[stem.size()])) != 0 && IsPlain(name);
}

// float4, half2x2, packed_uchar3, u8vec4, dmat3, i64vec2, image2D, usampler3D, ...
bool IsFamilyName(TargetLanguage language, std::string_view name) {
  if (language == TargetLanguage::kGlsl) {
    for (const std::string_view prefix : {"", "i", "u", "b", "d", "f", "i8", "u8", "i16", "u16", "i32", "u32", "i64",
                                          "u64", "f16", "f32", "f64", "h"}) {
      for (const std::string_view family : {"vec", "mat"}) {
        const std::string stem = std::string(prefix) + std::string(family);
        if (name.starts_with(stem) && EndsWithShape(name.substr(stem.size()))) {
          return true;
        }
      }
    }
    for (const std::string_view prefix : {"", "i", "u", "i64", "u64"}) {
      for (const std::string_view family : {"image", "sampler", "texture", "subpassInput"}) {
        const std::string stem = std::string(prefix) + std::string(family);
        if (name.starts_with(stem) && IsPlain(name)) {
          const std::string_view rest = name.substr(stem.size());
          if (rest.starts_with("1D") || rest.starts_with("2D") || rest.starts_with("3D") || rest.starts_with("Cube") ||
              rest.starts_with("Buffer") || rest.starts_with("MS")) {
            return true;
          }
        }
      }
    }
    return IsCamelFamily(name, "subgroup");
  }
  if (name.starts_with("packed_")) {
    name.remove_prefix(7);
  }
  for (const std::string_view scalar :
       {"bool",      "char",       "uchar",    "short",     "ushort",    "int",       "uint",       "long",
        "ulong",     "half",       "float",    "double",    "bfloat",    "int16_t",   "uint16_t",   "int32_t",
        "uint32_t",  "int64_t",    "uint64_t", "float16_t", "float32_t", "float64_t", "min16float", "min16int",
        "min16uint", "min10float", "min12int", "dword",     "matrix",    "vector"}) {
    if (name.starts_with(scalar) && EndsWithShape(name.substr(scalar.size()))) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool IsReserved(TargetLanguage language, std::string_view name) {
  if (language == TargetLanguage::kSpirv) {
    return false;
  }
  return Words(language).contains(name) || IsFamilyName(language, name);
}

}  // namespace kiln::translator::targets
