"""Image filters on a few pixels."""

import math
import statistics

from description import Description, Lcg, describes


def clamped(image, width, height, x, y):
    return image[min(max(y, 0), height - 1) * width + min(max(x, 0), width - 1)]


@describes("image/convolution_2d.cl")
def convolution_2d():
    w, h = 6, 5
    rng = Lcg(61)
    image, taps = rng.ints(w * h, -9, 9), rng.ints(9, -5, 5)
    d = Description("2D convolution", "convolution_2d", (8, 8), (4, 4), options="-D K=3")
    out = [sum(taps[3 * j + i] * clamped(image, w, h, x + i - 1, y + j - 1) for j in range(3) for i in range(3))
           for y in range(h) for x in range(w)]
    (d.test("3x3 on 6x5").buffer(0, "float", image).out(1, "float", out).buffer(2, "float", taps)
     .value(3, "int2", w, h))
    return d


@describes("image/median_filter.cl")
def median_filter():
    w, h = 7, 5
    image = Lcg(62).ints(w * h, 0, 255)
    d = Description("3x3 median", "median_filter", (8, 8), (4, 4))
    out = [statistics.median(clamped(image, w, h, x + i, y + j) for j in (-1, 0, 1) for i in (-1, 0, 1))
           for y in range(h) for x in range(w)]
    d.test("7x5").buffer(0, "uchar", image).out(1, "uchar", out).value(2, "int", w).value(3, "int", h)
    return d


@describes("image/sobel.cl")
def sobel():
    w, h = 6, 5
    pixels = Lcg(63).ints(w * h * 4, 0, 60)
    luma = [(77 * pixels[4 * i] + 150 * pixels[4 * i + 1] + 29 * pixels[4 * i + 2]) // 256 for i in range(w * h)]
    out = [0] * (w * h)
    for y in range(1, h - 1):
        for x in range(1, w - 1):
            at = lambda dx, dy: luma[(y + dy) * w + x + dx]
            gx = sum(c * (at(1, d) - at(-1, d)) for d, c in ((-1, 1), (0, 2), (1, 1)))
            gy = sum(c * (at(d, 1) - at(d, -1)) for d, c in ((-1, 1), (0, 2), (1, 1)))
            out[y * w + x] = min(255, round(math.sqrt(gx * gx + gy * gy)))
    d = Description("Sobel", "sobel", (8, 8), (4, 4))
    d.test("6x5").buffer(0, "uchar4", pixels).out(1, "uchar", out).value(2, "uint", w).value(3, "uint", h)
    return d


@describes("image/bilateral_filter.cl")
def bilateral_filter():
    w, h, radius = 5, 4, 1
    image = [v / 8 for v in Lcg(64).ints(w * h, 0, 16)]
    out = []
    for y in range(h):
        for x in range(w):
            total = weights = 0.0
            for sy in range(max(0, y - radius), min(h, y + radius + 1)):
                for sx in range(max(0, x - radius), min(w, x + radius + 1)):
                    value = image[sy * w + sx]
                    weight = math.exp(-((sx - x) ** 2 + (sy - y) ** 2) * 0.5 - (value - image[y * w + x]) ** 2 * 2)
                    total += weight * value
                    weights += weight
            out.append(total / weights)
    # The struct {5, 4, 1, 0.5f, 2.0f, padding} as eight words. native_exp has no bound of its own, hence 256 ULP.
    d = Description("bilateral filter", "bilateral_filter", (8, 4), (4, 4))
    (d.test("5x4").buffer(0, "float", image).out(1, "float", out, ulp=256)
     .value(2, "uint8", w, h, radius, 0x3F000000, 0x40000000, 0, 0, 0))
    return d


@describes("image/rgb_to_yuv.cl")
def rgb_to_yuv():
    # Primary colours and greys; the published full-range values, rounded (JFIF).
    rgba = [0, 0, 0, 255, 255, 255, 255, 0, 255, 0, 0, 1, 0, 255, 0, 2, 0, 0, 255, 3, 128, 128, 128, 4, 255, 255, 0, 5,
            0, 255, 255, 6]
    yuva = []
    for i in range(0, len(rgba), 4):
        r, g, b, a = rgba[i:i + 4]
        y = 0.299 * r + 0.587 * g + 0.114 * b
        u = -0.168736 * r - 0.331264 * g + 0.5 * b + 128
        v = 0.5 * r - 0.418688 * g - 0.081312 * b + 128
        yuva += [min(255, max(0, math.floor(c + 0.5))) for c in (y, u, v)] + [a]
    back = []
    for i in range(0, len(yuva), 4):
        y, u, v, a = yuva[i:i + 4]
        rgb = (y + 1.402 * (v - 128), y - 0.344136 * (u - 128) - 0.714136 * (v - 128), y + 1.772 * (u - 128))
        back += [min(255, max(0, math.floor(c + 0.5))) for c in rgb] + [a]
    d = Description("RGB to YUV and back", None)
    d.test("to YUV", "rgb_to_yuv", (12,), (4,)).buffer(0, "uchar4", rgba).out(1, "uchar4", yuva).value(2, "int", 8)
    d.test("to RGB", "yuv_to_rgb", (12,), (4,)).buffer(0, "uchar4", yuva).out(1, "uchar4", back).value(2, "int", 8)
    return d
