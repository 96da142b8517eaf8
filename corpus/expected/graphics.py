"""Pictures of a few pixels."""

import math

from description import Description, describes, f32


@describes("graphics/mandelbrot.cl")
def mandelbrot():
    width, height, limit = 8, 6, 60
    left, top, step = -2.0, 1.25, 0.375
    counts, pixels = [], []
    for py in range(height):
        for px in range(width):
            cx, cy = f32(left + step * px), f32(top - step * py)
            x = y = 0.0
            count = 0
            while count < limit:
                xx, yy = f32(x * x), f32(y * y)
                if f32(xx + yy) > 4:
                    break
                y = f32(f32(f32(2 * x) * y) + cy)
                x = f32(f32(xx - yy) + cx)
                count += 1
            counts.append(count)
            pixels += [0, 0, 0, 255] if count == limit else [count * 7 % 256, count * 13 % 256, 255 - count % 256, 255]
    d = Description("Mandelbrot set", "mandelbrot", (width, height), (4, 2))
    (d.test("8x6").out(0, "uint", counts).out(1, "uchar4", pixels).value(2, "float", left).value(3, "float", top)
     .value(4, "float", step).value(5, "uint", width).value(6, "uint", limit))
    return d


@describes("graphics/ray_sphere.cl")
def ray_sphere():
    width, height = 6, 4
    spheres = [((0, 0, 1), 1.5, (1, 0.5, 0.25)), ((4, 2, 5), 1.5, (0.25, 1, 0.5)), ((0, 0, 20), 3, (1, 1, 1))]
    light = (0, 0.6, -0.8)
    hits, image = [], []
    for y in range(height):
        for x in range(width):
            d = (2 * x + 1 - width, height - 2 * y - 1, width)
            best, hit = math.inf, -1
            for i, (centre, radius, _) in enumerate(spheres):
                o = [p - c for p, c in zip((0, 0, -4), centre)]
                a, b = sum(v * v for v in d), sum(p * q for p, q in zip(o, d))
                disc = b * b - a * (sum(v * v for v in o) - radius * radius)
                assert abs(disc) > 1  # no hit hangs on rounding
                if disc > 0 and 0 < (-b - math.sqrt(disc)) / a < best:
                    best, hit = (-b - math.sqrt(disc)) / a, i
            hits.append(hit)
            if hit < 0:
                image += [0, 0, 0.25, 1]
                continue
            centre, radius, colour = spheres[hit]
            normal = [(p + best * q - c) / radius for p, q, c in zip((0, 0, -4), d, centre)]
            diffuse = sum(p * q for p, q in zip(normal, light))
            assert abs(diffuse) > 1e-3
            image += [c * (0.1 + 0.9 * max(diffuse, 0)) for c in colour] + [1]
    words = []
    for centre, radius, colour in spheres:
        words += list(centre) + [radius] + list(colour) + [1]
    assert set(hits) == {-1, 0, 1}
    description = Description("ray against spheres", "ray_sphere", (width, height), (2, 2))
    (description.test("three spheres, one hidden").buffer(0, "float8", words).value(1, "int", 3)
     .out(2, "float4", image, ulp=512).out(3, "int", hits).value(4, "float4", *light, 0))
    return description


@describes("graphics/perlin_noise.cl")
def perlin_noise():
    def permutation(i):
        x = ((i % 256) * 167 + 13) % 256
        x ^= x >> 4
        x = (x * 77 + 5) % 256
        return x ^ (x >> 3)

    directions = [(1, 1), (1, -1), (-1, 1), (-1, -1), (1, 0), (-1, 0), (0, 1), (0, -1)]

    def noise(x, y):
        ix, iy = math.floor(x), math.floor(y)
        fx, fy = x - ix, y - iy
        total = 0.0
        for dx in (0, 1):
            for dy in (0, 1):
                gx, gy = directions[permutation(permutation(ix + dx) + iy + dy) % 8]
                fade = lambda t: 6 * t ** 5 - 15 * t ** 4 + 10 * t ** 3
                wx = fade(fx) if dx else 1 - fade(fx)
                wy = fade(fy) if dy else 1 - fade(fy)
                total += wx * wy * (gx * (fx - dx) + gy * (fy - dy))
        return total

    # Exact in single precision: every coordinate is a multiple of 1/4, so the products need few bits.
    values = [sum(0.5 ** (o + 1) * noise(x * 0.25 * 2 ** o, y * 0.25 * 2 ** o) for o in range(3))
              for y in range(6) for x in range(8)]
    d = Description("gradient noise", "perlin_noise", (8, 6), (4, 2))
    d.test("8x6").out(0, "float", values).value(1, "uint", 8).value(2, "float", 0.25)
    return d
