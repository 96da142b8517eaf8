#include "translator/builtins/mangled_call.h"

#include <gtest/gtest.h>

#include <string>

#include "translator/builtins/builtin_table.h"

namespace kiln::translator::builtins {
namespace {

TEST(MangledCall, ReadsScalarsVectorsAndSigns) {
  const auto call = ParseMangledCall("_Z3fooDv4_fhDv16_tDhml");
  ASSERT_TRUE(call);
  EXPECT_EQ("foo", call->name);
  ASSERT_EQ(6U, call->parameters.size());
  EXPECT_TRUE(call->parameters[0].IsFloat());
  EXPECT_EQ(4U, call->parameters[0].lanes);
  EXPECT_EQ(Scalar::kUnsigned, call->parameters[1].scalar);
  EXPECT_EQ(8U, call->parameters[1].bits);
  EXPECT_EQ(16U, call->parameters[2].lanes);
  EXPECT_EQ(16U, call->parameters[3].bits);
  EXPECT_TRUE(call->parameters[3].IsFloat());
  EXPECT_FALSE(call->parameters[4].IsSigned());
  EXPECT_TRUE(call->parameters[5].IsSigned());
}

TEST(MangledCall, ReadsPointersAndSubstitutions) {
  const auto vload = ParseMangledCall("_Z6vload4jPU3AS1Kf");
  ASSERT_TRUE(vload);
  EXPECT_TRUE(vload->parameters[1].is_pointer);
  EXPECT_EQ(1U, vload->parameters[1].address_space);
  EXPECT_EQ(1U, vload->parameters[1].lanes);

  // S_ is the vector; in the second, the components are qualified pointee, pointer, then the vector.
  const auto fract = ParseMangledCall("_Z5fractDv8_fPU3AS3S_");
  ASSERT_TRUE(fract);
  EXPECT_EQ(8U, fract->parameters[1].lanes);
  EXPECT_EQ(3U, fract->parameters[1].address_space);
  const auto copy = ParseMangledCall("_Z21async_work_group_copyPU3AS3Dv2_iPU3AS1KS_j9ocl_event");
  ASSERT_TRUE(copy);
  EXPECT_EQ(2U, copy->parameters[1].lanes);
  EXPECT_EQ("ocl_event", copy->parameters[3].name);
}

TEST(MangledCall, ReadsAtomicsAndEnumerations) {
  const auto call = ParseMangledCall(
      "_Z30atomic_compare_exchange_strong"
      "PU3AS4VU7_AtomiciPU3AS4ii12memory_orderS4_12memory_scope");
  ASSERT_TRUE(call);
  ASSERT_EQ(6U, call->parameters.size());
  EXPECT_EQ(32U, call->parameters[0].bits);
  EXPECT_EQ(4U, call->parameters[0].address_space);
  EXPECT_EQ("memory_order", call->parameters[3].name);
  EXPECT_EQ("memory_scope", call->parameters[5].name);
}

TEST(MangledCall, RefusesWhatNoBuiltinHas) {
  for (const char* name :
       {"", "printf", "_Z", "_Z3si", "_Z99sin", "_Z3sinS_", "_Z3sinDv99_f", "_Z3sinPFvvE", "_Z3sinDv4_",
        "_Z3sinPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPf", "_ZN3foo3barEf", "_Z3sin99999999999999"}) {
    EXPECT_FALSE(ParseMangledCall(name)) << name;
  }
}

TEST(BuiltinTable, IsSortedAndFindsEveryRow) {
  for (const MathBuiltin& row : MathBuiltins()) {
    EXPECT_EQ(&row, FindMathBuiltin(row.name)) << row.name;
  }
  EXPECT_EQ(nullptr, FindMathBuiltin("sinn"));
  Family family{};
  EXPECT_TRUE(FindFamily("convert_int4_sat_rte", family));
  EXPECT_EQ(Family::kConversion, family);
  EXPECT_FALSE(FindFamily("printf", family));
}

}  // namespace
}  // namespace kiln::translator::builtins
