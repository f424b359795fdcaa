"""Packages that a start command asks for, on top of the serving environment and without changing it."""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from importlib import metadata

from packaging.requirements import InvalidRequirement, Requirement

from ..failures import EngineFailure, system, user

UV_SECONDS = 1800
_NETWORK = (
    "dns error",
    "failed to lookup",
    "Connection refused",
    "error sending request",
    "timed out",
    "Could not connect",
    "network was disabled",
)
ADVICE = "Correct the requirements: versions must go together with those of the serving environment."


def install(requirements: list[str], folder: str) -> str:
    """Path of an interpreter that sees both; made once for the same requirements."""
    text = "\n".join(requirements) + "\n"
    python = os.path.join(folder, "bin/python")
    marker = os.path.join(folder, f"studio-complete-{hashlib.sha256(text.encode()).hexdigest()[:12]}")
    if os.path.exists(marker):
        return python
    shutil.rmtree(folder, ignore_errors=True)
    have = _installed()
    lines = [line for line in requirements if not _satisfied(line, have)]
    _uv("venv", "--quiet", "--python", sys.executable, folder)
    _layer(python)
    wanted = os.path.join(folder, "wanted.in")
    with open(wanted, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    with open(os.path.join(folder, "base.txt"), "w", encoding="utf-8") as file:
        file.writelines(f"{name}=={version}\n" for name, version in have.items())
    # uv does not see what lies below, so it is told the versions and left with what is missing.
    found = _uv(
        "pip", "compile", "--quiet", "--no-header", "--no-annotate", "--python", python, wanted, "-c", file.name
    )
    missing = [line for line in found.splitlines() if _name(line) not in have]
    if missing:
        rest = os.path.join(folder, "missing.txt")
        with open(rest, "w", encoding="utf-8") as file:
            file.write("\n".join(missing) + "\n")
        _uv("pip", "install", "--no-deps", "--python", python, "-r", rest)
    with open(marker, "w", encoding="utf-8"):
        return python


def _satisfied(line: str, have: dict[str, str]) -> bool:
    """What the environment below holds already; another version of it cannot be had."""
    try:
        wish = Requirement(line)
    except InvalidRequirement:
        return False
    if wish.marker is not None and not wish.marker.evaluate():
        return True
    version = have.get(_name(wish.name))
    if version is None or wish.url is not None:
        return False
    if not wish.specifier.contains(version, prereleases=True):
        raise user(
            "serve.requirements",
            f"{line} is asked for, and the serving environment holds {wish.name} {version}.",
            ADVICE,
        )
    return not wish.extras


def _layer(python: str) -> None:
    own = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    below = sysconfig.get_path("purelib")
    with open(os.path.join(own, "serving-environment.pth"), "w", encoding="utf-8") as file:
        file.write(f"import site; site.addsitedir({below!r})\n")


def _installed() -> dict[str, str]:
    return {_name(found.name): found.version for found in metadata.distributions() if found.name}


def _name(requirement: str) -> str:
    name = requirement.strip()
    for mark in " =<>~!;[@":
        name = name.partition(mark)[0]
    return name.lower().replace("_", "-").replace(".", "-")


def _uv(*words: str) -> str:
    uv = os.path.join(os.path.dirname(sys.executable), "uv")
    config = os.path.join(sys.prefix, "uv.toml")
    chosen = ["--config-file", config] if os.path.exists(config) and os.path.getsize(config) else []
    try:
        run = subprocess.run(
            [uv if os.path.exists(uv) else "uv", *chosen, *words],
            env={**os.environ, "UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1", "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            timeout=UV_SECONDS,
        )
    except FileNotFoundError as error:
        raise system(
            "serve.no_uv", "uv, which installs requirements, is not in the serving environment.", None
        ) from error
    except subprocess.TimeoutExpired as error:
        raise _unreachable(f"uv took longer than {UV_SECONDS} s") from error
    print(run.stderr, end="", flush=True)
    if run.returncode != 0:
        raise _refused(run.stderr)
    return run.stdout


def _refused(said: str) -> EngineFailure:
    words = " ".join(said.split())[-1500:]
    if any(mark in said for mark in _NETWORK):
        return _unreachable(words)
    return user("serve.requirements", f"The requirements cannot be installed: {words}", ADVICE)


def _unreachable(words: str) -> EngineFailure:
    return system(
        "serve.no_registry",
        f"The package registry does not answer, so the requirements cannot be installed: {words}",
        "Check the network of the node or name a mirror with UV_DEFAULT_INDEX, then start the service again.",
    )
