"""Points of the instance's curves: vLLM's own figures, and what its processes use."""

import contextlib
import os
import shutil
import time

import psutil

from ..npu_smi import read_npu_usage
from .api import Figures

NPU_SECONDS = 3.0


class UsageMeter:
    """Of one server: its totals begin at zero with it."""

    def __init__(self, pid: int, threads: int):
        self._pid, self._threads = pid, max(1, threads)
        self._npu_smi = shutil.which("npu-smi")
        self._busy: dict[int, float] = {}
        self._at = time.monotonic()
        self._scraped_at, self._prompt_tokens, self._generated_tokens = self._at, 0.0, 0.0

    def sample(self, figures: Figures | None) -> dict[str, float]:
        now = time.monotonic()
        seconds = max(1e-3, now - self._at)
        self._at = now
        values = self._processes(seconds)
        if figures is not None:
            values |= {
                "requests_running": figures.running,
                "requests_waiting": figures.waiting,
                "kv_cache_percent": round(100 * figures.kv_cache, 2),
            }
            between = max(1e-3, now - self._scraped_at)
            prompt = figures.prompt_tokens - self._prompt_tokens
            generated = figures.generation_tokens - self._generated_tokens
            values["prompt_tokens_per_second"] = round(max(0.0, prompt) / between, 2)
            values["generation_tokens_per_second"] = round(max(0.0, generated) / between, 2)
            self._scraped_at = now
            self._prompt_tokens, self._generated_tokens = figures.prompt_tokens, figures.generation_tokens
        if self._npu_smi is not None:
            values |= read_npu_usage(self._npu_smi, NPU_SECONDS)
        return values

    def _processes(self, seconds: float) -> dict[str, float]:
        busy: dict[int, float] = {}
        memory = 0
        for pid in group_of(self._pid):
            with contextlib.suppress(psutil.Error, OSError):
                times = psutil.Process(pid).cpu_times()
                busy[pid] = times.user + times.system
                memory += memory_of(pid)
        spent = sum(used - self._busy.get(pid, 0.0) for pid, used in busy.items()) if self._busy else 0.0
        self._busy = busy
        percent = 100 * max(0.0, spent) / seconds / self._threads
        return {"cpu_percent": round(min(100.0, percent), 1), "memory_bytes": memory}


def group_of(leader: int) -> list[int]:
    """Living members of a process group."""
    members = []
    for pid in psutil.pids():
        with contextlib.suppress(OSError):
            if os.getpgid(pid) == leader:
                members.append(pid)
    return members


def memory_of(pid: int) -> int:
    """Shared pages count by share: forks of one warm parent would otherwise all count what they share."""
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
        for line in file:
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return psutil.Process(pid).memory_info().rss
