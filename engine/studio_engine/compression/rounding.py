"""llm-compressor: SmoothQuant + GPTQ to W8A8, AWQ to W4A16."""

import os
import time
from collections.abc import Callable

import torch
from llmcompressor import oneshot
from llmcompressor.modifiers.gptq import GPTQModifier
from llmcompressor.modifiers.quantization import QuantizationModifier
from llmcompressor.modifiers.transform.awq import AWQModifier
from llmcompressor.modifiers.transform.smoothquant import SmoothQuantModifier
from llmcompressor.pipelines.cache import IntermediatesCache
from pydantic import PrivateAttr
from torch.utils.data import DataLoader

from .. import devices, model_files, run_log
from ..events import EventWriter
from ..failures import is_disk_full, is_out_of_memory, user
from ..stopping import StopFlag
from .checks import HEAD


class _Reporting:
    """Says when a piece of the model is done: what stands before the first layer, then each layer."""

    _done: Callable[[], None] | None = PrivateAttr(None)

    def on_sequential_epoch_end(self, state, event, **kwargs):
        super().on_sequential_epoch_end(state, event, **kwargs)
        if self._done is not None:
            self._done()


class _Smooth(_Reporting, SmoothQuantModifier):
    pass


class _Gptq(_Reporting, GPTQModifier):
    pass


class _Awq(_Reporting, AWQModifier):
    pass


def load(folder: str):
    """On a CPU in 32 bits: bfloat16 took more than twice as long without instructions of its own."""
    dtype = torch.float32 if devices.kind() == "cpu" else model_files.stored_dtype(folder)
    model = model_files.load_model(folder, dtype).eval()
    return model if devices.kind() == "cpu" else model.to(devices.kind())


def round_weights(model, runner, data, layers: int, events: EventWriter, stop: StopFlag) -> None:
    _pin_only_for_an_accelerator()
    recipe = _recipe(runner)
    passes = [each for each in recipe if isinstance(each, _Reporting)]
    progress = _Progress(layers, len(passes), events, stop)
    for each in passes:
        each._done = progress.layer_done
    rows = [{"input_ids": row, "attention_mask": torch.ones_like(row)} for row in data.rows]
    try:
        oneshot(model=model, dataset=DataLoader(rows, batch_size=1), recipe=recipe)
    except (ValueError, RuntimeError) as error:
        # Its rules for a structure are looked up before the first piece; later errors are nobody's choice of model.
        if progress.began or is_out_of_memory(error) or is_disk_full(error):
            raise
        text = str(error).strip().splitlines()
        raise user(
            "compress.unsupported_layers",
            f"This model's layers cannot be rounded this way: {(text or [type(error).__name__])[0][:500]}",
            "Choose the other method, or a model whose card in the model square offers compression.",
        ) from error


def _recipe(runner) -> list:
    if runner.method == "awq-w4a16":
        return [_Awq(), QuantizationModifier(targets="Linear", scheme="W4A16", ignore=[HEAD])]
    return [
        _Smooth(smoothing_strength=runner.migrationStrength),
        _Gptq(targets="Linear", scheme="W8A8", ignore=[HEAD]),
    ]


class _Progress:
    def __init__(self, layers: int, passes: int, events: EventWriter, stop: StopFlag):
        self._layers, self._total, self._events, self._stop = layers, layers * passes, events, stop
        self._pieces = 0
        self._start = time.monotonic()
        events.progress("calibrating", 0, self._total)

    @property
    def began(self) -> bool:
        return self._pieces > 0

    def layer_done(self) -> None:
        # An exception out of the signal's handler is lost where Python runs a destructor.
        self._stop.raise_if_requested()
        turn, layer = divmod(self._pieces, self._layers + 1)
        self._pieces += 1
        if layer == 0:
            return
        done = turn * self._layers + layer
        seconds = time.monotonic() - self._start
        run_log.say(f"layer {layer}/{self._layers}, pass {turn + 1}: {seconds:.1f} s since the start")
        self._events.progress("calibrating", done, self._total, seconds / done * (self._total - done))


def save(model, source: str, folder: str) -> None:
    """
    In the number format of the original. A rounded layer's own numbers stay exact until they are packed; its scales
    may be narrowed, which moves no integer: half a step is 1/254 of the range, bfloat16 keeps 1/512.
    """
    dtype = model_files.stored_dtype(source)
    for module in model.modules():
        rounded = getattr(module, "quantization_scheme", None) is not None
        for name, parameter in module.named_parameters(recurse=False):
            if parameter.is_floating_point() and not (rounded and name == "weight"):
                parameter.data = parameter.data.to(dtype)
    model.config.dtype = dtype
    model.save_pretrained(folder, save_compressed=True)
    recipe = os.path.join(folder, "recipe.yaml")
    if os.path.exists(recipe):
        os.remove(recipe)


def _pin_only_for_an_accelerator() -> None:
    """AWQ pins what it keeps of each layer; a CUDA build of torch fails at that where there is no device."""
    if torch.accelerator.is_available():
        return
    IntermediatesCache._pin_intermediate = classmethod(lambda _cls, _value: None)
