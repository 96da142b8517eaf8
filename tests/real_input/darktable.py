"""darktable's image filters: the programs that it lists, built with its options for a vendor that it does not know."""

import re

from unit import Unit


def units(root):
    folder = root / "usr/share/darktable/kernels"
    programs = re.findall(r"^(\S+\.cl)\s+\d+", (folder / "programs.conf").read_text(), re.MULTILINE)
    options = ("-w", "-cl-fast-relaxed-math", "-DUNKNOWN=1", f"-I{folder}")
    return [Unit(f"darktable/{program}", folder / program, options) for program in sorted(programs)]
