"""events.jsonl: what the agent follows. One object a line, flushed, append only."""

import contextlib
import json
import math
import os
from datetime import datetime, timezone

from .contracts_generated import Failure

# Enough for the longest failure; given up when the disk is full, so that the agent hears of it all the same.
RESERVE_BYTES = 64 * 1024


class EventWriter:
    """`path=None` swallows events: ranks other than the first stay silent."""

    def __init__(self, path: str | None):
        self._reserve = None if path is None else f"{path}.reserve"
        self._file = None if path is None else open(path, "a", encoding="utf-8")  # noqa: SIM115
        if self._file is not None and self._file.tell() > 0:
            self._end_torn_line(path)
        if self._reserve is not None:
            with contextlib.suppress(OSError), open(self._reserve, "wb") as file:
                file.write(b"\0" * RESERVE_BYTES)

    def _end_torn_line(self, path: str) -> None:
        """An earlier attempt may have been killed in the middle of a line."""
        with open(path, "rb") as written:
            written.seek(-1, os.SEEK_END)
            if written.read(1) != b"\n":
                self._file.write("\n")

    def emit(self, kind: str, **fields) -> None:
        if self._file is None:
            return
        at = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self._file.write(json.dumps({"type": kind, "at": at, **fields}, ensure_ascii=False) + "\n")
        self._file.flush()

    def started(self, resumed_from_step: int | None = None) -> None:
        self.emit("started", resumedFromStep=resumed_from_step)

    def progress(self, phase: str, step: int = 0, total: int = 0, remaining: float | None = None) -> None:
        rounded = None if remaining is None else round(max(0.0, remaining), 1)
        self.emit("progress", phase=phase, step=step, total=total, remainingSeconds=rounded)

    def metric(self, step: int, values: dict[str, float | None]) -> None:
        kept = {k: float(v) for k, v in values.items() if v is not None and math.isfinite(v)}
        if kept:
            self.emit("metric", step=step, values=kept)

    def checkpoint(self, step: int) -> None:
        self.emit("checkpoint", step=step)

    def artifact(self, name: str, uri: str, size_bytes: int) -> None:
        self.emit("artifact", name=name, uri=uri, sizeBytes=size_bytes)

    def endpoint(self, url: str) -> None:
        self.emit("endpoint", url=url)

    def health(self, healthy: bool, reason: str | None, restarts: int) -> None:
        self.emit("health", healthy=healthy, reason=reason and reason[:1000], restarts=restarts)

    def result(self, kind: str, **fields) -> None:
        self.emit("result", result={"kind": kind, **fields})

    def failure(self, failure: Failure) -> None:
        if self._reserve is not None:
            with contextlib.suppress(OSError):
                os.unlink(self._reserve)
        self.emit("failure", failure=failure.model_dump())

    def stopped(self, step: int | None) -> None:
        self.emit("stopped", step=step)
