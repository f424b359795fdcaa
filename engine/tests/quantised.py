"""Weights as a W8A8 compression leaves them: int8 by output channel, activations quantised as they come."""

import json
import re
import shutil
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

LINEAR = re.compile(r"\.layers\.\d+\.(self_attn|mlp)\.\w+_proj\.weight$")
NUMBERS = {"num_bits": 8, "type": "int", "symmetric": True}


def save_w8a8(source: Path, folder: Path) -> Path:
    shutil.copytree(source, folder)
    weights = {}
    for name, tensor in load_file(source / "model.safetensors").items():
        if LINEAR.search(name):
            scale = tensor.float().abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
            weights[name] = (tensor.float() / scale).round().clamp(-128, 127).to(torch.int8)
            weights[name.replace(".weight", ".weight_scale")] = scale.to(tensor.dtype)
        else:
            weights[name] = tensor
    save_file(weights, folder / "model.safetensors", {"format": "pt"})
    config = json.loads((folder / "config.json").read_text())
    group = {
        "targets": ["Linear"],
        "weights": {**NUMBERS, "strategy": "channel", "dynamic": False},
        "input_activations": {**NUMBERS, "strategy": "token", "dynamic": True},
    }
    config["quantization_config"] = {
        "quant_method": "compressed-tensors",
        "format": "int-quantized",
        "quantization_status": "compressed",
        "config_groups": {"group_0": group},
        "ignore": ["lm_head"],
    }
    (folder / "config.json").write_text(json.dumps(config))
    return folder
