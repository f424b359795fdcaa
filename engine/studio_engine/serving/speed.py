"""python -m studio_engine.serving.speed REQUEST ANSWER: how quickly vLLM answers with each of some models.

REQUEST {"models": [{"folder", "quantization"}], "prompts": [[token, …], …], "newTokens", "threads", "accelerated"}
ANSWER [{"tokensPerSecond", "firstTokenSeconds", "memoryBytes"}, …], one a model; each is loaded in a fork of its own.
"""

import json
import os
import re
import sys
import time

from ..single_threaded import SINGLE_THREADED
from . import forking, vllm_arguments
from .server_process import end_with_parent

# The quickest counts: what else the machine does only ever slows a round down.
ROUNDS = 5
FIRST_TOKENS = 5
# No further round begins after this: a large model on a CPU takes minutes for one.
PATIENCE_SECONDS = 30
CACHE_BYTES = 256 * 1024**2


def main(request: str, answer: str) -> None:
    with open(request, encoding="utf-8") as file:
        asked = json.load(file)
    accelerated = asked["accelerated"]
    os.environ.update(vllm_arguments.environment(cards=0))
    if not accelerated:
        os.environ.update(SINGLE_THREADED)
        forking.import_everything()
    found = [_in_fork(asked, model) for model in asked["models"]]
    with open(f"{answer}.partial", "w", encoding="utf-8") as file:
        json.dump(found, file)
    os.replace(f"{answer}.partial", answer)


def _in_fork(asked: dict, model: dict) -> dict:
    read, write = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            end_with_parent(parent)
            with os.fdopen(write, "w") as file:
                json.dump(_measure(asked, model), file)
            code = 0
        finally:
            os._exit(code)
    os.close(write)
    with os.fdopen(read) as file:
        said = file.read()
    os.waitpid(child, 0)
    if not said:
        raise SystemExit(f"vLLM could not be measured with {model['folder']}")
    return json.loads(said)


def _measure(asked: dict, model: dict) -> dict:
    import torch
    import vllm.model_executor.models.registry as registry
    from vllm import LLM, SamplingParams

    registry._run_in_subprocess = lambda function: function()
    accelerated = asked["accelerated"]
    if not accelerated:
        torch.set_num_threads(asked["threads"])
    empty = _held_bytes(accelerated)
    prompts = [{"prompt_token_ids": ids} for ids in asked["prompts"]]
    engine = LLM(
        model=model["folder"],
        quantization=model["quantization"],
        enforce_eager=True,
        enable_prefix_caching=False,
        max_model_len=max(map(len, asked["prompts"])) + asked["newTokens"],
        max_num_seqs=len(prompts),
        kv_cache_memory_bytes=CACHE_BYTES,
    )

    held = max(0, _held_bytes(accelerated) - empty)

    def seconds(some: list, tokens: int) -> float:
        began = time.perf_counter()
        engine.generate(
            some, SamplingParams(temperature=0, max_tokens=tokens, min_tokens=tokens, ignore_eos=True), use_tqdm=False
        )
        return time.perf_counter() - began

    seconds(prompts, 2)
    first = [seconds([prompts[n % len(prompts)]], 1) for n in range(FIRST_TOKENS)]
    whole: list[float] = []
    while len(whole) < ROUNDS and sum(whole) < PATIENCE_SECONDS:
        whole.append(seconds(prompts, asked["newTokens"]))
    return {
        "tokensPerSecond": len(prompts) * asked["newTokens"] / min(whole),
        "firstTokenSeconds": min(first),
        "memoryBytes": held,
    }


def _held_bytes(accelerated: bool) -> int:
    """On a CPU pages that this process shares with no other: what was imported before the fork does not count."""
    if accelerated:
        import torch

        return torch.get_device_module().memory_allocated()
    with open("/proc/self/smaps_rollup", encoding="utf-8") as file:
        return sum(int(kib) * 1024 for kib in re.findall(r"Private_\w+:\s+(\d+) kB", file.read()))


if __name__ == "__main__":
    main(*sys.argv[1:])
