"""Imports every area, which registers its descriptions."""

import linear_algebra  # noqa: F401
