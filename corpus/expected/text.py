"""Strings."""

from description import Description, Lcg, describes


@describes("text/string_search.cl")
def string_search():
    text, pattern = b"abracadabra, said the abracadaver: abracadabra", b"abra"
    at = [i for i in range(len(text)) if text[i:i + len(pattern)] == pattern]
    mask = [sum(1 << (i - 32 * w) for i in at if i // 32 == w) for w in range(2)]
    d = Description("string search", None, clc=12)
    (d.test("five matches", "string_search", (48,), (16,)).buffer(0, "char", list(text)).value(1, "uint", len(text))
     .buffer(2, "char", list(pattern)).value(3, "uint", len(pattern)).inout(4, "uint", [0, 0], mask)
     .inout(5, "uint", [0], [len(at)]).inout(6, "uint", [99], [at[0]]))
    words = [0, 1, 0x80000000, 0xFFFFFFFF, 0x00F01000]
    statistics = []
    for i, w in enumerate(words):
        bits = [b for b in range(32) if w >> b & 1] or [32]
        statistics += [bin(w).count("1"), bits[0], bits[-1], i]
    d.test("mask statistics", "mask_statistics", (5,), (1,)).buffer(0, "uint", words).out(1, "uint4", statistics)
    assert len(at) == 5
    return d


@describes("text/smith_waterman.cl")
def smith_waterman():
    rows, columns = 20, 64
    match, mismatch, gap_open, gap_extend = 5, 4, 7, 2
    rng = Lcg(121)
    queries = [rng.ints(columns, 0, 3) for _ in range(2)]
    references = [queries[0][20:28] + [0, 0] + queries[0][28:38], rng.ints(rows, 0, 3)]
    scores = []
    for query, reference in zip(queries, references):
        h = [[0] * (columns + 1) for _ in range(rows + 1)]
        best = 0
        for r in range(1, rows + 1):
            for c in range(1, columns + 1):
                # Gaps of every length, straight from the definition.
                gap = lambda length: gap_open + gap_extend * (length - 1)
                candidates = [0, h[r - 1][c - 1] + (match if query[c - 1] == reference[r - 1] else -mismatch)]
                candidates += [h[r][c - i] - gap(i) for i in range(1, c + 1)]
                candidates += [h[r - i][c] - gap(i) for i in range(1, r + 1)]
                h[r][c] = max(candidates)
                best = max(best, h[r][c])
        scores.append(best)
    assert scores[0] >= 18 * match - gap_open - gap_extend
    d = Description("Smith and Waterman", "smith_waterman", (128,), (64,))
    (d.test("two pairs, one with a planted gap").buffer(0, "uchar", queries[0] + queries[1])
     .buffer(1, "uchar", references[0] + references[1]).value(2, "int", rows)
     .value(3, "short4", match, mismatch, gap_open, gap_extend).out(4, "int", scores))
    return d
