"""Parallel primitives; everything is integer and exact."""

from description import Description, Lcg, describes


@describes("primitives/reduction.cl")
def reduction():
    values = Lcg(31).ints(150, -99, 99)
    d = Description("sum, smallest and largest", "reduce", (128,), (64,))
    (d.test("150 values, two work-groups").buffer(0, "int", values).value(1, "uint", len(values))
     .inout(2, "int", [0], [sum(values)]).inout(3, "int", [2147483647], [min(values)])
     .inout(4, "int", [-2147483648], [max(values)]))
    (d.test("fewer values than work-items").buffer(0, "int", [-5]).value(1, "uint", 1)
     .inout(2, "int", [100], [95]).inout(3, "int", [-6], [-6]).inout(4, "int", [-7], [-5]))
    return d


@describes("primitives/scan.cl")
def scan():
    values = Lcg(32).ints(21, 0, 50)
    block = 8
    blocks = [values[i:i + block] for i in range(0, len(values), block)]
    exclusive = [sum(b[:i]) for b in blocks for i in range(len(b))]
    sums = [sum(b) for b in blocks]
    d = Description("exclusive scan", None)
    (d.test("three blocks of eight", "scan_blocks", (12,), (4,)).buffer(0, "uint", values).out(1, "uint", exclusive)
     .out(2, "uint", sums).value(3, "uint", len(values)).local(4, "uint8"))
    offsets = [0, sums[0], sums[0] + sums[1]]
    (d.test("block offsets added", "scan_add", (12,), (4,))
     .inout(0, "uint", exclusive, [sum(values[:i]) for i in range(len(values))])
     .buffer(1, "uint", offsets).value(2, "uint", len(values)))
    return d


@describes("primitives/histogram.cl")
def histogram():
    values = [v * v % 256 for v in range(40)] + [255, 255, 0, 7]
    bins = [0] * 256
    for v in values:
        bins[v] += 1
    bins[3] += 1000
    d = Description("histogram of bytes", "histogram", (8,), (4,))
    (d.test("44 bytes").buffer(0, "uchar4", values).value(1, "uint", len(values) // 4)
     .inout(2, "uint", [1000 if i == 3 else 0 for i in range(256)], bins))
    return d


@describes("primitives/stream_compaction.cl")
def stream_compaction():
    values = Lcg(33).ints(22, -20, 40)
    kept = [[v for v in values[i:i + 8] if v > 0 and v % 4 != 3] for i in range(0, 22, 8)]
    counts = [len(k) for k in kept]
    offsets = [0, counts[0], counts[0] + counts[1]]
    d = Description("stream compaction", None)
    (d.test("count", "compact_count", (24,), (8,)).buffer(0, "int", values).value(1, "uint", 22)
     .out(2, "uint", counts))
    (d.test("offsets", "compact_offsets", (1,), (1,)).inout(0, "uint", counts, offsets).value(1, "uint", 3)
     .out(2, "uint", [sum(counts)]))
    (d.test("scatter", "compact_scatter", (24,), (8,)).buffer(0, "int", values).value(1, "uint", 22)
     .buffer(2, "uint", offsets).out(3, "int", sum(kept, [])).local(4, "uint16"))
    return d
