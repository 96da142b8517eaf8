"""Matrix-vector chains on small integers: every sum is exact in single precision."""

from description import Description, Lcg, describes


def rows_times(a, x, rows, cols):
    return [sum(a[r * cols + c] * x[c] for c in range(cols)) for r in range(rows)]


def columns_times(a, x, rows, cols):
    return [sum(a[r * cols + c] * x[r] for r in range(rows)) for c in range(cols)]


@describes("polybench/atax.cl")
def atax():
    nx, ny = 5, 6
    rng = Lcg(21)
    a, x = rng.ints(nx * ny, -9, 9), rng.ints(ny, -9, 9)
    tmp = rows_times(a, x, nx, ny)
    d = Description("atax", None)
    (d.test("A x", "atax_rows", (8,), (4,)).buffer(0, "float", a).buffer(1, "float", x).out(2, "float", tmp)
     .value(3, "int", nx).value(4, "int", ny))
    (d.test("transposed A times that", "atax_columns", (8,), (4,)).buffer(0, "float", a)
     .out(1, "float", columns_times(a, tmp, nx, ny)).buffer(2, "float", tmp)
     .value(3, "int", nx).value(4, "int", ny))
    return d


@describes("polybench/bicg.cl")
def bicg():
    nx, ny = 5, 7
    rng = Lcg(22)
    a, p, r = rng.ints(nx * ny, -9, 9), rng.ints(ny, -9, 9), rng.ints(nx, -9, 9)
    d = Description("bicg", None)
    (d.test("q = A p", "bicg_q", (8,), (4,)).buffer(0, "float", a).buffer(1, "float", p)
     .out(2, "float", rows_times(a, p, nx, ny)).value(3, "int", nx).value(4, "int", ny))
    (d.test("s = transposed A r", "bicg_s", (8,), (4,)).buffer(0, "float", a).buffer(1, "float", r)
     .out(2, "float", columns_times(a, r, nx, ny)).value(3, "int", nx).value(4, "int", ny))
    return d


@describes("polybench/mvt.cl")
def mvt():
    n = 5
    rng = Lcg(23)
    a = rng.ints(n * n, -9, 9)
    x1, x2, y1, y2 = (rng.ints(n, -9, 9) for _ in range(4))
    d = Description("mvt", "mvt", (8, 2), (4, 1))
    (d.test("both products").buffer(0, "float", a)
     .inout(1, "float", x1, [p + q for p, q in zip(x1, rows_times(a, y1, n, n))])
     .inout(2, "float", x2, [p + q for p, q in zip(x2, columns_times(a, y2, n, n))])
     .buffer(3, "float", y1).buffer(4, "float", y2).value(5, "uint", n))
    return d


@describes("polybench/gesummv.cl")
def gesummv():
    n = 6
    rng = Lcg(24)
    a, b, x = rng.ints(n * n, -9, 9), rng.ints(n * n, -9, 9), rng.ints(n, -9, 9)
    d = Description("gesummv", "gesummv", (8,), (4,))
    expected = [0.5 * p - 2 * q for p, q in zip(rows_times(a, x, n, n), rows_times(b, x, n, n))]
    # The struct {float 0.5, float -2, int 6, int 6} by value, as four words.
    (d.test("alpha 0.5, beta -2").buffer(0, "float", a).buffer(1, "float", b).buffer(2, "float", x)
     .out(3, "float", expected).value(4, "uint4", 0x3F000000, 0xC0000000, n, n))
    return d
