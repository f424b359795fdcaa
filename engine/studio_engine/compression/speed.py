"""Tokens a second, time to the first token and memory of a model before and after, measured in one go."""

import contextlib
import gc
import json
import os
import subprocess
import time

import torch

from .. import devices, model_files, run_log
from ..contracts_generated import EngineSpec

# Set by the agent: the interpreter of the environment that serves models.
PYTHON = "STUDIO_SERVING_PYTHON"
PROMPTS = 8
PROMPT_TOKENS = 256
NEW_TOKENS = 64
LIMIT_SECONDS = 900


def measure(spec: EngineSpec, data, folder: str, format_: str) -> dict | None:
    """null when neither way works: what was compressed is good all the same."""
    prompts = _prompts(data)
    gc.collect()
    if devices.kind() != "cpu":
        torch.accelerator.memory.empty_cache()
    # transformers takes one prompt at a time here.
    for engine, way, some in (("vllm", _by_vllm, prompts), ("transformers", _by_transformers, prompts[:1])):
        try:
            found = way(spec, some, folder, format_)
        except Exception as error:
            run_log.say(f"speed by {engine} could not be measured: {str(error)[-500:]}")
            continue
        if found is None:
            continue
        before, after = found
        rates = [each["tokensPerSecond"] for each in (before, after)]
        run_log.say(f"speed by {engine}: {rates[0]:.1f} became {rates[1]:.1f} tokens/s")
        return {"engine": engine, "prompts": len(some), "newTokens": NEW_TOKENS, "before": before, "after": after}
    return None


def _prompts(data) -> list[list[int]]:
    asked = [each["ids"][-PROMPT_TOKENS:] for each in data.questions]
    pieces = asked or [row[:PROMPT_TOKENS].tolist() for row in data.measured]
    step = max(1, len(pieces) // PROMPTS)
    return pieces[::step][:PROMPTS]


def _by_vllm(spec: EngineSpec, prompts: list[list[int]], folder: str, format_: str) -> list[dict] | None:
    python = os.environ.get(PYTHON)
    if not python or not _is_installed(python):
        return None
    request, answer = (os.path.join(spec.paths.work, f"speed-{name}.json") for name in ("request", "answer"))
    with contextlib.suppress(FileNotFoundError):
        os.unlink(answer)
    after = {"folder": folder, "quantization": "ascend" if format_ == "ascend" else None}
    asked = {
        "models": [{"folder": spec.paths.model, "quantization": None}, after],
        "prompts": prompts,
        "newTokens": NEW_TOKENS,
        "threads": spec.threads,
        "accelerated": devices.kind() != "cpu",
    }
    with open(request, "w", encoding="utf-8") as file:
        json.dump(asked, file)
    # A stopped job kills it on its way out.
    command = [python, "-m", "studio_engine.serving.speed", request, answer]
    ended = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", timeout=LIMIT_SECONDS
    )
    if ended.returncode != 0:
        raise RuntimeError(f"it ended with code {ended.returncode}: {ended.stderr[-400:]}")
    with open(answer, encoding="utf-8") as file:
        return json.load(file)


def _is_installed(python: str) -> bool:
    """The interpreter is there long before the packages are."""
    try:
        with open(f"{os.path.dirname(os.path.dirname(python))}.install.json", encoding="utf-8") as file:
            return json.load(file)["state"] == "ready" and os.path.exists(python)
    except (OSError, ValueError, KeyError):
        return False


def _by_transformers(spec: EngineSpec, prompts: list[list[int]], folder: str, format_: str) -> list[dict] | None:
    """The engine's own generation unpacks rounded weights before it computes: it shows no gain in speed."""
    if format_ == "ascend":
        return None
    return [_generate(spec.paths.model, prompts), _generate(folder, prompts)]


@torch.inference_mode()
def _generate(folder: str, prompts: list[list[int]]) -> dict:
    model = model_files.load_model(folder, model_files.stored_dtype(folder)).eval().to(devices.kind())

    def seconds(tokens: int) -> float:
        began = time.perf_counter()
        ids = torch.tensor([prompts[0]], device=model.device)
        model.generate(ids, do_sample=False, max_new_tokens=tokens, min_new_tokens=tokens, pad_token_id=0)
        return time.perf_counter() - began

    seconds(2)
    first = min(seconds(1) for _ in range(3))
    tensors = [*model.parameters(), *model.buffers()]
    return {
        "tokensPerSecond": NEW_TOKENS / seconds(NEW_TOKENS),
        "firstTokenSeconds": first,
        "memoryBytes": sum(tensor.numel() * tensor.element_size() for tensor in tensors),
    }
