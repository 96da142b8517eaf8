// Findings about what work-items do to each other, and about memory that nobody has set.
#include "reference/cpu/checks/checks_testing.h"

namespace kiln::reference {
namespace {

TEST(OrderChecks, FindNothingWhereBarriersOrder) {
  CheckedRun run(R"(
    kernel void k(global int* data, local int* shared) {
      local int sum;
      const int i = get_local_id(0), n = get_local_size(0), g = get_global_id(0);
      shared[i] = data[g];
      if (i == 0) sum = 0;
      barrier(CLK_LOCAL_MEM_FENCE);
      for (int step = n / 2; step > 0; step /= 2) {
        if (i < step) shared[i] += shared[i + step];
        barrier(CLK_LOCAL_MEM_FENCE);
      }
      atomic_add(&sum, shared[0]);
      data[g] = shared[0];
      barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE);
      data[g / n * n + (i + 1) % n] = sum;
      if (i == 0) atomic_inc(data + 8);
      data[9] = 1;
    })");
  std::vector<std::uint32_t> data = {1, 2, 3, 4, 5, 6, 7, 8, 0, 0};
  EXPECT_EQ(run.Buffer(data).Local(16).Findings({{8}, {4}}), "");
  EXPECT_EQ(data, (std::vector<std::uint32_t>{40, 40, 40, 40, 104, 104, 104, 104, 2, 1}));
}

TEST(OrderChecks, FindRacesInAGroup) {
  CheckedRun run(R"(
    kernel void k(global int* data, local int* shared) {
      const int i = get_local_id(0), n = get_local_size(0);
      shared[i] = i;
      data[i] = shared[(i + 1) % n];
      barrier(CLK_LOCAL_MEM_FENCE);
      data[n] = data[(i + 1) % n];
      shared[0] = i;
    })");
  std::vector<std::uint32_t> data(5);
  // Line 4 writes what line 5 reads, partly before it is written; the barrier does not fence data; and all write
  // shared[0], different values. What all write to data[n] is the same.
  EXPECT_EQ(
      run.Buffer(data).Local(16).Findings({{4}, {4}}),
      "4:17: error: writes local 'shared', which work-item (0) of group (0) reads at k.cl:5:17, and nothing orders the "
      "two "
      "(work-item (1) of group (0); 4 times) [data-race]\n"
      "5:15: error: uses a value of local 'shared' that was never set (work-item (0) of group (0); 3 times) "
      "[uninitialised]\n"
      "5:15: error: writes global 'data', which work-item (0) of group (0) reads at k.cl:7:17, and the barrier between "
      "them does not fence global memory (work-item (1) of group (0); 4 times) [data-race]\n"
      "8:17: error: writes local 'shared', which work-item (0) of group (0) writes too, and nothing orders the two "
      "(work-item (1) of group (0); 3 times) [data-race]\n");
}

TEST(OrderChecks, FindRacesBetweenGroups) {
  CheckedRun run(R"(
    kernel void k(global int* data) {
      const int x = get_global_id(0), y = get_global_id(1), width = get_global_size(0);
      data[y * width + x] = x + y;
      barrier(CLK_GLOBAL_MEM_FENCE);
      int left = x > 0 ? data[y * width + x - 1] : 0;
      data[8] = left;
    })");
  std::vector<std::uint32_t> data(9);
  // A group is 2 x 2 of the 4 x 2 work-items: (2, 0) and (2, 1) read what another group writes, and in data[8] the
  // groups meet, too: there 0, 0, 0, 1; 1, 2, 2, 3 are written in turn.
  EXPECT_EQ(run.Buffer(data).Findings({{4, 2}, {2, 2}}),
            "4:27: error: writes global 'data', which work-item (2, 0) of group (1, 0) reads at k.cl:6:26, and nothing "
            "orders "
            "the two (work-item (1, 0) of group (0, 0); 2 times) [data-race]\n"
            "7:15: error: writes global 'data', which work-item (0, 1) of group (0, 0) writes too, and nothing orders "
            "the two "
            "(work-item (1, 1) of group (0, 0); 3 times) [data-race]\n");
}

TEST(OrderChecks, FindRacesWithAtomicFunctions) {
  CheckedRun run(R"(
    kernel void k(global int* data) {
      atomic_inc(data);
      if (get_local_id(0) == 3) data[1] = data[0];
    })");
  std::vector<std::uint32_t> data(2);
  EXPECT_EQ(run.Buffer(data).Findings({{4}, {4}}),
            "3:7: error: accesses global 'data', which work-item (3) of group (0) reads at k.cl:4:43, and nothing "
            "orders the two "
            "(work-item (0) of group (0)) [data-race]\n");
}

TEST(OrderChecks, FindNothingInDataThatAnAtomicFunctionPasses) {
  CheckedRun run(R"(
    kernel void k(global int* data, global int* sums, volatile global int* done) {
      const int group = get_group_id(0);
      sums[group] = data[get_global_id(0)];
      mem_fence(CLK_GLOBAL_MEM_FENCE);
      if (atomic_inc(done) == 3) data[0] = sums[0] + sums[1] + sums[2] + sums[3];
      sums[4] = group;
    })");
  std::vector<std::uint32_t> data = {1, 2, 3, 4}, sums(5), done(1);
  // What is written after it is not passed.
  EXPECT_EQ(
      run.Buffer(data).Buffer(sums).Buffer(done).Findings({{4}, {1}}),
      "7:15: error: writes global 'sums', which work-item (0) of group (0) writes too, and nothing orders the two "
      "(work-item (1) of group (1); 3 times) [data-race]\n");
  EXPECT_EQ(data[0], 10u);
}

TEST(OrderChecks, ComponentsOfAVectorAreWrittenAlone) {
  CheckedRun run(R"(
    kernel void k(global int4* data, volatile global int* seen) {
      const int i = get_local_id(0);
      if (i == 0) data[0].x = 1;
      if (i == 1) data[0].yw = (int2)(2, 4);
      if (i == 2) data[0].z = 3;
      if (i == 3) data[0].y = 5;
      *seen = i;
    })");
  std::vector<std::uint32_t> data(4), seen(1);
  EXPECT_EQ(
      run.Buffer(data).Buffer(seen).Findings({{4}, {4}}),
      "5:30: error: writes global 'data', which work-item (3) of group (0) writes at k.cl:7:29, and nothing orders the "
      "two (work-item (1) of group (0)) [data-race]\n");
}

TEST(OrderChecks, FindRacesWithCopiesOfTheGroup) {
  CheckedRun run(R"(
    kernel void k(global int* data) {
      local int block[4];
      const int i = get_local_id(0);
      event_t event = async_work_group_copy(block, data, 4, 0);
      int early = block[(i + 1) % 4];
      wait_group_events(1, &event);
      data[i] = block[(i + 1) % 4] + early;
    })");
  std::vector<std::uint32_t> data(4);
  const std::string findings = run.Buffer(data).Findings({{4}, {4}});
  EXPECT_EQ(findings.substr(0, findings.find(';')),
            "5:23: error: writes local 'block', which work-item (0) of group (0) reads at k.cl:6:19, and nothing "
            "orders the two "
            "(work-item (1) of group (0)")
      << findings;
}

TEST(OrderChecks, FindBarriersThatNotAllReach) {
  CheckedRun run(R"(
    kernel void k(global int* data) {
      const int i = get_local_id(0);
      if (i < 3) barrier(CLK_LOCAL_MEM_FENCE);
      data[get_global_id(0)] = i;
    })");
  std::vector<std::uint32_t> data(8);
  EXPECT_EQ(
      run.Buffer(data).Findings({{8}, {4}}),
      "4:18: error: 3 work-items of 4 wait at this barrier, which the others do not reach (work-item (0) of group (0); "
      "2 times) [divergence]\n");
  EXPECT_EQ(data, (std::vector<std::uint32_t>{0, 1, 2, 3, 0, 1, 2, 3}));
}

TEST(OrderChecks, FindDifferentBarriers) {
  CheckedRun run(R"(
    kernel void k(global int* data) {
      const int i = get_local_id(0) + 2 * get_local_id(1);
      if (i == 1)
        barrier(CLK_LOCAL_MEM_FENCE);
      else
        data[0] = work_group_reduce_add(1);
    })");
  std::vector<std::uint32_t> data(1);
  EXPECT_EQ(
      run.Buffer(data).Findings({{2, 2}, {2, 2}}),
      "7:19: error: 3 work-items of 4 wait at this barrier, while others wait at k.cl:5:9 (work-item (0, 0) of group "
      "(0, 0)) [divergence]\n");
}

TEST(OrderChecks, FindUsesOfPrivateMemoryThatWasNeverSet) {
  CheckedRun run(R"(
    struct pair { char a; int b; };
    int second(struct pair p) { return p.b; }
    kernel void k(global int* data) {
      int scalar, array[4];
      float4 v;
      struct pair p;
      const int i = get_global_id(0);
      p.a = 1;
      v.x = 1;
      array[1] = 2;
      data[0] = scalar;
      if (array[i] == 2) data[1] = 1;
      data[2] = (int)v.x;
      if (v.y > 0) data[3] = 1;
      struct pair q = p;
      data[4] = q.a;
      data[5] = second(q);
    })");
  std::vector<std::uint32_t> data(6);
  EXPECT_EQ(
      run.Buffer(data).Findings({{2}, {1}}),
      "12:15: error: uses a value of private 'scalar' that was never set (work-item (0) of group (0); 2 times) "
      "[uninitialised]\n"
      "13:11: error: uses a value of private 'array' that was never set (work-item (0) of group (0)) [uninitialised]\n"
      "15:11: error: uses a value of private 'v' that was never set (work-item (0) of group (0); 2 times) "
      "[uninitialised]\n"
      "18:15: error: uses a value of private 'p' that was never set (work-item (0) of group (0); 2 times) "
      "[uninitialised]\n");
}

TEST(OrderChecks, FindUsesOfLocalMemoryThatWasNeverSet) {
  CheckedRun run(R"(
    kernel void k(global int* data, local int* shared) {
      local int count;
      local float3 vectors[2];
      const int i = get_local_id(0);
      if (i == 1) shared[i] = i;
      vectors[i] = (float3)(1);
      barrier(CLK_LOCAL_MEM_FENCE);
      atomic_inc(&count);
      data[get_global_id(0)] = shared[i];
      data[4] = vectors[1 - i].z > 0;
    })");
  std::vector<std::uint32_t> data(5);
  // In the second group, too: nothing of the first is left.
  EXPECT_EQ(run.Buffer(data).Local(8).Findings({{4}, {2}}),
            "9:7: error: uses a value of local 'count' that was never set (work-item (0) of group (0); 2 times) "
            "[uninitialised]\n"
            "10:30: error: uses a value of local 'shared' that was never set (work-item (0) of group (0); 2 times) "
            "[uninitialised]\n");
}

}  // namespace
}  // namespace kiln::reference
