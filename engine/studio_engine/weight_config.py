"""The part of a weight check that reads config.json and generation_config.json."""

import json
import os

import torch
from transformers import AutoConfig, AutoModelForCausalLM, PreTrainedConfig, PreTrainedModel
from transformers.models.auto.configuration_auto import CONFIG_MAPPING

from .contracts_generated import Expected
from .weight_failures import weight_failure

NEEDED = ("hidden_size", "num_hidden_layers", "num_attention_heads", "vocab_size")
# Value that means: not set. Another one has no effect while do_sample is not true.
SAMPLING_DEFAULTS = {"temperature": 1.0, "top_p": 1.0, "top_k": 50, "min_p": None, "typical_p": 1.0}
SAVE_AGAIN = "Save the model again with save_pretrained of transformers, or upload the whole folder again."
CORRECT_CONFIG = "Choose the template that these weights belong to, or correct config.json to fit the weights."


def _read_object(folder: str, name: str) -> tuple[dict | None, str]:
    """(object, "") or (None, reason)."""
    path = os.path.join(folder, name)
    if not os.path.isfile(path):
        return None, f"{name} is not in the folder."
    try:
        with open(path, encoding="utf-8") as file:
            value = json.load(file)
    except json.JSONDecodeError as error:
        return None, f"{name} is not JSON: {error.msg} at line {error.lineno}, column {error.colno}."
    except (OSError, UnicodeDecodeError) as error:
        return None, f"{name} cannot be read: {error}."
    if not isinstance(value, dict):
        return None, f"{name} holds {type(value).__name__}, expected an object."
    return value, ""


def read_config(folder: str) -> dict:
    config, reason = _read_object(folder, "config.json")
    if config is None:
        raise weight_failure("config_unreadable", reason, SAVE_AGAIN)
    return config


def check_template(expected: Expected) -> None:
    """What the template demands must itself make sense."""
    ask = "Tell the platform's operators which template was chosen, or choose another template."
    if expected.modelType is not None and expected.modelType not in CONFIG_MAPPING:
        reason = f"The template's model type {expected.modelType!r} is not known to this engine."
        raise weight_failure("template_metadata", reason, ask)
    if expected.modelType is None:
        return
    try:
        config = CONFIG_MAPPING[expected.modelType](**expected.config)
    except Exception as error:
        reason = f"The template's fields make no {expected.modelType} configuration: {error}"
        raise weight_failure("standard_config_unreadable", reason, ask) from error
    known = AutoModelForCausalLM._model_mapping.get(type(config), None)
    names = [model.__name__ for model in (known if isinstance(known, (list, tuple)) else [known]) if model]
    if expected.architecture is not None and names and expected.architecture not in names:
        reason = f"The template names {expected.architecture}, but {expected.modelType} is {', '.join(names)}."
        raise weight_failure("template_metadata", reason, ask)


def check_generation(folder: str) -> None:
    """A folder may do without the file; one that is there must be sound."""
    if not os.path.exists(os.path.join(folder, "generation_config.json")):
        return
    config, reason = _read_object(folder, "generation_config.json")
    if config is None:
        raise weight_failure("generation_config_unreadable", reason, "Correct the file, or remove it.")
    if config.get("do_sample") is True:
        return
    in_vain = {
        name: config[name]
        for name, default in SAMPLING_DEFAULTS.items()
        if config.get(name) is not None and config[name] != default
    }
    if in_vain:
        shown = ", ".join(f"{name} = {value}" for name, value in in_vain.items())
        raise weight_failure(
            "do_sample_conflict",
            f"do_sample is {json.dumps(config.get('do_sample'))} while {shown}.",
            'Set "do_sample": true in generation_config.json, or remove the sampling parameters.',
        )


def check_quantisation(config: dict, quantised: bool) -> None:
    present = config.get("quantization_config") is not None
    if quantised and not present:
        raise weight_failure(
            "quantization_config_missing",
            "The template expects quantised weights.",
            "Choose the template of the plain weights, or upload the quantised ones with their config.json.",
        )
    if present and not quantised:
        method = config["quantization_config"]
        name = method.get("quant_method") if isinstance(method, dict) else method
        raise weight_failure(
            "quantization_config_unexpected",
            f"quantization_config says {name!r} while the template expects plain weights.",
            "Choose a quantised template, or upload the weights as they were before quantisation.",
        )


def load_config(folder: str, config: dict) -> PreTrainedConfig:
    """config.json as transformers reads it; the tokenizer, the tensors and the trial answer all build on this."""
    try:
        return AutoConfig.from_pretrained(folder, local_files_only=True)
    except Exception as error:
        reason = f"transformers refuses it: {said(error)}"
        field = _refused_field(config)
        if field is not None and field not in reason:
            reason = f"transformers refuses the value {config[field]!r} of {field}: {said(error)}"
        raise weight_failure("config_unreadable", reason, SAVE_AGAIN) from error


def _refused_field(config: dict) -> str | None:
    """The field without which transformers takes the rest, for errors that name none."""
    kind = CONFIG_MAPPING[config["model_type"]]
    for field in config:
        try:
            kind.from_dict({name: value for name, value in config.items() if name != field})
            return field
        except Exception:
            continue
    return None


def build_without_memory(config: PreTrainedConfig) -> PreTrainedModel:
    """The model that config.json describes, with shapes and no numbers."""
    try:
        with torch.device("meta"):
            return AutoModelForCausalLM.from_config(config)
    except Exception as error:
        reason = f"No model can be built from config.json: {said(error)}"
        raise weight_failure("structure_mismatch", reason, CORRECT_CONFIG) from error


def said(error: Exception) -> str:
    """What an error of a library says, as one line: many put the reason below a heading."""
    text = error.args[0] if isinstance(error, KeyError) and error.args else error
    lines = [line.strip() for line in str(text).splitlines() if line.strip()] or [type(error).__name__]
    return (f"{lines[0]} {lines[1]}" if lines[0].endswith(":") and len(lines) > 1 else lines[0])[:500]


def field_of(config: dict, name: str):
    """A field, looked for in text_config too: models that also see keep it there."""
    inner = config.get("text_config")
    return config.get(name, inner.get(name) if isinstance(inner, dict) else None)


def check_structure(config: dict, expected: Expected) -> None:
    problems = []
    model_type = config.get("model_type")
    if not isinstance(model_type, str):
        problems.append("model_type is missing")
    elif expected.modelType is not None and model_type != expected.modelType:
        problems.append(f"model_type is {model_type!r}, expected {expected.modelType!r}")
    elif model_type not in CONFIG_MAPPING:
        problems.append(f"model_type {model_type!r} is not known to this engine")
    names = config.get("architectures")
    if not isinstance(names, list) or not names:
        problems.append("architectures is missing")
    elif expected.architecture is not None and expected.architecture not in names:
        problems.append(f"architectures is {names}, expected [{expected.architecture!r}]")
    for name in NEEDED:
        value = field_of(config, name)
        if name not in expected.config and (isinstance(value, bool) or not isinstance(value, int) or value <= 0):
            problems.append(f"{name} is {'missing' if value is None else repr(value)}, expected a positive number")
    for name, wanted in expected.config.items():
        value = field_of(config, name)
        if value is None:
            problems.append(f"{name} is missing, expected {wanted!r}")
        elif value != wanted:
            problems.append(f"{name} is {value!r}, expected {wanted!r}")
    if problems:
        raise weight_failure("structure_mismatch", f"In config.json {'; '.join(problems)}.", CORRECT_CONFIG)
