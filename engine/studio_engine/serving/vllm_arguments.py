"""Command line and environment of vLLM's OpenAI server for one instance."""

import json

from ..contracts_generated import EngineSpec
from ..failures import user
from .api import HOST
from .model_facts import ModelFacts

GIB = 1024**3
# vLLM's own libraries and buffers, as measured with a model of 3M parameters.
PROCESS_BYTES = int(1.2 * GIB)
# Cache blocks on a CPU.
BLOCK_TOKENS = 128
LEAST_CACHE_BYTES = 64 * 1024**2
UNKNOWN_CACHE_BYTES = 4 * GIB
# Where JSON of a form is asked for, a small model writes line breaks between its parts until the answer is cut, so none
# are allowed. vLLM does that with a named backend only; guidance knows the most of JSON schema.
STRUCTURED_OUTPUTS = {"backend": "guidance", "disable_any_whitespace": True}


def environment(cards: int) -> dict[str, str]:
    values = {
        "VLLM_NO_USAGE_STATS": "1",
        "DO_NOT_TRACK": "1",
        "NO_COLOR": "1",
        "HF_HUB_OFFLINE": "1",
        "TRANSFORMERS_OFFLINE": "1",
    }
    if cards == 0:
        # The engine and its one worker share a process: half the memory and half the start.
        values["VLLM_ENABLE_V1_MULTIPROCESSING"] = "0"
        # Else the first request with logprobs compiles C++ for a minute, and every other one waits for it.
        values |= {"TORCH_COMPILE_DISABLE": "1", "TORCHDYNAMO_DISABLE": "1"}
    return values


def arguments(spec: EngineSpec, model: ModelFacts, port: int) -> list[str]:
    runner = spec.runner
    words = [
        *("--model", spec.paths.model),
        *("--served-model-name", runner.servedName),
        *("--host", HOST, "--port", str(port)),
        *("--max-model-len", str(runner.maxLength)),
        *("--max-num-seqs", str(runner.maxConcurrency)),
        *("--structured-outputs-config", json.dumps(STRUCTURED_OUTPUTS)),
        # Calls are recorded by the gateway; probes every second would bury everything else.
        "--disable-uvicorn-access-log",
    ]
    if spec.cards == 0:
        # Compiling takes minutes on a CPU and wins little.
        words += ["--enforce-eager", "--kv-cache-memory-bytes", str(cache_bytes(spec, model))]
    else:
        words += ["--tensor-parallel-size", str(spec.cards)]
    if runner.quantisation == "ascend":
        words += ["--quantization", "ascend"]
    if model.tool_parser is not None:
        words += ["--enable-auto-tool-choice", "--tool-call-parser", model.tool_parser]
    if model.reasoning_parser is not None:
        words += ["--reasoning-parser", model.reasoning_parser]
    return words


def cache_bytes(spec: EngineSpec, model: ModelFacts) -> int:
    """What all concurrent requests can use, within the memory the job was given."""
    left = spec.memoryBytes - PROCESS_BYTES - int(1.1 * model.weights_bytes)
    if model.cache_bytes_per_token is None:
        return max(LEAST_CACHE_BYTES, min(UNKNOWN_CACHE_BYTES, left // 2))
    runner = spec.runner
    blocks = -(-runner.maxLength // BLOCK_TOKENS)
    one = (blocks + 1) * BLOCK_TOKENS * model.cache_bytes_per_token
    if one > left:
        raise user(
            "serve.memory",
            f"One request of {runner.maxLength} tokens needs {one / GIB:.1f} GiB of cache; beside the weights "
            f"({model.weights_bytes / GIB:.1f} GiB) and the server itself {max(0, left) / GIB:.1f} GiB are left of "
            f"{spec.memoryBytes / GIB:.1f} GiB.",
            "Choose a shorter maximum length, a larger flavor or quantised weights.",
        )
    return max(LEAST_CACHE_BYTES, one, min(one * runner.maxConcurrency, int(0.9 * left)))
