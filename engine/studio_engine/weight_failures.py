"""The failures of a weight check, as spec/facts/weight-check.json names them, with what is wrong this time."""

import json
from functools import cache
from pathlib import Path

from .failures import EngineFailure

TABLE = Path(__file__).resolve().parents[2] / "spec/facts/weight-check.json"
# The person cannot change what the platform says a template must be.
SYSTEM = ("unknown", "template_metadata", "standard_config_unreadable")


@cache
def _messages() -> dict[str, str]:
    rows = json.loads(TABLE.read_text(encoding="utf-8"))["failures"]
    return {row["code"]: row["message"] for row in rows}


def weight_failure(code: str, reason: str, advice: str) -> EngineFailure:
    """`reason` names the file, the field, its value and what was expected."""
    kind = "system" if code in SYSTEM else "user"
    return EngineFailure(code, kind, f"{_messages()[code]} {reason}", advice)
