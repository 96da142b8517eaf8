"""darktable's image filters on a picture of a photograph's size, with parameters as its modules would set them."""

import array
import dataclasses
import math
import pathlib

WIDTH, HEIGHT = 1024, 683

# What the images of a filter may be: the picture, the same in another light, one channel of it, and CIE Lab.
PICTURES = ("photo", "other", "grey", "lab")


@dataclasses.dataclass(frozen=True)
class Filter:
    """`arguments`: names of pictures; `out` and `out:R` are images that are written, `buffer:NAME` a picture as a buffer,
    `out:buffer` and `out:buffer1` buffers that are written, of four floats and of one for each pixel; else as in `kiln run`."""

    file: str
    kernel: str
    arguments: tuple[str, ...]
    local: tuple[int, ...] = ()
    size: tuple[int, int] = (WIDTH, HEIGHT)  # work-items

    @property
    def name(self):
        return f"{self.file}::{self.kernel}"


def _filter(file, kernel, arguments, **more):
    return Filter(file, kernel, tuple(arguments.replace("$size", f"{WIDTH} {HEIGHT}").split()), **more)


_BLUR = "9xf32=0.02,0.06,0.12,0.18,0.24,0.18,0.12,0.06,0.02"
_ATROUS = ("25xf32=" + ",".join(str(a * b / 256) for a in (1, 4, 6, 4, 1) for b in (1, 4, 6, 4, 1)))
_MATRIX = "9xf32=0.41,0.36,0.18,0.21,0.72,0.07,0.02,0.12,0.95"
_FILTERS = 0x94949494  # red, green, green, blue
_ROWS = {"local": (256, 1), "size": (WIDTH, HEIGHT)}
_COLUMNS = {"local": (1, 128), "size": (WIDTH, -(-HEIGHT // 128) * 128)}
_CLUT = f"{3 * 4 ** 3}xf32=random:7"  # of 4 levels

# Left out are kernels that leave a channel undefined, as ppg_demosaic_green does.
FILTERS = (
    _filter("basic", "exposure", "photo out $size 0.01 1.7"),
    _filter("basic", "highlights_4f_clip", "photo out $size 0 0.8"),
    _filter("basic", "box_blur_5x5", "photo out $size"),
    _filter("basic", "colorcorrection", "lab out $size 1.2 0.1 2 -0.1 1"),
    _filter("basic", "monochrome_filter", "lab out $size 10 -5 2"),
    _filter("basic", "monochrome", "lab lab out $size 10 -5 2 0.3"),
    _filter("basic", "flip", f"photo out {WIDTH} {HEIGHT} 2"),
    _filter("basic", "rawprepare_1f_unnormalized", f"grey out:R $size 0 0 4xf32=0.01,0.02,0.015,0.01 4xf32=0.9,0.95,1,0.9 0 0"),
    _filter("basic", "invert_1f", f"grey out:R $size 4xf32=1.1,0.9,1,1 {_FILTERS} 0 0"),
    _filter("basic", "lens_vignette", "photo out $size buffer:other"),
    _filter("basecurve", "basecurve_compute_features", "photo out $size"),
    _filter("basecurve", "basecurve_blur_h", "photo out $size"),
    _filter("basecurve", "basecurve_blur_v", "photo out $size"),
    _filter("basecurve", "basecurve_detail", "photo other out $size"),
    _filter("basecurve", "basecurve_normalize", "photo out $size"),
    _filter("bloom", "bloom_threshold", "lab out:R $size 1.2 40"),
    _filter("bspline", "blur_2D_Bspline_vertical", "photo out $size 2"),
    _filter("bspline", "blur_2D_Bspline_horizontal", "photo out $size 2"),
    _filter("atrous", "eaw_decompose", f"lab out out $size 1 0.4 {_ATROUS}"),
    _filter("atrous", "eaw_synthesize", "out lab other 1024 683 0.1 0.1 0.1 0.1 1.2 1.1 1.1 1"),
    _filter("denoiseprofile", "denoiseprofile_precondition", "photo out $size 0.01,0.01,0.01,0.01 0.002,0.002,0.002,0.002"),
    _filter("denoiseprofile", "denoiseprofile_backtransform", "lab out $size 0.01,0.01,0.01,0.01 0.002,0.002,0.002,0.002"),
    _filter("denoiseprofile", "denoiseprofile_decompose", f"lab out out $size 1 0.02 {_ATROUS}"),
    _filter("demosaic_ppg", "border_interpolate", f"grey out $size {_FILTERS} 3"),
    _filter("demosaic_ppg", "pre_median", f"grey out:R $size {_FILTERS} 0.05 local:{4 * 20 * 20}",
            local=(16, 16), size=(1024, 688)),
    _filter("demosaic_ppg", "ppg_demosaic_redblue", f"photo out $size {_FILTERS} local:{16 * 18 * 18}",
            local=(16, 16), size=(1024, 688)),
    _filter("demosaic_ppg", "color_smoothing", f"photo out $size local:{16 * 18 * 18}", local=(16, 16), size=(1024, 688)),
    _filter("dwt", "dwt_hat_transform_row", "out:buffer buffer:photo $size 4", size=(1024, 683)),
    _filter("dwt", "dwt_add_img_to_layer", "buffer:photo out:buffer $size"),
    _filter("extended", "graduatedndp", "photo out $size 0.2,0.5,0.8,0 1.5 -0.5 0.001 0.0005"),
    _filter("extended", "graduatedndm", "photo out $size 0.2,0.5,0.8,0 -1.5 -0.5 0.001 0.0005"),
    _filter("extended", "colorize", "lab out $size 0.5 40 10 -20"),
    _filter("extended", "relight", "lab out $size 0.4 4 0.7"),
    _filter("extended", "channelmixer", f"photo out $size 0 {_MATRIX} {_MATRIX}"),
    _filter("extended", "velvia", "photo out $size 0.5 0.8"),
    _filter("extended", "colorcontrast", "lab out $size 1,1.2,0.9,1 0,2,-3,0 1"),
    _filter("extended", "vibrance", "lab out $size 0.6"),
    _filter("extended", "splittoning", "photo out $size 0.3 0.5 0.6 0.4 0.1 0.3"),
    _filter("extended", "global_tonemap_reinhard", "lab out $size 1,2,3,4"),
    _filter("extended", "global_tonemap_drago", "lab out $size 0.01,2,1.1,2"),
    _filter("extended", "global_tonemap_filmic", "lab out $size 1,2,3,4"),
    _filter("extended", "colorbalance", "lab out $size 0.1,0.05,0,0 1.1,1,0.9,1 0.9,1,1.1,1 1.2 0.9 0.18"),
    _filter("filmic", "compute_ratios", "photo out:R out 0x00000000 1024 683"),
    _filter("filmic", "restore_ratios", "photo grey out $size"),
    _filter("gaussian", "gaussian_column_4c", "buffer:photo out:buffer $size 0.4 0.1 -0.05 0.02 -0.6 0.09 0.5 0.4 "
            "100,100,100,100 -100,-100,-100,-100", size=(1024, 1)),
    _filter("guided_filter", "guided_filter_box_mean_x", "$size grey out:R 9", size=(683, 1)),
    _filter("hazeremoval", "hazeremoval_transision_map", "$size photo out:R 0.4 0.9 0.8 0.7"),
    _filter("highpass", "highpass_invert", "lab out $size"),
    _filter("highpass", "highpass_mix", "lab other out $size 0.3"),
    _filter("locallaplacian", "process_curve", "grey out:R 0.5 0.2 1.1 0.9 0.3 $size"),
    _filter("lut3d", "lut3d_trilinear", f"photo out $size {_CLUT} 4"),
    _filter("lut3d", "lut3d_tetrahedral", f"photo out $size {_CLUT} 4"),
    _filter("negadoctor", "negadoctor", "photo out $size 0.1,0.1,0.1,1 1.1,1.0,0.9,1 0.05,0.05,0.05,0 0.8 0.05 2.2 0.75 0.25"),
    _filter("nlmeans", "nlmeans_dist", "lab out:buffer1 $size 2,-1 0.01 0.02"),
    _filter("sharpen", "sharpen_hblur", f"lab out {_BLUR} 4 $size 256 local:{4 * (256 + 8)}", **_ROWS),
    _filter("sharpen", "sharpen_vblur", f"lab out {_BLUR} 4 $size 128 local:{4 * (128 + 8)}", **_COLUMNS),
    _filter("sharpen", "sharpen_mix", "lab other out $size 0.5 0.5"),
    _filter("soften", "soften_overexposed", "photo out $size 1.1 1.2"),
    _filter("soften", "soften_hblur", f"photo out {_BLUR} 4 $size 256 local:{16 * (256 + 8)}", **_ROWS),
    _filter("soften", "soften_mix", "photo other out $size 0.4"),
)


def _noise(x, y):
    """Grain: a hash of the place, from -0.5 to 0.5."""
    value = (x * 374761393 + y * 668265263) & 0xffffffff
    value = ((value ^ value >> 13) * 1274126177) & 0xffffffff
    return (value >> 8) / (1 << 24) - 0.5


def _rows():
    """A landscape of a kind: a sky that darkens, hills, a sun that is brighter than white, shadows, and grain."""
    grain = [_noise(i, 7 * i) * 0.03 for i in range(4096)]
    hills = [HEIGHT * (0.55 + 0.1 * math.sin(x / 93) + 0.04 * math.sin(x / 17)) for x in range(WIDTH)]
    for y in range(HEIGHT):
        row = []
        for x in range(WIDTH):
            noise = grain[(x * 1103 + y * 2371) & 4095]
            if y < hills[x]:
                light = 0.25 + 0.5 * y / HEIGHT
                sun = (x - 700) ** 2 + (y - 120) ** 2
                glow = 9 / (1 + sun / 300)
                row.append((light * 0.7 + glow, light * 0.8 + glow * 0.9, light + glow * 0.6, noise))
            else:
                light = 0.02 + 0.3 * (y - hills[x]) / HEIGHT + (0.12 if (x // 40 + y // 30) % 3 else 0)
                row.append((light * 0.8, light, light * 0.4, noise))
        yield [(max(r + n, 0.0), max(g + n, 0.0), max(b + n, 0.0)) for r, g, b, n in row]


def write_npy(path, shape, values):
    header = f"{{'descr': '<f4', 'fortran_order': False, 'shape': {tuple(shape)}, }}"
    header += " " * (63 - (10 + len(header)) % 64) + "\n"
    with open(path, "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header.encode())
        values.tofile(file)


def make_pictures(folder):
    """Writes the pictures as .npy files; the same bytes on every machine that rounds as IEEE 754 does."""
    folder = pathlib.Path(folder)
    values = {name: array.array("f") for name in PICTURES}
    for row in _rows():
        for r, g, b in row:
            values["photo"].extend((r, g, b, 1.0))
            values["other"].extend((0.6 * g + 0.1, 0.9 * r + 0.05, 0.7 * b + 0.2, 1.0))
            light = 0.2126 * r + 0.7152 * g + 0.0722 * b
            values["grey"].append(light)
            values["lab"].extend((100 * min(light, 1.2) ** 0.5, 60 * (r - g), 40 * (g - b), 1.0))
    for name, numbers in values.items():
        write_npy(folder / f"{name}.npy", (HEIGHT, WIDTH) if name == "grey" else (HEIGHT, WIDTH, 4), numbers)
