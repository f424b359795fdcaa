"""Loading and saving of weights and tokenizers. Never runs code that lies beside the weights."""

import json
import os
import shutil

import torch
from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer

from . import devices
from .failures import is_disk_full, is_out_of_memory, user

CHECK_ADVICE = "Run the weight check of this model: it names the file and field that is wrong."


def load_tokenizer(folder: str):
    try:
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    except Exception as error:
        raise user("model.tokenizer_failed", f"The tokenizer does not load: {_reason(error)}", CHECK_ADVICE) from error
    if not tokenizer.is_fast:
        raise user(
            "model.tokenizer_slow",
            "The tokenizer has no tokenizer.json; without it replies cannot be found in the text.",
            "Save the tokenizer with tokenizer.json (transformers: AutoTokenizer … save_pretrained).",
        )
    if tokenizer.pad_token_id is None:
        tokenizer.pad_token = tokenizer.eos_token
    return tokenizer


def stored_dtype(folder: str) -> torch.dtype:
    """Number format of the weights on disk, as config.json says."""
    with open(os.path.join(folder, "config.json"), encoding="utf-8") as file:
        config = json.load(file)
    name = config.get("dtype") or config.get("torch_dtype")
    found = getattr(torch, str(name), None)
    return found if isinstance(found, torch.dtype) else torch.float32


def load_model(folder: str, dtype: torch.dtype, attention: str | None = None):
    try:
        config = AutoConfig.from_pretrained(folder, local_files_only=True)
        options = {} if attention is None else {"attn_implementation": attention}
        return AutoModelForCausalLM.from_pretrained(
            folder, config=config, dtype=dtype, local_files_only=True, **options
        )
    except Exception as error:
        if is_out_of_memory(error):
            raise
        raise user("model.load_failed", f"The weights do not load: {_reason(error)}", CHECK_ADVICE) from error


def training_dtype(folder: str, method: str) -> torch.dtype:
    """Full tuning keeps float32 masters; LoRA's frozen base stays small where bfloat16 is quick."""
    if method == "lora" and devices.kind() != "cpu":
        return torch.bfloat16
    return torch.float32


def folder_size(folder: str) -> int:
    return sum(os.path.getsize(os.path.join(where, name)) for where, _dirs, names in os.walk(folder) for name in names)


class OutputFolder:
    """Files are written beside the final place and appear there at once, or not at all."""

    def __init__(self, final: str):
        self.final = os.path.abspath(final)
        self.partial = f"{self.final}.partial"
        shutil.rmtree(self.partial, ignore_errors=True)
        os.makedirs(self.partial)

    def publish(self) -> int:
        """Size in bytes of what now stands in the final place."""
        if os.path.isdir(self.final):
            old = f"{self.final}.old"
            shutil.rmtree(old, ignore_errors=True)
            os.rename(self.final, old)
            os.rename(self.partial, self.final)
            shutil.rmtree(old, ignore_errors=True)
        else:
            os.rename(self.partial, self.final)
        return folder_size(self.final)

    def discard(self) -> None:
        shutil.rmtree(self.partial, ignore_errors=True)


def _reason(error: Exception) -> str:
    if is_disk_full(error):
        raise error
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[0] if lines else type(error).__name__)[:500]
