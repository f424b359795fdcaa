"""Checkpoints that count: one is complete when its marker is written, which happens last."""

import json
import os
import re
import shutil

MARKER = "studio_complete.json"
_NAME = re.compile(r"^checkpoint-(\d+)$")


def mark_complete(folder: str, state: dict) -> None:
    """`state` is what the meters need to go on as if never interrupted."""
    partial = os.path.join(folder, MARKER + ".partial")
    with open(partial, "w", encoding="utf-8") as file:
        json.dump(state, file)
        file.flush()
        os.fsync(file.fileno())
    os.rename(partial, os.path.join(folder, MARKER))


def last_complete(folder: str) -> tuple[str, int, dict] | None:
    """(path, step, meter state) of the newest complete checkpoint."""
    for step, path in sorted(_numbered(folder), reverse=True):
        try:
            with open(os.path.join(path, MARKER), encoding="utf-8") as file:
                return path, step, json.load(file)
        except (OSError, ValueError):
            continue
    return None


def remove_incomplete(folder: str) -> None:
    """A run that was killed while saving leaves a folder without a marker."""
    for _step, path in _numbered(folder):
        if not os.path.isfile(os.path.join(path, MARKER)):
            shutil.rmtree(path, ignore_errors=True)


def clear(folder: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _numbered(folder: str) -> list[tuple[int, str]]:
    if not os.path.isdir(folder):
        return []
    found = ((_NAME.match(name), name) for name in os.listdir(folder))
    return [(int(match[1]), os.path.join(folder, name)) for match, name in found if match]
