"""Tunes a model on conversations, all weights or LoRA, and writes weights that load by themselves."""

import json
import os

import torch

from . import checkpoints, devices, model_files, run_log, training, training_data
from .contracts_generated import EngineSpec
from .events import EventWriter
from .failures import Stopped
from .model_files import OutputFolder
from .stopping import StopFlag
from .training import Training


def run(spec: EngineSpec, events: EventWriter, stop: StopFlag) -> None:
    runner = spec.runner
    settings = runner.hyperparameters
    os.makedirs(spec.paths.work, exist_ok=True)
    if spec.attempt == 1:
        training.forget_work(spec.paths.work)
    found = checkpoints.last_complete(os.path.join(spec.paths.work, "checkpoints"))
    resumed_from = None if found is None else found[1]
    checkpoints.remove_incomplete(os.path.join(spec.paths.work, "checkpoints"))
    events.started(resumed_from)
    events.progress("preparing")
    run_log.say(
        f"tune ({runner.method}) on {devices.kind()}, {devices.world_size()} process(es), {spec.threads} threads"
    )
    tokenizer = model_files.load_tokenizer(spec.paths.model)
    data = training_data.prepare(tokenizer, spec.paths.dataset, settings, events, stop)
    _one_epoch, steps = training.steps_of(settings, len(data.train))
    events.progress("loading")
    job = Training(spec, settings, runner.method, tokenizer, data, events, stop, steps)
    trainer, watcher = job.run()
    if stop.requested:
        raise StoppedAt(watcher.last_checkpoint)
    if not devices.is_first_rank():
        return
    try:
        parameters, size = _write_output(spec, trainer, tokenizer, events)
    except Stopped:
        raise StoppedAt(watcher.last_checkpoint) from None
    meter = watcher.meter
    events.result(
        "tune",
        steps=trainer.state.global_step,
        tokens=meter.tokens_total * devices.world_size(),
        finalLoss=meter.last_loss,
        finalValidationLoss=meter.last_validation,
        parameters=parameters,
        sizeBytes=size,
    )
    run_log.say(f"done: {parameters} parameters, {size} bytes")


class StoppedAt(Stopped):
    """`step` is the last checkpoint's, None without one."""

    def __init__(self, step: int | None):
        super().__init__()
        self.step = step


def _write_output(spec: EngineSpec, trainer, tokenizer, events: EventWriter) -> tuple[int, int]:
    """(parameters, bytes)."""
    output = OutputFolder(spec.paths.output)
    try:
        model = trainer.accelerator.unwrap_model(trainer.model)
        if spec.runner.method == "lora":
            events.progress("merging")
            _save_adapter(model, os.path.join(output.partial, "adapter"), spec.runner.model)
            model = model.merge_and_unload()
        events.progress("saving")
        dtype = model_files.stored_dtype(spec.paths.model)
        model = model.to(dtype if dtype.is_floating_point else torch.bfloat16)
        model.config._attn_implementation = "sdpa"
        model.config.use_cache = True
        model.save_pretrained(output.partial, safe_serialization=True)
        tokenizer.save_pretrained(output.partial)
        parameters = sum(p.numel() for p in model.parameters())
        return parameters, output.publish()
    except BaseException:
        output.discard()
        raise


def _save_adapter(model, folder: str, base: str) -> None:
    model.save_pretrained(folder)
    # peft's README.md is an empty form.
    os.remove(os.path.join(folder, "README.md"))
    path = os.path.join(folder, "adapter_config.json")
    with open(path, encoding="utf-8") as file:
        config = json.load(file)
    # The local folder means nothing elsewhere; the storage address does.
    config["base_model_name_or_path"] = base
    with open(path, "w", encoding="utf-8") as file:
        json.dump(config, file, indent=2, sort_keys=True)
