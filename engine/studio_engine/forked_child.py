"""What a forked job does before and after the ordinary run: its own output, randomness and exit note."""

import json
import os
import random
import signal
import sys


def run_in_child(request: dict) -> int:
    """Exit code of the job."""
    _redirect(request["log"])
    if request.get("cwd"):
        os.chdir(request["cwd"])
    _fresh_randomness()
    os.environ.pop("OMP_NUM_THREADS", None)
    from .runner import run_job

    code = run_job(request["spec"], request["events"])
    write_exit(request["events"], code)
    return code


def write_exit(events: str, code: int) -> None:
    """Appears whole or not at all. A negative code is a signal's number."""
    path = os.path.join(os.path.dirname(os.path.abspath(events)), "exit.json")
    partial = f"{path}.{os.getpid()}"
    killed = code < 0
    note = {"code": None if killed else code, "signal": signal.Signals(-code).name if killed else None}
    with open(partial, "w", encoding="utf-8") as file:
        json.dump(note, file)
    os.rename(partial, path)


def _redirect(log: str) -> None:
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(out, 1)
    os.dup2(out, 2)
    os.close(out)
    os.close(nothing)
    sys.stdout = os.fdopen(1, "w", buffering=1, encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, encoding="utf-8", closefd=False)


def _fresh_randomness() -> None:
    """Children of one parent would otherwise all draw the same numbers."""
    import numpy
    import torch

    random.seed()
    numpy.random.seed()
    torch.seed()
