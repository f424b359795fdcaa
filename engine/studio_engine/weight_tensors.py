"""The part of a weight check that compares tensors with the model and, when it fits, runs the model."""

import re

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer
from transformers.conversion_mapping import get_checkpoint_conversion_mapping

from . import devices
from .safetensors_files import BadFile, Tensors, read_headers, weight_files
from .weight_config import SAVE_AGAIN, said
from .weight_failures import weight_failure

# A real load takes time and memory; beyond this the headers have to do.
LOAD_AT_MOST_BYTES = 16 * 1024**3
UPLOAD_AGAIN = "Upload the named files again and compare their sizes with the originals."
FIT = "Upload the weights that belong to this config.json, or the config.json that belongs to these weights."


def _failed(reason: str, advice: str):
    return weight_failure("weights_load_failed", reason, advice)


def check_tokenizer(folder: str, vocabulary: int | None):
    def failed(reason: str):
        return weight_failure("tokenizer_load_failed", reason, SAVE_AGAIN)

    try:
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        ids = tokenizer("Hello, 你好 123")["input_ids"]
    except Exception as error:
        raise failed(said(error)) from error
    if not ids:
        raise failed("It turns text into no tokens at all: tokenizer.json is missing or empty.")
    if vocabulary is not None and max(ids) >= vocabulary:
        raise failed(f"It makes token {max(ids)} while config.json says vocab_size {vocabulary}.")
    return tokenizer


def read_tensors(folder: str) -> Tensors:
    try:
        return read_headers(folder, weight_files(folder))
    except BadFile as error:
        raise _failed(str(error), UPLOAD_AGAIN) from None


def compare(model, tensors: Tensors) -> None:
    if get_checkpoint_conversion_mapping(model.config.model_type):
        return  # names change on loading; the real load compares them
    wanted = {name: tuple(value.shape) for name, value in model.state_dict().items()}
    tied = set(model.get_expanded_tied_weights_keys(all_submodels=True))
    ignored = [re.compile(pattern) for pattern in getattr(model, "_keys_to_ignore_on_load_unexpected", None) or []]
    found = tensors.shapes
    prefix = f"{model.base_model_prefix}."
    if not any(name in wanted for name in found) and any(prefix + name in wanted for name in found):
        found = {prefix + name: shape for name, shape in found.items()}
    missing = sorted(name for name in wanted if name not in found and name not in tied)
    shapes = sorted(name for name in wanted if name in found and found[name] != wanted[name])
    unexpected = sorted(
        name
        for name in found
        if name not in wanted and not any(p.search(name) for p in ignored) and not name.endswith("inv_freq")
    )
    parts = []
    if missing:
        parts.append(f"{len(missing)} tensors are missing: {_some(missing)}")
    if shapes:
        shown = [f"{name} is {list(found[name])}, expected {list(wanted[name])}" for name in shapes[:3]]
        parts.append(f"{len(shapes)} tensors have another shape: {'; '.join(shown)}")
    if unexpected:
        parts.append(f"{len(unexpected)} tensors belong to no part of the model: {_some(unexpected)}")
    if parts:
        raise _failed(f"{'. '.join(parts)}.", FIT)


def _some(names: list[str]) -> str:
    return ", ".join(names[:3]) + (", …" if len(names) > 3 else "")


def fits_memory(tensors: Tensors) -> bool:
    return tensors.bytes <= min(LOAD_AT_MOST_BYTES, devices.free_memory_bytes() * 0.4)


def load_and_run(folder: str) -> None:
    try:
        model, report = AutoModelForCausalLM.from_pretrained(
            folder, dtype="auto", local_files_only=True, output_loading_info=True
        )
    except Exception as error:
        raise _failed(said(error), FIT) from error
    missing = sorted(report.get("missing_keys") or [])
    if missing:
        raise _failed(f"{len(missing)} tensors are missing: {_some(missing)}.", FIT)
    bad = [name for name, value in model.named_parameters() if not bool(torch.isfinite(value).all())]
    if bad:
        advice = "The training or conversion that made these weights went wrong; upload an earlier state."
        raise _failed(f"{len(bad)} tensors hold values that are not finite: {_some(sorted(bad))}.", advice)
    vocabulary = model.config.get_text_config().vocab_size
    with torch.no_grad():
        logits = model(torch.arange(min(8, vocabulary))[None]).logits
    if not bool(torch.isfinite(logits).all()):
        raise _failed("A trial answer is not finite.", "Upload the weights in bfloat16 or float32.")
