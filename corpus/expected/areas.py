"""Imports every area, which registers its descriptions."""

import linear_algebra  # noqa: F401
import polybench  # noqa: F401
import primitives  # noqa: F401
import sorting  # noqa: F401
import signals  # noqa: F401
import images  # noqa: F401
import graphics  # noqa: F401
import physics  # noqa: F401
import crypto  # noqa: F401
import finance  # noqa: F401
import graphs  # noqa: F401
import ml  # noqa: F401
import text  # noqa: F401
