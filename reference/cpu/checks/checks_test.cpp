#include "reference/cpu/checks/checks_testing.h"

namespace kiln::reference {
namespace {

TEST(Checks, FindNothingInAKernelThatIsRight) {
  CheckedRun run(R"(
    constant int table[4] = {1, 2, 3, 4};
    struct pair { char a; int b; };
    int sum(const int* p, int n) { int s = 0; for (int i = 0; i < n; ++i) s += p[i]; return s; }
    kernel void k(global int* out, local int* shared, int n) {
      int own[5];
      struct pair pairs[3];
      local float4 more[4];
      size_t i = get_global_id(0), l = get_local_id(0);
      for (int j = 0; j < 5; ++j) own[j] = table[j & 3];
      for (int j = 0; j < 3; ++j) { pairs[j].a = j; pairs[j].b = own[j]; }
      shared[l] = sum(own, 5) + pairs[l % 3].b + n / 3 + (n << (l & 31));
      more[l] = vload4(0, own + 1).xyzw == 0 ? 1.0f : 2.0f;
      barrier(CLK_LOCAL_MEM_FENCE);
      struct pair copy = pairs[1];
      vstore2((int2)(shared[l], copy.b), i, out);
      atomic_inc(out + 16);
    })");
  std::vector<std::uint32_t> out(17);
  std::uint32_t n = 7;
  EXPECT_EQ(run.Buffer(out).Local(16).Value(n).Findings({{8}, {4}}), "");
  EXPECT_EQ(out[16], 8u);
}

TEST(Checks, FindAccessesOutsideOfBuffers) {
  CheckedRun run(R"(
    void put(global int* p, int v) { *p = v; }
    kernel void k(global int* out, global const int* in) {
      size_t i = get_global_id(0);
      out[i] = in[i + 1];
      put(out + 4 + i, 1);
      vstore4((int4)(1), i + 1, out);
      atomic_add(out - 1, 1);
      out[1 << 20] = 1;
    })");
  std::vector<std::uint32_t> out(4), in(4);
  EXPECT_EQ(run.Buffer(out).Buffer(in).Findings({{4}, {2}}),
            "2:41: error: writes 4 bytes at byte 16 of global 'out', which has 16 bytes (work-item (0) of group (0); "
            "4 times) [out-of-bounds]\n"
            "5:16: error: reads 4 bytes at byte 16 of global 'in', which has 16 bytes (work-item (3) of group (1)) "
            "[out-of-bounds]\n"
            "7:7: error: writes 4 bytes at byte 16 of global 'out', which has 16 bytes (work-item (0) of group (0); "
            "16 times) [out-of-bounds]\n"
            "8:7: error: accesses 4 bytes at byte -4 of global 'out', which has 16 bytes (work-item (0) of group (0); "
            "4 times) [out-of-bounds]\n"
            "9:20: error: writes 4 bytes at byte 4194304 of global 'out', which has 16 bytes (work-item (0) of group "
            "(0); 4 times) [out-of-bounds]\n");
}

TEST(Checks, FindAccessesOutsideOfVariables) {
  CheckedRun run(R"(
    constant int table[4] = {1, 2, 3, 4};
    int get(const int* p, int i) { return p[i]; }
    kernel void k(global int* out, local int* shared) {
      local int fixed[2][3];
      int own[3] = {1, 2, 3};
      const int i = get_local_id(0), j = get_local_id(1);
      fixed[j][i] = table[i * 2 + j];
      shared[j * 2 + i] = own[i + j];
      barrier(CLK_LOCAL_MEM_FENCE);
      out[get_global_id(0) + get_global_id(1) * get_global_size(0)] = get(own, 3 * j - i) + fixed[j + 1][i];
    })");
  std::vector<std::uint32_t> out(8);
  EXPECT_EQ(
      run.Buffer(out).Local(12).Findings({{4, 2}, {2, 2}}),
      "3:43: error: reads 4 bytes at byte -4 of private 'own', which has 12 bytes (work-item (1, 0) of group (0, 0); "
      "4 times) [out-of-bounds]\n"
      "9:25: error: writes 4 bytes at byte 12 of local 'shared', which has 12 bytes (work-item (1, 1) of group "
      "(0, 0); 2 times) [out-of-bounds]\n"
      "11:93: error: reads 4 bytes at byte 24 of local 'fixed', which has 24 bytes (work-item (0, 1) of group "
      "(0, 0); 4 times) [out-of-bounds]\n");
}

TEST(Checks, FindAccessesThroughNoPointer) {
  CheckedRun run(R"(
    kernel void k(global int* out) {
      out[get_global_id(0)] = 1;
      global int* nowhere = (global int*)((size_t)out + 4096);
      *nowhere = 2;
    })");
  EXPECT_EQ(run.Null().Findings({{2}, {1}}),
            "3:29: error: writes 4 bytes through a null pointer (work-item (0) of group (0); 2 times) [out-of-bounds]\n"
            "5:16: error: writes 4 bytes through a null pointer (work-item (0) of group (0); 2 times) "
            "[out-of-bounds]\n");
}

TEST(Checks, FindMisalignedAccesses) {
  CheckedRun run(R"(
    struct __attribute__((packed)) tight { char a; int b; };
    kernel void k(global int* out, global struct tight* packed) {
      packed->b = 1;
      *(global int4*)(out + 1) = (int4)(1);
      *(global short*)((global char*)out + 24 + 3 * get_global_id(0)) = 1;
      vstore4((int4)(1), 0, out + 1);
    })");
  std::vector<std::uint32_t> out(8), packed(2);
  EXPECT_EQ(
      run.Buffer(out).Buffer(packed).Findings({{2}, {2}}),
      "5:32: error: writes 16 bytes at byte 4 of global 'out', which is not a multiple of 16 (work-item (0) of group "
      "(0); 2 times) [misaligned]\n"
      "6:71: error: writes 2 bytes at byte 27 of global 'out', which is not a multiple of 2 (work-item (1) of group "
      "(0)) [misaligned]\n");
}

TEST(Checks, FindDivisionsWithoutAValue) {
  CheckedRun run(R"(
    kernel void k(global int* out, int zero) {
      int i = get_global_id(0);
      out[i] = 5 / i;
      out[i] = 5u % (uint)i;
      int4 v = (int4)(1, 2, i, 4) / (int4)(1, zero + 1, i, 1);
      out[i] = (INT_MIN + zero) / (i - 1);
      out[i] = v.x;
      float f = 1.0f / i;
    })");
  std::vector<std::uint32_t> out(3);
  std::uint32_t zero = 0;
  EXPECT_EQ(run.Buffer(out).Value(zero).Findings({{3}, {1}}),
            "4:18: error: divides by zero (work-item (0) of group (0)) [division]\n"
            "5:19: error: divides by zero (work-item (0) of group (0)) [division]\n"
            "6:35: error: divides by zero (work-item (0) of group (0)) [division]\n"
            "7:33: error: divides the lowest number by -1, which overflows (work-item (0) of group (0); 2 times) "
            "[division]\n");
}

TEST(Checks, WarnOfShiftsByTooMuch) {
  CheckedRun run(R"(
    kernel void k(global int* out) {
      int i = get_global_id(0);
      out[i] = 1 << (i + 31);
      out[i] = 1 >> (i & 31);
      out[i] = (int)(1ul >> -i);
      short2 s = (short2)(1) << (short2)(i, 16 - i);
      out[i] = s.x;
    })");
  std::vector<std::uint32_t> out(2);
  EXPECT_EQ(
      run.Buffer(out).Findings({{2}, {1}}),
      "4:18: warning: shifts 32 bits by as many or more: only the lowest bits of the amount count (work-item (1) of "
      "group (1)) [shift]\n"
      "6:26: warning: shifts 64 bits by as many or more: only the lowest bits of the amount count (work-item (1) of "
      "group (1)) [shift]\n"
      "7:30: warning: shifts 16 bits by as many or more: only the lowest bits of the amount count (work-item (0) of "
      "group (0)) [shift]\n");
}

}  // namespace
}  // namespace kiln::reference
