"""Linear algebra on small integers, so that every float in between is exact."""

import math
from fractions import Fraction

from description import Description, Lcg, describes


def matmul(a, b, m, n, k):
    return [sum(a[r * k + i] * b[i * n + c] for i in range(k)) for r in range(m) for c in range(n)]


@describes("linear_algebra/saxpy.cl")
def saxpy():
    d = Description("saxpy", "saxpy", (8,), (4,))
    x = [1, 2, 3, 4, 5, 6, 7, 8]
    y = [10, 20, 30, 40, 50, 60, 70, 80]
    (d.test("all eight elements").value(0, "float", 2.5).buffer(1, "float", x)
     .inout(2, "float", y, [2.5 * p + q for p, q in zip(x, y)]).value(3, "uint", 8))
    (d.test("the guard leaves the tail alone").value(0, "float", -1).buffer(1, "float", x)
     .inout(2, "float", y, [q - p if i < 5 else q for i, (p, q) in enumerate(zip(x, y))]).value(3, "uint", 5))
    (d.test("grid stride over float4", "saxpy_stride4", (2,), (2,)).value(0, "float", 0.5)
     .buffer(1, "float4", list(range(20)))
     .inout(2, "float4", [3] * 20, [0.5 * i + 3 for i in range(20)]).value(3, "uint", 5))
    return d


@describes("linear_algebra/gemm_naive.cl")
def gemm_naive():
    m, n, k = 3, 4, 5
    rng = Lcg(11)
    a, b, c = rng.ints(m * k, -9, 9), rng.ints(k * n, -9, 9), rng.ints(m * n, -9, 9)
    d = Description("naive matrix product", "gemm_naive", (4, 4), (2, 2))
    expected = [2 * p + 0.5 * q for p, q in zip(matmul(a, b, m, n, k), c)]
    (d.test("3x5 times 5x4").value(0, "int", m).value(1, "int", n).value(2, "int", k).value(3, "float", 2)
     .buffer(4, "float", a).buffer(5, "float", b).value(6, "float", 0.5).inout(7, "float", c, expected))
    return d


@describes("linear_algebra/gemm_tiled.cl")
def gemm_tiled():
    n = 8
    rng = Lcg(12)
    a, b = rng.ints(n * n, -9, 9), rng.ints(n * n, -9, 9)
    d = Description("tiled matrix product", "gemm_tiled", (n, n), (4, 4), options="-D TILE=4")
    (d.test("8x8 in tiles of 4x4").buffer(0, "float", a).buffer(1, "float", b)
     .out(2, "float", matmul(a, b, n, n, n)).value(3, "uint", n).value(4, "uint", n))
    return d


@describes("linear_algebra/gemv.cl")
def gemv():
    rows, cols = 3, 20
    rng = Lcg(13)
    a, x = rng.ints(rows * cols, -9, 9), rng.ints(cols, -9, 9)
    d = Description("matrix times vector", "gemv", (rows * 4,), (4,))
    (d.test("3x20, four work-items a row").buffer(0, "float4", a).buffer(1, "float4", x)
     .out(2, "float", matmul(a, x, rows, 1, cols)).value(3, "uint", cols // 4).local(4, "float4"))
    return d


@describes("linear_algebra/matrix_vector.cl")
def matrix_vector():
    rows, cols = 3, 16
    rng = Lcg(14)
    a, x = rng.ints(rows * cols, -9, 9), rng.ints(rows, -9, 9)
    d = Description("transposed matrix times vector", "matrix_vector_transposed", (2,), (1,))
    (d.test("3x16 in blocks of eight columns").buffer(0, "float8", a).buffer(1, "float", x)
     .out(2, "float", matmul(x, a, 1, cols, rows)).value(3, "int", rows))
    return d


@describes("linear_algebra/transpose.cl")
def transpose():
    width, height = 7, 5
    a = list(range(1, width * height + 1))
    d = Description("transpose", "transpose", (8, 8), (4, 4), options="-D TILE=4")
    (d.test("7x5, edges cut the tiles").buffer(0, "float", a)
     .out(1, "float", [a[y * width + x] for x in range(width) for y in range(height)])
     .value(2, "uint", width).value(3, "uint", height))
    return d


@describes("linear_algebra/lu_decomposition.cl")
def lu_decomposition():
    n = 4
    a = [2, 4, -2, 6, 4, 9, 1, 2, -6, 2, 8, 4, 8, 1, 3, 5]
    d = Description("LU decomposition", None)
    k = 0
    scaled = [Fraction(v) / (a[0] if i % n == 0 and i >= n else 1) for i, v in enumerate(a)]
    (d.test("first column", "lu_column", (3,), (1,), (1,))
     .inout(0, "float", a, [float(v) for v in scaled]).value(1, "int", n).value(2, "int", k))
    updated = [scaled[r * n + c] - (scaled[r * n + k] * scaled[k * n + c] if r > k and c > k else 0)
               for r in range(n) for c in range(n)]
    (d.test("first update, one work-item too many in each direction", "lu_submatrix", (4, 4), (2, 2), (1, 1))
     .inout(0, "float", [float(v) for v in scaled], [float(v) for v in updated]).value(1, "int", n).value(2, "int", k))
    return d


@describes("linear_algebra/spmv_csr.cl")
def spmv_csr():
    rows, cols = 10, 12
    rng = Lcg(15)
    dense = [[rng.below(9) - 4 if rng.below(3) == 0 or r == 4 else 0 for _ in range(cols)] for r in range(rows)]
    dense[7] = [0] * cols
    start, column, value = [0], [], []
    for row in dense:
        for c, v in enumerate(row):
            if v != 0:
                column.append(c)
                value.append(v)
        start.append(len(column))
    x = rng.ints(cols, -9, 9)
    d = Description("sparse matrix times vector", "spmv_csr", (128,), (64,))
    (d.test("10x12 with an empty row").value(0, "int", rows).buffer(1, "int", start).buffer(2, "int", column)
     .buffer(3, "float", value).buffer(4, "float", x)
     .out(5, "float", [sum(v * w for v, w in zip(row, x)) for row in dense]))
    return d


@describes("linear_algebra/dot_double.cl")
def dot_double():
    d = Description("dot product in double precision", None, extensions="cl_khr_fp64")
    x = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0.1]
    y = [2, 0.5, -1, 1, 3, -2, 1, 4, 0.25, 1, 3]
    groups = [sum(Fraction(x[i]) * Fraction(y[i]) for i in range(11) if i // 4 % 2 == g) for g in range(2)]
    (d.test("two work-groups of four", "dot_partial", (8,), (4,)).buffer(0, "double", x).buffer(1, "double", y)
     .out(2, "double", [float(g) for g in groups], ulp=2).value(3, "uint", 11).local(4, "double4"))
    (d.test("compensated sum", "dot_final", (1,), (1,)).buffer(0, "double", [2.0 ** 53, 1.0, 1.0, 1.0, 1.0])
     .out(1, "double", [float(2 ** 53 + 4), math.sqrt(2 ** 53 + 4)], ulp=1).value(2, "uint", 5))
    return d
