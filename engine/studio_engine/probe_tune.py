"""Trains a few real steps and measures them, for time estimates. Leaves nothing behind."""

import os
import shutil
import time
from itertools import pairwise

from . import devices, model_files, run_log, training, training_data
from .contracts_generated import EngineSpec
from .events import EventWriter
from .failures import Stopped
from .stopping import StopFlag
from .training import Training

WARM_UP_STEPS = 2
MOST_STEPS = 20
MOST_SECONDS = 30.0


class _ShortRun(StopFlag):
    """Ends the loop when enough is measured, or when the job itself is told to stop."""

    def __init__(self, outer: StopFlag):
        super().__init__()
        self._outer = outer
        self.steps: list[tuple[float, int]] = []

    def note(self, tokens: int) -> None:
        self.steps.append((time.monotonic(), tokens))
        if self._outer.requested:
            self.requested = True
        measured = len(self.steps) > WARM_UP_STEPS + 2
        if measured and time.monotonic() - self.steps[0][0] > MOST_SECONDS:
            self.requested = True


def run(spec: EngineSpec, events: EventWriter, stop: StopFlag) -> None:
    events.started()
    events.progress("preparing")
    runner = spec.runner
    settings = runner.hyperparameters.model_copy(
        update={"validationFraction": 0.0, "saveEverySteps": 100_000, "logEverySteps": 1}
    )
    tokenizer = model_files.load_tokenizer(spec.paths.model)
    data = training_data.prepare(tokenizer, spec.paths.dataset, settings, events, stop)
    one_epoch, _all = training.steps_of(settings, len(data.train))
    folder = os.path.join(spec.paths.work, "probe")
    probe = spec.model_copy(update={"paths": spec.paths.model_copy(update={"work": folder})})
    events.progress("loading")
    short = _ShortRun(stop)
    stop.deferred = True
    try:
        steps = _measure(probe, settings, runner.method, tokenizer, data, events, short)
    finally:
        stop.deferred = False
        shutil.rmtree(folder, ignore_errors=True)
    if stop.requested:
        raise Stopped
    seconds = sum(later[0] - earlier[0] for earlier, later in pairwise(steps))
    tokens = sum(count for _at, count in steps[1:])
    average = float(data.store.lengths.mean())
    per_step = seconds / (len(steps) - 1)
    run_log.say(f"{tokens / seconds:.0f} tokens/s, {per_step:.3f} s a step, {average:.1f} tokens a sample")
    events.result(
        "probe-tune",
        tokensPerSecond=tokens / seconds,
        secondsPerStep=per_step,
        averageSampleTokens=average,
        stepsForOneEpoch=one_epoch,
        peakMemoryBytes=devices.peak_memory_bytes(),
    )


def _measure(spec, settings, method, tokenizer, data, events, short: _ShortRun) -> list[tuple[float, int]]:
    """(when, tokens) of each step after the warm-up ones, the last of which starts the clock."""
    job = Training(spec, settings, method, tokenizer, data, events, short, MOST_STEPS)
    job.on_step = short.note
    job.keeps_checkpoints = False
    job.run()
    return short.steps[WARM_UP_STEPS - 1 :]
