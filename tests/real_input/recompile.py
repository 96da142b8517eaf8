"""A kernel as a module: Kiln's own, or its GLSL text through glslang. `kiln run` takes either with its reflection."""

import subprocess

ROUTES = ("spirv", "glsl")


class Failure(Exception):
    """A command that did not succeed; the sentence is the first that it printed."""


def run(command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if done.returncode:
        raise Failure(((done.stderr + done.stdout).strip().splitlines() or ["no message"])[0])
    return done.stdout


def module(kiln, source, options, kernel, route, folder):
    """(module, reflection), files in the folder."""
    result, reflection = folder / f"{route}.spv", folder / f"{route}.json"
    command = [kiln, source, *options, f"--kernel={kernel}", f"--reflect={reflection}"]
    if route == "spirv":
        run([*command, "-o", result])
    else:
        text = folder / "k.comp"
        run([*command, "-o", text])
        run(["glslangValidator", "--quiet", "-V", "--target-env", "vulkan1.3", "-e", kernel, "--source-entrypoint", "main",
             "-o", result, text])
    return result, reflection
