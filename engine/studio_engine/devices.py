"""What the runner computes on, and what it uses of it. The same code on CPU, GPU and NPU."""

import importlib.util
import os
import re
import shutil
import subprocess

import psutil
import torch


def prepare(threads: int) -> None:
    """Thread counts belong to the child of a fork, never to the warm parent."""
    torch.set_num_threads(max(1, threads))
    os.environ["OMP_NUM_THREADS"] = str(max(1, threads))
    if importlib.util.find_spec("torch_npu") is not None:
        import torch_npu  # noqa: F401


def kind() -> str:
    """`cpu`, `cuda` or `npu`."""
    found = torch.accelerator.current_accelerator(check_available=True)
    return found.type if found is not None else "cpu"


def world_size() -> int:
    return int(os.environ.get("WORLD_SIZE", "1"))


def is_first_rank() -> bool:
    return int(os.environ.get("RANK", "0")) == 0


def free_memory_bytes() -> int:
    """Memory a job may still take on its device."""
    if kind() == "cpu":
        return _cgroup_free(psutil.virtual_memory().available)
    free, _total = torch.get_device_module().mem_get_info()
    return int(free)


def _cgroup_free(available: int) -> int:
    try:
        with open("/sys/fs/cgroup/memory.max") as limit, open("/sys/fs/cgroup/memory.current") as used:
            return min(available, int(limit.read()) - int(used.read()))
    except (OSError, ValueError):
        return available


def peak_memory_bytes() -> int:
    if kind() == "cpu":
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return int(torch.get_device_module().max_memory_allocated())


class UsageMeter:
    """Samples of this process, and of the NPU when there is one."""

    def __init__(self, threads: int):
        self._process = psutil.Process()
        self._threads = max(1, threads)
        self._process.cpu_percent()
        self._npu_smi = shutil.which("npu-smi")

    def sample(self) -> dict[str, float | None]:
        cpu = self._process.cpu_percent() / self._threads
        values: dict[str, float | None] = {
            "cpu_percent": round(min(100.0, cpu), 1),
            "memory_bytes": self._process.memory_info().rss,
        }
        if self._npu_smi is not None:
            values.update(read_npu_usage(self._npu_smi))
        return values


def read_npu_usage(command: str) -> dict[str, float]:
    """Mean use and total memory in use of the cards this job sees; nothing when npu-smi fails."""
    try:
        run = subprocess.run([command, "info"], capture_output=True, text=True, timeout=10, check=True)
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
