"""What npu-smi says of the cards this job sees."""

import os
import re
import subprocess


def read_npu_usage(command: str, timeout: float = 10) -> dict[str, float]:
    """Mean use and total memory in use of the cards this job sees; nothing when npu-smi fails."""
    try:
        run = subprocess.run([command, "info"], capture_output=True, text=True, timeout=timeout, check=True)
    except (OSError, subprocess.SubprocessError):
        return {}
    visible = os.environ.get("ASCEND_RT_VISIBLE_DEVICES", "")
    wanted = {int(part) for part in visible.split(",") if part.strip().isdigit()} or None
    cards = [card for index, card in enumerate(parse_npu_smi(run.stdout)) if wanted is None or index in wanted]
    if not cards:
        return {}
    return {
        "npu_percent": round(sum(card["percent"] for card in cards) / len(cards), 1),
        "npu_memory_bytes": sum(card["memory_bytes"] for card in cards),
    }


_CHIP_ROW = re.compile(r"(?P<percent>\d+)\s+(?P<pairs>\d+\s*/\s*\d+(?:\s+\d+\s*/\s*\d+)*)\s*$")


def parse_npu_smi(text: str) -> list[dict[str, float]]:
    """The second row of each chip: `AICore(%)  Memory-Usage(MB)  HBM-Usage(MB)`; the last pair is HBM."""
    cards = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        found = _CHIP_ROW.match(cells[-1]) if len(cells) == 3 else None
        if found is None:
            continue
        pairs = re.findall(r"(\d+)\s*/\s*(\d+)", found["pairs"])
        used = next((int(u) for u, total in reversed(pairs) if int(total) > 0), 0)
        cards.append({"percent": float(found["percent"]), "memory_bytes": used * 1024 * 1024})
    return cards
