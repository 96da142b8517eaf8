"""Translates one unit and checks what comes out with tools that are not Kiln's."""

import dataclasses
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import tempfile

# Output kind -> the file that Kiln is asked for. A GLSL text holds one kernel.
OUTPUTS = {"spirv": "k.spv", "glsl": "%k.comp", "msl": "k.metal", "hlsl": "k.hlsl"}
MEMORY_LIMIT = 6 << 30


@dataclasses.dataclass
class Outcome:
    kind: str
    message: str  # why it failed; empty: it passed
    seconds: float = 0.0  # processor time
    megabytes: float = 0.0  # largest
    check_seconds: float = 0.0  # processor time of the checker


def _start(command, folder, timeout):
    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
        resource.setrlimit(resource.RLIMIT_CPU, (timeout, timeout + 5))

    return subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, preexec_fn=limit)


def _run(command, folder, timeout):
    """(message, seconds, megabytes) of a command that is to succeed within `timeout` seconds of processor time, which
    other work on the machine does not lengthen."""
    process = _start(command, folder, timeout)
    errors = process.stdout.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds, megabytes = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
    if process.returncode == -signal.SIGXCPU:
        return f"still at work after {timeout} s of processor time", seconds, megabytes
    if process.returncode < 0:
        return f"ended by signal {-process.returncode}", seconds, megabytes
    if process.returncode:
        return _reason(errors), seconds, megabytes
    return "", seconds, megabytes


def _reason(errors):
    """The first error, without the position, which the name of the unit all but says."""
    lines = [line for line in errors.splitlines() if "error" in line.lower()] or errors.splitlines() or ["no message"]
    return re.sub(r"^\S+:\d+:\d+: ", "", lines[0]).replace("\t", " ")


class Translator:
    def __init__(self, kiln, kinds, timeout):
        self._kiln = str(pathlib.Path(kiln).resolve())
        self._kinds = kinds
        self._timeout = timeout
        self._checkers = {"spirv": ["spirv-val", "--target-env", "vulkan1.3"],
                          "glsl": ["glslangValidator", "--quiet", "-V", "--target-env", "vulkan1.3", "-o", "/dev/null"]}
        for command in self._checkers.values():
            if not shutil.which(command[0]):
                raise FileNotFoundError(command[0])

    def translate(self, unit):
        """One process for all kinds, as a user would; one for each only when that fails."""
        with tempfile.TemporaryDirectory(prefix="kiln-real-input-") as folder:
            message, seconds, megabytes = self._kiln_run(unit, self._kinds, folder)
            if not message:
                outcomes = [Outcome(kind, "", seconds if kind == self._kinds[0] else 0.0, megabytes)
                            for kind in self._kinds]
            elif len(self._kinds) == 1:
                outcomes = [Outcome(self._kinds[0], message, seconds, megabytes)]
            else:
                outcomes = [Outcome(kind, *self._kiln_run(unit, [kind], folder)) for kind in self._kinds]
            for outcome in outcomes:
                if not outcome.message:
                    outcome.message, outcome.check_seconds = self._check(outcome.kind, pathlib.Path(folder))
            return outcomes

    def _kiln_run(self, unit, kinds, folder):
        outputs = [word for kind in kinds for word in ("-o", OUTPUTS[kind])]
        return _run([self._kiln, str(unit.path), *unit.options, *outputs], folder, self._timeout)

    def _check(self, kind, folder):
        """(message, seconds) of all files of a kind."""
        pattern = OUTPUTS[kind].replace("%k", "*")
        files = sorted(folder.glob(pattern))
        if not files:
            return f"no {pattern} was written", 0.0
        total = 0.0
        for file in files if kind in self._checkers else []:
            message, seconds, _ = _run([*self._checkers[kind], str(file)], folder, self._timeout)
            total += seconds
            if message:
                return f"{self._checkers[kind][0]} refuses {file.name}: {message}", total
        return "", total
