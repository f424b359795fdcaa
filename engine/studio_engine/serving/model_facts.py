"""What the files of a model say that decides how it is served. Read without torch: it takes milliseconds."""

import json
import os
from dataclasses import dataclass

# By what a chat template writes around a call; the first that is found wins.
TOOL_PARSERS = (
    ("<arg_key>", "glm45"),
    ("<function=", "qwen3_coder"),
    ("<tool_call>", "hermes"),
    ("[TOOL_CALLS]", "mistral"),
    ("<|python_tag|>", "llama3_json"),
    ("<｜tool▁calls▁begin｜>", "deepseek_v3"),
    ("<|tool_calls_section_begin|>", "kimi_k2"),
)
REASONING_PARSERS = (("enable_thinking", "qwen3"), ("<think>", "deepseek_r1"))


@dataclass
class ModelFacts:
    weights_bytes: int
    # Of one token in all layers; None for structures whose cache is laid out in another way.
    cache_bytes_per_token: int | None
    tool_parser: str | None
    reasoning_parser: str | None


def read_model(folder: str) -> ModelFacts:
    config = _json(folder, "config.json")
    template = _chat_template(folder)
    knows_tools = "tools" in template
    knows_thinking = "<think>" in template
    return ModelFacts(
        weights_bytes=_weights(folder),
        cache_bytes_per_token=_cache_bytes(config.get("text_config") or config),
        tool_parser=_first(TOOL_PARSERS, template) if knows_tools else None,
        reasoning_parser=_first(REASONING_PARSERS, template) if knows_thinking else None,
    )


def _first(table: tuple[tuple[str, str], ...], template: str) -> str | None:
    return next((parser for mark, parser in table if mark in template), None)


def _json(folder: str, name: str) -> dict:
    try:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            found = json.load(file)
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _chat_template(folder: str) -> str:
    try:
        with open(os.path.join(folder, "chat_template.jinja"), encoding="utf-8") as file:
            return file.read()
    except OSError:
        written = _json(folder, "tokenizer_config.json").get("chat_template")
    if isinstance(written, list):
        return "\n".join(str(one.get("template", "")) for one in written if isinstance(one, dict))
    return written if isinstance(written, str) else ""


def _weights(folder: str) -> int:
    endings = (".safetensors", ".bin", ".pt")
    with os.scandir(folder) as entries:
        return sum(entry.stat().st_size for entry in entries if entry.name.endswith(endings))


def _cache_bytes(config: dict) -> int | None:
    layers = config.get("num_hidden_layers")
    heads = config.get("num_attention_heads")
    hidden = config.get("hidden_size")
    usual = all(isinstance(value, int) and value > 0 for value in (layers, heads, hidden))
    if not usual or "kv_lora_rank" in config or "linear_num_value_heads" in config:
        return None
    key_heads = config.get("num_key_value_heads") or heads
    head_size = config.get("head_dim") or hidden // heads
    wide = (config.get("dtype") or config.get("torch_dtype")) == "float32"
    return 2 * layers * key_heads * head_size * (4 if wide else 2)
