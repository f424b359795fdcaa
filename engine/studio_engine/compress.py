"""Rounds the weights of a model's linear layers and measures, on conversations kept aside, what that cost."""

import os
import time

from . import devices, model_files, run_log
from .compression import calibration, checks, measuring, modelslim, rounding, speed
from .contracts_generated import EngineSpec
from .events import EventWriter
from .model_files import OutputFolder, folder_size
from .stopping import StopFlag


def run(spec: EngineSpec, events: EventWriter, stop: StopFlag) -> None:
    runner = spec.runner
    events.started()
    events.progress("preparing")
    os.makedirs(spec.paths.work, exist_ok=True)
    shape = checks.require_compressible(spec)
    run_log.say(f"compress ({runner.method}) on {devices.kind()}, {spec.threads} threads; {shape.layers} layers")
    tokenizer = model_files.load_tokenizer(spec.paths.model)
    data = calibration.prepare(tokenizer, spec.paths, runner, shape.context)
    output = OutputFolder(spec.paths.output)
    try:
        if modelslim.is_wanted(runner.method):
            format_, report = "ascend", None
            modelslim.compress(spec, shape, data, output.partial, events)
        else:
            format_ = "compressed-tensors"
            report = _compress(spec, tokenizer, data, output.partial, shape, events, stop)
        tokenizer.save_pretrained(output.partial)
        if report is not None and runner.measureSpeed:
            events.progress("measuring")
            report["speed"] = speed.measure(spec, data, output.partial, format_)
        stop.raise_if_requested()
        size = output.publish()
    except BaseException:
        output.discard()
        raise
    before = folder_size(spec.paths.model)
    run_log.say(f"done: {before} bytes became {size} ({size / before:.0%})")
    events.result(
        "compress",
        format=format_,
        parameters=shape.parameters,
        sizeBytes=size,
        originalBytes=before,
        linearLayers=shape.linear_layers,
        calibrationTokens=data.tokens,
        report=report,
    )


def _compress(spec: EngineSpec, tokenizer, data, folder: str, shape, events: EventWriter, stop: StopFlag) -> dict:
    runner = spec.runner
    events.progress("loading")
    model = rounding.load(spec.paths.model)
    began = time.monotonic()
    before = measuring.measure(model, tokenizer, data, lambda done, of: events.progress("measuring", done, of))
    run_log.say(f"before: perplexity {before.perplexity:.4f} ({time.monotonic() - began:.1f} s)")
    rounding.round_weights(model, runner, data, shape.layers, events, stop)
    after = measuring.measure(model, tokenizer, data, lambda done, of: events.progress("measuring", done, of))
    run_log.say(f"after: perplexity {after.perplexity:.4f}")
    events.progress("saving")
    rounding.save(model, spec.paths.model, folder)
    return measuring.report(before, after, data)
