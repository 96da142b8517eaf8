"""Builds the test descriptions inside the corpus kernels, in the format that piglit's cl-program-tester reads.

The numbers come from plain arithmetic in the area modules beside this file, never from running a kernel. Floats are
rounded to what the type holds; a tolerance is in ULP of the expected value.
"""

import math
import struct

REGISTRY = {}  # file below corpus/ -> function that returns a Description


def describes(path):
    def register(function):
        REGISTRY[path] = function
        return function
    return register


def f32(x):
    """The nearest single-precision value."""
    return struct.unpack("<f", struct.pack("<f", x))[0]


def f32_from_bits(bits):
    return struct.unpack("<f", struct.pack("<I", bits))[0]


def f16_bits(x):
    return struct.unpack("<H", struct.pack("<e", x))[0]


def format_number(x, double):
    if isinstance(x, int):
        return str(x)
    if math.isinf(x):
        return "inf" if x > 0 else "-inf"
    if x == int(x) and abs(x) < 2 ** 24:
        return str(int(x))
    return ("%.17g" if double else "%.9g") % (x if double else f32(x))


class Lcg:
    """Small deterministic numbers for inputs that need no meaning."""

    def __init__(self, seed):
        self.state = seed & 0xFFFFFFFF

    def below(self, bound):
        self.state = (self.state * 1664525 + 1013904223) & 0xFFFFFFFF
        return (self.state >> 8) % bound

    def ints(self, count, low, high):
        return [low + self.below(high - low + 1) for _ in range(count)]


class Test:
    def __init__(self, name, keys):
        self.lines = ["[test]", "name: " + name] + keys

    def _add(self, direction, index, what, values, double=False, suffix=""):
        numbers = [format_number(v, double) for v in values]
        if len(numbers) > 1 and len(set(numbers)) == 1:
            numbers = ["repeat", numbers[0]]
        line = "%s: %d %s" % (direction, index, what)
        indent = " " * 10
        for word in numbers + ([suffix] if suffix else []):
            if len(line) + len(word) + 3 > 118:
                self.lines.append(line + " \\")
                line = indent + word
            else:
                line += " " + word
        self.lines.append(line)
        return self

    @staticmethod
    def _count(type_name, values):
        width = int("".join(c for c in type_name if c.isdigit()) or 1)
        assert len(values) % width == 0, (type_name, len(values))
        return len(values) // width

    def value(self, index, type_name, *values):
        return self._add("arg_in", index, type_name, values, type_name.startswith("double"))

    def local(self, index, type_name):
        """A __local argument of the size of one `type_name`; the format has no larger one."""
        self.lines.append("arg_in: %d %s NULL" % (index, type_name))
        return self

    def buffer(self, index, type_name, values):
        what = "buffer %s[%d]" % (type_name, self._count(type_name, values))
        return self._add("arg_in", index, what, values, type_name.startswith("double"))

    def out(self, index, type_name, values, ulp=0, tolerance=0):
        """`ulp` for floating point, `tolerance` (absolute) for integers."""
        what = "buffer %s[%d]" % (type_name, self._count(type_name, values))
        suffix = "tolerance %d ulp" % ulp if ulp else "tolerance %d" % tolerance if tolerance else ""
        return self._add("arg_out", index, what, values, type_name.startswith("double"), suffix)

    def inout(self, index, type_name, before, after, ulp=0):
        return self.buffer(index, type_name, before).out(index, type_name, after, ulp)


def _range_keys(global_size, local_size, offset=None):
    if global_size is None:
        return []
    pad = lambda sizes, fill: " ".join(str(s) for s in list(sizes) + [fill] * (3 - len(sizes)))
    keys = ["dimensions: %d" % len(global_size), "global_size: " + pad(global_size, 1)]
    if local_size is not None:
        keys.append("local_size: " + pad(local_size, 1))
    if offset is not None:
        keys.append("global_offset: " + pad(offset, 0))
    return keys


class Description:
    def __init__(self, name, kernel, global_size=None, local_size=None, options=None, clc=10, extensions=None):
        self.lines = ["[config]", "name: " + name, "clc_version_min: %d" % clc]
        if extensions:
            self.lines.append("require_device_extensions: " + extensions)
        if options:
            self.lines.append("build_options: " + options)
        if kernel:
            self.lines.append("kernel_name: " + kernel)
        self.lines += _range_keys(global_size, local_size)
        self.tests = []

    def test(self, name, kernel=None, global_size=None, local_size=None, offset=None):
        keys = ["kernel_name: " + kernel] if kernel else []
        test = Test(name, keys + _range_keys(global_size, local_size, offset))
        self.tests.append(test)
        return test

    def text(self):
        blocks = ["\n".join(self.lines)] + ["\n".join(t.lines) for t in self.tests]
        return "/*!\n" + "\n\n".join(blocks) + "\n!*/"
