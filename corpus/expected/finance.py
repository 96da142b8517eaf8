"""Prices in double precision; random numbers against the published vectors of Philox."""

import math

from description import Description, describes, f32

PHILOX_VECTORS = [  # from the authors' known-answer tests: counter, key, result
    ((0, 0, 0, 0), (0, 0), (0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)),
    ((0xffffffff,) * 4, (0xffffffff,) * 2, (0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)),
    ((0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344), (0xa4093822, 0x299f31d0),
     (0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)),
]


def philox(counter, key):
    c, k = list(counter), list(key)
    for _ in range(10):
        p, q = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(q >> 32) ^ c[1] ^ k[0], q & 0xFFFFFFFF, (p >> 32) ^ c[3] ^ k[1], p & 0xFFFFFFFF]
        k = [(k[0] + 0x9E3779B9) & 0xFFFFFFFF, (k[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return c


@describes("finance/black_scholes.cl")
def black_scholes():
    spot, strike, years = [100, 100, 80, 120, 50], [100, 90, 100, 100, 75], [1, 0.5, 2, 0.25, 4]
    rate, volatility = f32(0.05), f32(0.2)
    normal = lambda x: 0.5 * math.erfc(-x / math.sqrt(2))
    prices = []
    for s, k, t in zip(spot, strike, years):
        deviation = volatility * math.sqrt(t)
        d1 = (math.log(s / k) + (rate + volatility ** 2 / 2) * t) / deviation
        d2 = d1 - deviation
        discounted = k * math.exp(-rate * t)
        prices += [s * normal(d1) - discounted * normal(d2), discounted * normal(-d2) - s * normal(-d1)]
    # The textbook example: 10.45 and 5.57. Differences of two large numbers: 2^9 ULP.
    assert round(prices[0], 2) == 10.45 and round(prices[1], 2) == 5.57 and min(prices) > 0.05
    d = Description("Black and Scholes", "black_scholes", (8,), (4,))
    (d.test("five options").buffer(0, "float", spot).buffer(1, "float", strike).buffer(2, "float", years)
     .value(3, "float", rate).value(4, "float", volatility).out(5, "float2", prices, ulp=4096).value(6, "uint", 5))
    return d


@describes("finance/monte_carlo.cl")
def monte_carlo():
    for counter, key, result in PHILOX_VECTORS:
        assert tuple(philox(counter, key)) == result
    paths, blocks, spot, strike, drift, deviation, key = 8, 2, 100, 80, 0.0, 0.0625, (2026, 11)
    payoffs = []
    for path in range(paths):
        logarithm = total = 0.0
        for block in range(blocks):
            bits = philox((path, block, 0, 0), key)
            for pair in (bits[:2], bits[2:]):
                u, v = (((b >> 9) + 0.5) / 2 ** 23 for b in pair)
                for trigonometric in (math.cos, math.sin):
                    logarithm += drift + deviation * math.sqrt(-2 * math.log(u)) * trigonometric(2 * math.pi * v)
                    total += math.exp(logarithm)
        payoffs.append(max(spot * total / (4 * blocks) - strike, 0))
    assert min(payoffs) > 1
    flat = lambda column: [w for vector in PHILOX_VECTORS for w in vector[column]]
    d = Description("Philox and an Asian option", None)
    (d.test("published vectors of Philox", "philox_block", (3,), (1,)).buffer(0, "uint4", flat(0))
     .buffer(1, "uint2", flat(1)).out(2, "uint4", flat(2)))
    (d.test("eight paths of eight steps", "monte_carlo", (8,), (4,)).out(0, "float", payoffs, ulp=1024)
     .value(1, "float", spot).value(2, "float", strike).value(3, "float", drift).value(4, "float", deviation)
     .value(5, "uint", blocks).value(6, "uint2", *key))
    return d
