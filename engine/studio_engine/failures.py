"""Every way a runner can end badly, as one shape: code, whose move it is, one sentence, advice."""

import errno
import os
import re
import shutil

from .contracts_generated import Failure


class EngineFailure(Exception):
    """Ends the runner with a `failure` event. `kind` is `user` when the person can change the cause."""

    def __init__(self, code: str, kind: str, message: str, advice: str | None = None):
        super().__init__(message)
        self.failure = Failure(code=code, kind=kind, message=message[:4000], advice=advice and advice[:2000])


class Stopped(BaseException):
    """SIGTERM arrived outside the training loop. No Exception: libraries catch those where they try things out."""


def user(code: str, message: str, advice: str) -> EngineFailure:
    return EngineFailure(code, "user", message, advice)


def system(code: str, message: str, advice: str | None) -> EngineFailure:
    return EngineFailure(code, "system", message, advice)


def is_out_of_memory(error: BaseException) -> bool:
    text = str(error)
    return (
        isinstance(error, MemoryError)
        or type(error).__name__ == "OutOfMemoryError"
        or (isinstance(error, OSError) and error.errno == errno.ENOMEM)
        or (isinstance(error, RuntimeError) and bool(re.search(r"out of memory|can't allocate memory", text)))
    )


def is_disk_full(error: BaseException) -> bool:
    """torch and safetensors report a full disk as their own errors, with the system's words inside."""
    full = (errno.ENOSPC, errno.EDQUOT)
    text = str(error)
    return (isinstance(error, OSError) and error.errno in full) or bool(
        re.search(r"No space left|os error 28|Disk quota exceeded|file write failed|unexpected pos", text)
    )


def classify(error: BaseException, path: str | None = None) -> EngineFailure:
    """Makes an unexpected exception something a person can act on. `path`: on the disk that the job writes to."""
    if isinstance(error, EngineFailure):
        return error
    if is_disk_full(error):
        return system(
            "disk.full",
            f"The disk filled up while the job was writing{_room(path)}.",
            "Free space on the node, then start the job again: it goes on from its last checkpoint.",
        )
    if is_out_of_memory(error):
        return user(
            "out_of_memory",
            "The job needed more memory than it was given.",
            "Choose a smaller batch size or maximum length, LoRA instead of full, or a larger flavor.",
        )
    first_line = (str(error).strip().splitlines() or [""])[0]
    return system(
        "engine.unexpected",
        f"The engine stopped on an error it does not know: {type(error).__name__}: {first_line}"[:1000],
        "The log holds the full trace. Starting again goes on from the last checkpoint.",
    )


def _room(path: str | None) -> str:
    folder = os.path.dirname(os.path.abspath(path)) if path else None
    if folder is None or not os.path.isdir(folder):
        return ""
    return f": {shutil.disk_usage(folder).free // 1048576} MB free at {folder}"
