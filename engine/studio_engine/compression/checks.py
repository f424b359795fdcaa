"""What is refused before anything is loaded: already rounded, layers nobody can round, too little memory."""

import json
import os
from dataclasses import dataclass

import torch
from transformers import AutoConfig, AutoModelForCausalLM

from .. import devices, model_files
from ..contracts_generated import EngineSpec
from ..failures import user

# Weights of W4A16 share a scale in groups of this many inputs.
GROUP = 128
HEAD = "lm_head"
# Beside the weights: the Hessian of the widest layer, activations between two layers.
HEADROOM = 1.5
RUNTIME_BYTES = 2**30
UNQUANTISED = "Choose the unquantised model of the same series."


@dataclass
class Shape:
    layers: int
    linear_layers: int
    parameters: int
    context: int


def require_compressible(spec: EngineSpec) -> Shape:
    config = _config(spec.paths.model)
    if os.path.exists(os.path.join(spec.paths.model, "quant_model_description.json")):
        raise user("compress.quantised", "The model is already quantised (msmodelslim).", UNQUANTISED)
    method = (config.get("quantization_config") or {}).get("quant_method")
    if method:
        raise user("compress.quantised", f"The model is already quantised ({method}).", UNQUANTISED)
    model = _skeleton(spec.paths.model)
    linear = {
        name: module
        for name, module in model.named_modules()
        if isinstance(module, torch.nn.Linear) and not name.endswith(HEAD)
    }
    _require_layers(model, linear, spec.runner.method)
    parameters = sum(parameter.numel() for parameter in model.parameters())
    _require_memory(spec, parameters)
    text = model.config.get_text_config()
    return Shape(
        layers=text.num_hidden_layers,
        linear_layers=len(linear),
        parameters=parameters,
        context=getattr(text, "max_position_embeddings", None) or 4096,
    )


def _config(folder: str) -> dict:
    try:
        with open(os.path.join(folder, "config.json"), encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError) as error:
        raise user("model.load_failed", f"config.json cannot be read: {error}", model_files.CHECK_ADVICE) from error


def _skeleton(folder: str):
    """The model without its weights: milliseconds, whatever its size."""
    try:
        config = AutoConfig.from_pretrained(folder, local_files_only=True)
        with torch.device("meta"):
            return AutoModelForCausalLM.from_config(config)
    except Exception as error:
        text = str(error).strip().splitlines()
        raise user(
            "compress.architecture",
            f"This structure cannot be built: {(text or [type(error).__name__])[0][:500]}",
            "Choose a model whose card in the model square offers compression.",
        ) from error


def _require_layers(model, linear: dict, method: str) -> None:
    advice = "Choose a model whose card in the model square offers compression."
    inside = [name for name in linear if ".layers." in f".{name}" or ".h." in f".{name}"]
    shapes = {type(module).__name__ for name, module in model.named_modules() if _is_fused(module)}
    if not inside or shapes:
        found = ", ".join(sorted(shapes)) or "no linear layer in its decoder"
        raise user("compress.unsupported_layers", f"Layers that cannot be rounded: {found}.", advice)
    if method == "awq-w4a16":
        for name, module in linear.items():
            if module.in_features % GROUP:
                raise user(
                    "compress.unsupported_layers",
                    f"W4A16 rounds in groups of {GROUP} inputs; {name} has {module.in_features}.",
                    "Choose SmoothQuant-W8A8 for this model.",
                )


def _is_fused(module) -> bool:
    """Holds matrices of its own (experts in one tensor, Conv1D) that no rule for linear layers reaches."""
    if isinstance(module, (torch.nn.Linear, torch.nn.Embedding)):
        return False
    return any(parameter.dim() >= 2 for parameter in module.parameters(recurse=False))


def _require_memory(spec: EngineSpec, parameters: int) -> None:
    width = 4 if devices.kind() == "cpu" else 2
    needed = int(parameters * width * HEADROOM + RUNTIME_BYTES)
    given = spec.memoryBytes if devices.kind() == "cpu" else devices.free_memory_bytes()
    if needed > given:
        raise user(
            "compress.memory",
            f"Compressing it needs about {needed / 2**30:.1f} GiB; the job has {given / 2**30:.1f} GiB.",
            "Choose a larger flavor.",
        )
