"""Layers of neural networks on a few values, in double precision or exactly."""

import math
import statistics

from description import Description, Lcg, describes, f32


@describes("ml/softmax.cl")
def softmax():
    columns = 11
    rows = [[v / 4 for v in Lcg(seed).ints(columns, -12, 12)] for seed in (111, 112)]
    rows[1] = [v + 500 for v in rows[1]]  # only differences matter; exp(500) would overflow
    out = []
    for row in rows:
        weights = [math.exp(v - max(row)) for v in row]
        out += [w / sum(weights) for w in weights]
    d = Description("softmax", "softmax", (16,), (8,))
    (d.test("two rows of eleven").buffer(0, "float", rows[0] + rows[1]).out(1, "float", out, ulp=32)
     .value(2, "uint", columns).local(3, "float8"))
    return d


@describes("ml/layer_norm.cl")
def layer_norm():
    columns, epsilon = 40, f32(1e-5)
    rng = Lcg(113)
    rows = [[v / 4 for v in rng.ints(columns, -20, 20)] for _ in range(2)]
    gamma, beta = [v / 4 for v in rng.ints(columns, 2, 8)], rng.ints(columns, 20, 40)
    out = []
    for row in rows:
        mean, variance = statistics.fmean(row), statistics.pvariance(row)
        out += [(v - mean) / math.sqrt(variance + epsilon) * g + b for v, g, b in zip(row, gamma, beta)]
    d = Description("layer normalisation", "layer_norm", (64,), (32,))
    (d.test("two rows of forty").buffer(0, "float", rows[0] + rows[1]).buffer(1, "float", gamma)
     .buffer(2, "float", beta).out(3, "float", out, ulp=8).value(4, "int", columns).value(5, "float", epsilon))
    return d


@describes("ml/batch_norm.cl")
def batch_norm():
    # Variances plus epsilon are squares, so everything is exact: 2 batches, 3 channels, 2x4 pixels.
    mean, variance, gamma, beta, epsilon = [1, -2, 0.5], [3.75, 0.75, 15.75], [2, -1, 4], [0.5, 3, -1], 0.25
    data = Lcg(114).ints(2 * 3 * 8, -9, 9)
    out = []
    for i, v in enumerate(data):
        c = i // 8 % 3
        out.append(max(0, (v - mean[c]) / math.sqrt(variance[c] + epsilon) * gamma[c] + beta[c]))
    assert all(v * 8 == int(v * 8) for v in out)
    d = Description("batch normalisation and ReLU", "batch_norm_relu", (2, 2, 6), (2, 1, 2))
    (d.test("2x3x2x4").inout(0, "float2", data, out, ulp=4).buffer(1, "float", mean).buffer(2, "float", variance)
     .buffer(3, "float", gamma).buffer(4, "float", beta).value(5, "int", 3).value(6, "float", epsilon))
    return d


@describes("ml/k_means.cl")
def k_means():
    points = [(0.5, 1), (1, 0.25), (8, 9), (7.5, 8), (0, 0), (-3, 4), (8, 8.5), (-2.5, 4.5), (4, 4.5), (-3.5, 5)]
    centres = [(0, 1), (8, 8), (-3, 4), (100, 100)]
    nearest = [min(range(4), key=lambda c: (p[0] - centres[c][0]) ** 2 + (p[1] - centres[c][1]) ** 2) for p in points]
    members = [[p for p, c in zip(points, nearest) if c == k] for k in range(4)]
    fixed = lambda axis: [int(65536 * sum(p[axis] for p in m)) for m in members]
    counts = [len(m) for m in members]
    assert counts[3] == 0 and min(counts[:3]) > 0
    flat = lambda rows: [v for row in rows for v in row]
    d = Description("k-means", None)
    (d.test("assign", "k_means_assign", (12,), (4,)).buffer(0, "float2", flat(points)).buffer(1, "float2", flat(centres))
     .out(2, "int", nearest).inout(3, "int", [0] * 4, fixed(0)).inout(4, "int", [0] * 4, fixed(1))
     .inout(5, "int", [0] * 4, counts).value(6, "int", 10).value(7, "int", 4))
    new = [v / 65536 / n if n else c for x, y, n, cs in zip(fixed(0), fixed(1), counts, centres)
           for v, c in ((x, cs[0]), (y, cs[1]))]
    (d.test("update", "k_means_update", (4,), (2,)).inout(0, "float2", flat(centres), new, ulp=4)
     .buffer(1, "int", fixed(0)).buffer(2, "int", fixed(1)).buffer(3, "int", counts))
    return d


@describes("ml/gelu.cl")
def gelu():
    values = [-3, -2, -1.5, -1, -0.5, -0.25, 0.125, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 5]
    exact = [0.5 * x * math.erfc(-x / math.sqrt(2)) for x in values]
    inner = lambda x: math.sqrt(2 / math.pi) * (x + 0.044715 * x ** 3)
    approximate = [0.5 * x * (1 + math.tanh(inner(x))) for x in values]
    # 1 + erf(x) and 1 + tanh(x) lose up to eight bits for the negative values.
    d = Description("GELU", None)
    (d.test("with erf", "gelu", (4,), (2,)).buffer(0, "float", values).out(1, "float", exact, ulp=1024)
     .value(2, "uint", 16))
    (d.test("with tanh", "gelu_tanh", (4,), (2,)).buffer(0, "float", values).out(1, "float", approximate, ulp=1024)
     .value(2, "uint", 16))
    return d


@describes("ml/gemm_int8.cl")
def gemm_int8():
    m, n, k = 2, 5, 8
    rng = Lcg(115)
    a, b, bias = rng.ints(m * k, -128, 127), rng.ints(n * k, -128, 127), rng.ints(n, -999, 999)
    a[:4], b[:4] = [-128] * 4, [-128] * 4  # the largest products
    scale = 2 ** -8
    out = []
    for r in range(m):
        for c in range(n):
            total = bias[c] + sum(a[r * k + i] * b[c * k + i] for i in range(k))
            out.append(max(-128, min(127, round(total * scale))))  # Python rounds half to even
    assert 127 in out
    d = Description("quantised matrix product", "gemm_int8", (6, 2), (2, 1))
    (d.test("2x8 times 8x5").buffer(0, "char4", a).buffer(1, "char4", b).buffer(2, "int", bias).out(3, "char", out)
     .value(4, "int", n).value(5, "int", k // 4).value(6, "float", scale))
    return d
