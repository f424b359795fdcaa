"""Averages between two log points, kept in checkpoints so that a resumed curve equals an uninterrupted one."""

import math
import time


class StepMeter:
    """Loss per taught token and real tokens since the last log point."""

    def __init__(self, saved: dict | None = None):
        saved = saved or {}
        self.loss_sum = float(saved.get("loss_sum", 0.0))
        self.steps = int(saved.get("steps", 0))
        self.tokens_total = int(saved.get("tokens_total", 0))
        self.last_loss = saved.get("last_loss")
        self.last_validation = saved.get("last_validation")
        self._tokens = 0
        self._seconds = 0.0
        self._timed_steps = 0
        self._mark = time.monotonic()

    def state(self) -> dict:
        names = ("loss_sum", "steps", "tokens_total", "last_loss", "last_validation")
        return {name: getattr(self, name) for name in names}

    def step_done(self, loss: float, tokens: int) -> None:
        now = time.monotonic()
        self._seconds += now - self._mark
        self._mark = now
        self._timed_steps += 1
        self.loss_sum += loss
        self.steps += 1
        self._tokens += tokens
        self.tokens_total += tokens

    def skip_time(self) -> None:
        """Validation and saving are no training time."""
        self._mark = time.monotonic()

    def take(self) -> dict[str, float]:
        """loss, seconds per step and tokens per second since the last call."""
        loss = self.loss_sum / max(1, self.steps)
        seconds = max(self._seconds, 1e-9)
        taken = {
            "loss": loss,
            "seconds_per_step": seconds / max(1, self._timed_steps),
            "tokens_per_second": self._tokens / seconds,
        }
        self.loss_sum, self.steps = 0.0, 0
        self._tokens, self._seconds, self._timed_steps = 0, 0.0, 0
        if math.isfinite(loss):
            self.last_loss = loss
        return taken
