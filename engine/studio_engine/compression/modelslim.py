"""msmodelslim on Ascend: W8A8 in the form that vllm-ascend serves with `--quantization ascend`."""

import glob
import json
import os
import shutil
import subprocess
import sys

from .. import devices, model_files, run_log
from ..contracts_generated import EngineSpec
from ..events import EventWriter
from ..failures import system

PROGRAM = "msmodelslim"


def is_wanted(method: str) -> bool:
    """It knows no W4A16 for dense models; llm-compressor makes that anywhere."""
    return method == "smoothquant-w8a8" and devices.kind() == "npu" and shutil.which(PROGRAM) is not None


def compress(spec: EngineSpec, shape, data, folder: str, events: EventWriter) -> None:
    events.progress("calibrating", 0, shape.layers)
    command = [PROGRAM, "quant", "--model_path", spec.paths.model, "--save_path", folder, "--device", "npu"]
    command += ["--model_type", model_type(spec.paths.model), "--quant_type", "w8a8"]
    run_log.say(" ".join(command))
    sys.stdout.flush()
    # Its output is the job's; SIGTERM reaches it through the process group.
    ended = subprocess.run(command, stdin=subprocess.DEVNULL)
    if ended.returncode != 0:
        raise system(
            "compress.modelslim",
            f"msmodelslim ended with code {ended.returncode}.",
            "The log holds its last words. Start the job again, or choose another method.",
        )
    require_output(folder)
    events.progress("calibrating", shape.layers, shape.layers)


def model_type(folder: str) -> str:
    with open(os.path.join(folder, "config.json"), encoding="utf-8") as file:
        config = json.load(file)
    return str(config.get("_name_or_path") or config.get("model_type"))


def require_output(folder: str) -> None:
    described = os.path.isfile(os.path.join(folder, "quant_model_description.json"))
    if not described or not glob.glob(os.path.join(folder, "quant_model_weight*.safetensors")):
        raise system("compress.modelslim", "msmodelslim wrote no weights.", model_files.CHECK_ADVICE)
