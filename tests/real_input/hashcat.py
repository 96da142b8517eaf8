"""hashcat's kernels and the options that it builds them with.

hashcat composes the options from the device, the attack and the hash mode. A mode is a shared library of the package,
whose entry point fills a table of functions; those asked here return constants, so that they can be called without the
program. Where the option depends on the hash itself (the salt of DEScrypt, scrypt's costs) one typical value stands.
"""

import ctypes
import pathlib
import re

from unit import Unit

# The places in the table of a module, which begins with five words of bookkeeping (interface version 700).
_HEADER_WORDS = 5
_FUNCTIONS = {
    "attack_exec": 0,
    "dgst_pos0": 7, "dgst_pos1": 8, "dgst_pos2": 9, "dgst_pos3": 10, "dgst_size": 11,
    "kern_type": 30,
}
_DEFAULT = ctypes.c_void_p(-1).value  # "the program's default"

_ATTACK_INSIDE_KERNEL = 11
_GENERIC_VENDOR = 1 << 31
_DEVICE_TYPE_GPU, _LOCAL_MEMORY = 4, 1

# Hardware instructions of one vendor each, which a generic device lacks.
_INSTRUCTIONS = ("ADD ADDC SUB SUBC VADD VADDC VADD_CO VADDC_CO VSUB VSUBB VSUB_CO VSUBB_CO VPERM VADD3 VBFE BFE LOP3 "
                 "MOV64 PRMT").split()

# Kernels of a mode that say what they need of the mode's own options; the values are those of common hashes.
_OPTIONS_OF_THE_HASH = (
    ("FIXED_LOCAL_SIZE", ("FIXED_LOCAL_SIZE=8",)),
    ("FIXED_LOCAL_SIZE_COMP", ("FIXED_LOCAL_SIZE_COMP=8",)),
    ("DESCRYPT_SALT", ("DESCRYPT_SALT=1337",)),
    ("SCRYPT_N", ("SCRYPT_N=1024", "SCRYPT_R=1", "SCRYPT_P=1", "SCRYPT_TMTO=1", "SCRYPT_TMP_ELEM=8")),
)


class Mode:
    """What a module says about its kernels."""

    def __init__(self, library):
        table = (ctypes.c_void_p * 128)()
        ctypes.CDLL(str(library)).module_init(table)
        for name, index in _FUNCTIONS.items():
            address = table[_HEADER_WORDS + index]
            function = ctypes.CFUNCTYPE(ctypes.c_uint32, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
            setattr(self, name, None if address in (None, _DEFAULT) else function(address)(None, None, None))
        self.number = int(re.search(r"(\d+)", library.stem).group(1))


def _modes(root):
    """Kernel type -> mode; of several modes with the same kernels, the one that gave them its number, or the first."""
    minizip = sorted(root.glob("usr/lib/*/libminizip.so.1"))
    if minizip:
        ctypes.CDLL(str(minizip[0]), ctypes.RTLD_GLOBAL)
    modes = {}
    for library in sorted(root.glob("usr/lib/hashcat/modules/*.so")):
        mode = Mode(library)
        if mode.kern_type is None:
            continue
        if mode.kern_type not in modes or mode.number == mode.kern_type:
            modes[mode.kern_type] = mode
    return modes


def _mode_of(modes, kernel_type):
    """Modes whose kernels depend on the hash have a range of kernel types: 14500 to 14553 are mode 14500."""
    if kernel_type in modes:
        return modes[kernel_type]
    return modes[max(known for known, mode in modes.items() if mode.number <= kernel_type)]


def folder_of(root):
    return root / "usr/share/hashcat/OpenCL"


def device_options(folder, width):
    """What hashcat passes for a device, whatever the mode."""
    values = {"LOCAL_MEM_TYPE": _LOCAL_MEMORY, "VENDOR_ID": _GENERIC_VENDOR, "CUDA_ARCH": 0,
              **{f"HAS_{name}": 0 for name in _INSTRUCTIONS}, "VECT_SIZE": width, "DEVICE_TYPE": _DEVICE_TYPE_GPU}
    return ["-w", "-DKERNEL_STATIC", f"-DINCLUDE_PATH={folder}", *_defined(values)]


def mode_options(positions=(0, 1, 2, 3), elements=4, kernel_type=0, attack_exec=_ATTACK_INSIDE_KERNEL, attack=0):
    inside = attack_exec == _ATTACK_INSIDE_KERNEL
    values = {**{f"DGST_R{i}": position for i, position in enumerate(positions)}, "DGST_ELEM": elements,
              "KERN_TYPE": kernel_type, "ATTACK_EXEC": attack_exec, "ATTACK_KERN": attack if inside else 0,
              "ATTACK_MODE": attack if inside else 0}
    return _defined(values)


def _defined(values):
    return [f"-D{name}={value}" for name, value in values.items()]


def _options(folder, text, mode, number, attack, width):
    options = device_options(folder, width) + ["-DXM2S(x)=#x", "-DM2S(x)=XM2S(x)"]
    options += mode_options((mode.dgst_pos0, mode.dgst_pos1, mode.dgst_pos2, mode.dgst_pos3), mode.dgst_size // 4, number,
                            mode.attack_exec, attack)
    for word, settings in _OPTIONS_OF_THE_HASH:
        if re.search(rf"\b{word}\b", text):
            options += [f"-D{setting}" for setting in settings]
    return tuple(options)


def units(root):
    """All kernels, for scalars and for vectors of 4. The files without kernels are what these include."""
    folder = folder_of(root)
    modes = _modes(root)
    result = []
    for path in sorted(folder.glob("*.cl")):
        text = path.read_text()
        if not re.search(r"\bKERNEL_FQ\b", text):
            continue
        kernel = re.fullmatch(r"m(\d+)(?:_a(\d))?-(?:optimized|pure)", path.stem)
        # What serves every mode (candidates, rules) is built with the options of the mode at work.
        number = int(kernel.group(1)) if kernel else 0
        mode = _mode_of(modes, number)
        attack = int(kernel.group(2) or 0) if kernel else 0
        for width in (1, 4):
            result.append(Unit(f"hashcat/{path.name}, {'scalars' if width == 1 else f'vectors of {width}'}", path,
                               _options(folder, text, mode, number, attack, width)))
    return result


def headers(root):
    """The .cl files that hold no kernel: each has to be included by one that does."""
    folder = folder_of(root)
    return [path for path in sorted(folder.glob("*.cl")) if not re.search(r"\bKERNEL_FQ\b", path.read_text())]
