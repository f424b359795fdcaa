"""Reads a dataset: jsonl, each line {"messages": [{"role", "content"}, …]}. A bad line is named, not skipped."""

import json
import os
from collections.abc import Iterator

from .failures import user

ROLES = ("system", "user", "assistant", "tool")
FIX = "Correct the line, or import the file as a dataset: the import lists every bad row."


def read_conversations(path: str) -> Iterator[list[dict]]:
    """Yields the messages of each line. Empty lines are passed over."""
    if not os.path.isfile(path):
        raise user("dataset.missing", f"The dataset file {os.path.basename(path)} does not exist.", FIX)
    found = 0
    with open(path, "rb") as lines:
        for number, raw in enumerate(lines, 1):
            if raw.strip():
                found += 1
                yield _messages(raw, number)
    if found == 0:
        raise user("dataset.empty", "The dataset has no samples.", "Choose a dataset with at least one sample.")


def _messages(raw: bytes, number: int) -> list[dict]:
    try:
        sample = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError:
        raise _bad(number, "is not UTF-8 text") from None
    except json.JSONDecodeError as error:
        raise _bad(number, f"is not JSON ({error.msg} at column {error.colno})") from None
    messages = sample.get("messages") if isinstance(sample, dict) else None
    if not isinstance(messages, list) or not messages:
        raise _bad(number, "has no list `messages`")
    for index, message in enumerate(messages):
        where = f"messages[{index}]"
        if not isinstance(message, dict):
            raise _bad(number, f"has {where} that is not an object")
        if message.get("role") not in ROLES:
            raise _bad(number, f"has {where}.role {message.get('role')!r}; expected one of {', '.join(ROLES)}")
        if not isinstance(message.get("content"), str):
            raise _bad(number, f"has {where}.content that is not text")
    if not any(message["role"] == "assistant" for message in messages):
        raise _bad(number, "has no assistant reply to learn from")
    return messages


def _bad(number: int, reason: str):
    return user("dataset.invalid", f"Line {number} of the dataset {reason}.", FIX)
