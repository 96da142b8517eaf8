"""What one translation is made of."""

import dataclasses
import pathlib


@dataclasses.dataclass(frozen=True)
class Unit:
    """One file with the options that its project builds it with."""

    name: str  # "hashcat/m00000_a0-pure.cl, vectors of 4": stable, in reports and expectations
    path: pathlib.Path
    options: tuple[str, ...]
