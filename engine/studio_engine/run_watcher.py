"""Turns optimiser steps into events, TensorBoard points and log lines; decides when to validate."""

import math
import os
import time
from collections.abc import Callable
from dataclasses import dataclass

from . import checkpoints, devices, run_log
from .events import EventWriter
from .meters import StepMeter
from .stopping import StopFlag


@dataclass
class RunPlan:
    total_steps: int
    batch_size: int
    log_every: int
    validate_every: int
    threads: int
    checkpoints_folder: str
    tensorboard_folder: str


class RunWatcher:
    def __init__(self, plan: RunPlan, events: EventWriter, stop: StopFlag, validation=None, saved=None, start=0):
        self._plan, self._events, self._stop = plan, events, stop
        self._validation = validation
        self.meter = StepMeter(saved)
        self._usage = devices.UsageMeter(plan.threads)
        self._board = None
        self._start = start
        self._seconds_per_step: float | None = None
        self._last_progress = 0.0
        self.last_checkpoint = start if start > 0 else None
        self.on_step: Callable[[int], None] | None = None

    def open_board(self) -> None:
        if devices.is_first_rank():
            from torch.utils.tensorboard import SummaryWriter

            self._board = SummaryWriter(self._plan.tensorboard_folder, purge_step=self._start + 1)

    def close(self) -> None:
        if self._board is not None:
            self._board.close()

    def stop_requested(self) -> bool:
        return self._stop.requested

    def breathe(self) -> None:
        """Called between validation batches, so that a long validation still shows life."""
        if time.monotonic() - self._last_progress > 5:
            self._progress("validating", 0, 0)

    def step_done(self, trainer, step: int, loss: float, tokens: int, norm: float | None, rate: float) -> None:
        self.meter.step_done(loss, tokens)
        if self.on_step is not None:
            self.on_step(tokens)
        plan = self._plan
        last = step == plan.total_steps
        logs = step == 1 or step % plan.log_every == 0 or last
        if logs:
            taken = self.meter.take()
            self._settle_speed(taken["seconds_per_step"])
            self._print(step, taken, rate, norm)
            self._record(
                step,
                {
                    "loss": taken["loss"],
                    "learning_rate": rate,
                    "grad_norm": norm,
                    "tokens_per_second": taken["tokens_per_second"],
                    **self._usage.sample(),
                },
            )
        # After the step's own point: a short run validates at every step, for seconds.
        if self._validation is not None and (step % plan.validate_every == 0 or last):
            self._validate(trainer, step)
        if logs or time.monotonic() - self._last_progress > 1:
            self._progress("training", step, plan.total_steps)

    def _validate(self, trainer, step: int) -> None:
        self._progress("validating", step, self._plan.total_steps)
        loss = self.meter.last_validation = trainer.validation_loss(self._validation)
        if devices.is_first_rank():
            run_log.say(f"iteration {step} | validation lm loss: {loss:.6E}")
        self.meter.skip_time()
        self._record(step, {"validation_loss": loss})

    def saved(self, step: int) -> None:
        """A checkpoint's files are all written."""
        folder = os.path.join(self._plan.checkpoints_folder, f"checkpoint-{step}")
        if devices.is_first_rank():
            checkpoints.mark_complete(folder, self.meter.state())
            self._events.checkpoint(step)
            run_log.say(f"saved checkpoint at iteration {step}")
        self.last_checkpoint = step
        self.meter.skip_time()

    def _settle_speed(self, seconds: float) -> None:
        known = self._seconds_per_step
        self._seconds_per_step = seconds if known is None else 0.5 * known + 0.5 * seconds

    def _progress(self, phase: str, step: int, total: int) -> None:
        self._last_progress = time.monotonic()
        known = self._seconds_per_step
        remaining = None if known is None or phase != "training" else known * (total - step)
        self._events.progress(phase, step, total, remaining)

    def _print(self, step: int, taken: dict, rate: float, norm: float | None) -> None:
        if devices.is_first_rank():
            line = run_log.iteration_line(
                step,
                self._plan.total_steps,
                step * self._plan.batch_size,
                taken["seconds_per_step"] * 1000,
                rate,
                self._plan.batch_size,
                taken["loss"],
                norm,
                taken["tokens_per_second"],
            )
            run_log.say(line)

    def _record(self, step: int, values: dict[str, float | None]) -> None:
        self._events.metric(step, values)
        if self._board is None:
            return
        for name, value in values.items():
            if value is not None and math.isfinite(value):
                self._board.add_scalar(name, value, step)
        self._board.flush()
