#!/usr/bin/env python3
"""Writes the test description into each corpus kernel, or with --check tells which ones are out of date.

    python3 corpus/expected/write.py [--check] [PATH-PART...]
"""

import pathlib
import re
import sys

import areas
from description import REGISTRY

CORPUS = pathlib.Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"/\*!.*?!\*/", re.DOTALL)


def main():
    check = "--check" in sys.argv
    filters = [a for a in sys.argv[1:] if not a.startswith("--")]
    assert areas.__name__
    stale = []
    for path in sorted(REGISTRY):
        if filters and not any(f in path for f in filters):
            continue
        file = CORPUS / path
        old = file.read_text()
        if not BLOCK.search(old):
            raise SystemExit(f"{path}: no /*! ... !*/ comment to fill")
        text = REGISTRY[path]().text()
        new = BLOCK.sub(lambda _: text, old, count=1)
        if new != old:
            stale.append(path)
            if not check:
                file.write_text(new)
    known = set(REGISTRY)
    for file in CORPUS.glob("*/*.cl"):
        name = str(file.relative_to(CORPUS))
        if name not in known:
            raise SystemExit(f"{name}: nothing in corpus/expected describes it")
    if stale:
        print(("out of date: " if check else "written: ") + " ".join(stale))
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
