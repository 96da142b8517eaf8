"""Sorting passes, each compared with what it must do to a small array."""

from description import Description, describes


def flat(pairs):
    return [x for pair in pairs for x in pair]


@describes("sorting/bitonic_sort.cl")
def bitonic_sort():
    keys = [23, 5, 42, 17, 8, 99, 1, 64, 77, 3, 50, 31, 12, 90, 28, 6]
    pairs = [(k, 1000 + i) for i, k in enumerate(keys)]
    d = Description("bitonic sort", None)
    runs = sorted(pairs[:8]) + sorted(pairs[8:], reverse=True)
    (d.test("two runs of eight, up and down", "bitonic_local", (8,), (4,)).inout(0, "uint2", flat(pairs), flat(runs))
     .local(1, "uint16"))
    # Stage 3, pass 3 compares elements eight apart, everything ascending.
    halves = [min(runs[i], runs[i + 8]) for i in range(8)] + [max(runs[i], runs[i + 8]) for i in range(8)]
    (d.test("first merge pass", "bitonic_pass", (8,), (4,)).inout(0, "uint2", flat(runs), flat(halves))
     .value(1, "uint", 3).value(2, "uint", 3))
    return d


@describes("sorting/radix_sort.cl")
def radix_sort():
    keys = [0x1A3, 0x0B3, 0x2C1, 0x0D3, 0x3E0, 0x4FF, 0x510, 0x621, 0x733, 0x84F, 0x95E, 0xA60, 0xB7F, 0xC83, 0xD91,
            0xEA2, 0x123, 0x234, 0x345, 0x456, 0x567, 0x678, 0x789, 0x89A, 0x9AB, 0xABC, 0xBCD, 0xCDE, 0xDEF, 0xEF0,
            0xF01, 0x012]
    shift = 4
    digit = lambda key: key >> shift & 15
    counts = [sum(digit(k) == d for k in keys[g * 16:g * 16 + 16]) for d in range(16) for g in range(2)]
    offsets = [sum(counts[:i]) for i in range(32)]
    d = Description("radix sort pass", None)
    (d.test("count the second digit", "radix_count", (32,), (16,)).buffer(0, "uint", keys).value(1, "uint", shift)
     .out(2, "uint", counts))
    d.test("offsets", "radix_scan", (1,), (1,)).inout(0, "uint", counts, offsets).value(1, "uint", 32)
    (d.test("stable scatter", "radix_scatter", (32,), (16,)).buffer(0, "uint", keys)
     .out(1, "uint", sorted(keys, key=digit)).value(2, "uint", shift).buffer(3, "uint", offsets))
    return d
