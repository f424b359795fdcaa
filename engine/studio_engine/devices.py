"""What the runner computes on, and what it uses of it. The same code on CPU, GPU and NPU."""

import importlib.util
import os
import shutil

import psutil
import torch

from .npu_smi import read_npu_usage


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
