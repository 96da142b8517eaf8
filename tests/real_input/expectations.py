"""Known failures: lines `unit::kind  # reason`, with * as a glob. A listed unit that passes fails the run."""

import fnmatch
import pathlib


class Expectations:
    def __init__(self, path):
        self._lines = []
        self._used = set()
        for line in pathlib.Path(path).read_text().splitlines() if path else []:
            pattern, _, reason = line.partition("#")
            if pattern.strip():
                if not reason.strip():
                    raise ValueError(f"{path}: '{pattern.strip()}' gives no reason")
                self._lines.append((pattern.strip(), reason.strip()))

    def reason(self, name):
        """Why it is known to fail; empty: it is to pass."""
        for pattern, reason in self._lines:
            if fnmatch.fnmatchcase(name, pattern):
                self._used.add(pattern)
                return reason
        return ""

    def unused(self):
        return [pattern for pattern, _ in self._lines if pattern not in self._used]
