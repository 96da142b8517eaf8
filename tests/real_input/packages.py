"""The Debian packages whose OpenCL files are translated: fetched once into a folder of the build, never installed."""

import pathlib
import subprocess

# hashcat holds the modules that know each kernel's build options; they are linked against libminizip1.
PACKAGES = ("hashcat-data", "hashcat", "libminizip1", "darktable")


class Unavailable(Exception):
    """The packages cannot be had here; the sentence says why."""


def _run(command, folder):
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    except OSError as error:
        raise Unavailable(f"{command[0]}: {error.strerror}") from error
    if done.returncode:
        raise Unavailable(f"'{' '.join(command)}' failed: {done.stderr.strip().splitlines()[-1:]}")


def fetch(folder):
    """The root below which the packages' files lie, as `usr/...`. Downloads only what is not there yet."""
    folder = pathlib.Path(folder).resolve()
    root = folder / "root"
    for package in PACKAGES:
        stamp = folder / f"{package}.unpacked"
        if stamp.exists():
            continue
        root.mkdir(parents=True, exist_ok=True)
        if not list(folder.glob(f"{package}_*.deb")):
            _run(["apt-get", "-q", "download", package], folder)
        _run(["dpkg", "-x", str(sorted(folder.glob(f"{package}_*.deb"))[-1]), str(root)], folder)
        stamp.touch()
    return root
