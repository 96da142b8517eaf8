"""Signal processing: definitions evaluated directly, in double precision or exactly."""

import cmath
import math

from description import Description, Lcg, describes, f16_bits


@describes("signal/convolution_1d.cl")
def convolution_1d():
    n, radius = 10, 2
    rng = Lcg(51)
    signal, taps = rng.ints(n, -9, 9), rng.ints(2 * radius + 1, -5, 5)
    at = lambda i: signal[i] if 0 <= i < n else 0
    d = Description("1D convolution", "convolution_1d", (12,), (4,))
    (d.test("five taps over ten samples").buffer(0, "float", signal).buffer(1, "float", taps).value(2, "int", radius)
     .out(3, "float", [sum(taps[t] * at(i + radius - t) for t in range(5)) for i in range(n)])
     .value(4, "int", n).local(5, "float8"))
    return d


@describes("signal/fft.cl")
def fft():
    n = 8
    rng = Lcg(52)
    z = [complex(a, b) for a, b in zip(rng.ints(n, 10, 40), rng.ints(n, 1, 9))]
    flat = lambda values: [x for v in values for x in (v.real, v.imag)]

    def step(values, p):
        out = [0j] * n
        for i in range(n // 2):
            k = i % p
            u = values[i]
            v = values[i + n // 2] * cmath.exp(-1j * math.pi * k / p)
            j = 2 * i - k
            out[j], out[j + p] = u + v, u - v
        return out

    # The three steps together must be the transform itself.
    result = step(step(step(z, 1), 2), 4)
    for k in range(n):
        direct = sum(z[i] * cmath.exp(-2j * math.pi * i * k / n) for i in range(n))
        assert abs(direct - result[k]) < 1e-9

    d = Description("Stockham FFT pass", None)
    first, second = step(z, 1), step(step(z, 1), 2)
    (d.test("first pass", "fft_pass", (4, 1), (4, 1)).buffer(0, "float2", flat(z)).out(1, "float2", flat(first))
     .value(2, "uint", 1))
    # sincos of a rounded multiple of pi: an error of some ULP of the largest input, hence the wide tolerance.
    (d.test("last pass", "fft_pass", (4, 1), (4, 1)).buffer(0, "float2", flat(second))
     .out(1, "float2", flat(result), ulp=256).value(2, "uint", 4))
    (d.test("batch of two", "fft_pass", (4, 2), (4, 1)).buffer(0, "float2", flat(z + z[::-1]))
     .out(1, "float2", flat(first + step(z[::-1], 1))).value(2, "uint", 1))
    (d.test("power", "power_spectrum", (8,), (4,)).buffer(0, "float2", flat(z))
     .out(1, "float", [v.real ** 2 + v.imag ** 2 for v in z]))
    return d


@describes("signal/fir_async.cl")
def fir_async():
    rng = Lcg(53)
    samples, taps = rng.ints(128 + 15, -9, 9), rng.ints(16, -5, 5)
    d = Description("FIR filter with asynchronous copies", "fir_async", (128,), (64,))
    (d.test("two work-groups").buffer(0, "float", samples).buffer(1, "float", taps)
     .out(2, "float", [sum(samples[i + t] * taps[t] for t in range(16)) for i in range(128)]))
    return d


@describes("signal/dct_8x8.cl")
def dct_8x8():
    image = Lcg(54).ints(64, 0, 255)
    scale = lambda u: math.sqrt(0.125) if u == 0 else 0.5
    basis = [[scale(u) * math.cos((2 * x + 1) * u * math.pi / 16) for x in range(8)] for u in range(8)]
    coefficients = [sum((image[8 * y + x] - 128) * basis[u][x] * basis[v][y] for y in range(8) for x in range(8))
                    for v in range(8) for u in range(8)]
    smallest = min(abs(c) for c in coefficients)
    assert smallest > 0.25  # so that 2^13 ULP allow an error of at least 1e-4
    d = Description("8x8 DCT", "dct_8x8", (8, 8), (8, 8))
    (d.test("one block").buffer(0, "uchar", image).out(1, "float", coefficients, ulp=8192).value(2, "int", 8))
    return d


@describes("signal/half_mix.cl")
def half_mix():
    a = [0.5, -0.25, 1.0, 0.125, 2 ** -24, -0.75, 0.0999755859375, 1.0, 0.333251953125, 2 ** -14, -1.0]
    b = [0.25, 0.5, 0.5, -0.0625, 2 ** -23, 0.5, 0.2, -1.0, 0.1, 2 ** -14, 1.0]
    halves = lambda values: [f16_bits(v) for v in values]
    exact = lambda bits: (-1) ** (bits >> 15) * ((bits & 1023) * 2.0 ** -24 if bits >> 10 & 31 == 0 else
                                                 (1024 + (bits & 1023)) * 2.0 ** ((bits >> 10 & 31) - 25))

    def mix(i, gain_a, gain_b):
        mixed = exact(f16_bits(a[i])) * gain_a + exact(f16_bits(b[i])) * gain_b
        bits = f16_bits(max(-1.0, min(1.0, mixed)))
        if i >= 8 and abs(exact(bits)) > abs(mixed):  # the tail rounds towards zero
            bits -= 1
        return bits

    d = Description("half-precision mix", "half_mix", (3,), (1,))
    for gain_a, gain_b in ((1.0, 1.0), (0.75, -0.5)):
        (d.test("gains %s and %s" % (gain_a, gain_b)).buffer(0, "ushort", halves(a)).buffer(1, "ushort", halves(b))
         .out(2, "ushort", [mix(i, gain_a, gain_b) for i in range(11)]).value(3, "float", gain_a)
         .value(4, "float", gain_b).value(5, "uint", 11))
    return d
