"""SIGTERM: inside the training loop finish the step and save; anywhere else leave at once."""

import signal

from .failures import Stopped


class StopFlag:
    """Set by SIGTERM or SIGINT. `deferred` is true where only the flag may be set."""

    def __init__(self) -> None:
        self.requested = False
        self.deferred = False

    def install(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)

    def _on_signal(self, _number: int, _frame: object) -> None:
        first = not self.requested
        self.requested = True
        if first and not self.deferred:
            raise Stopped

    def raise_if_requested(self) -> None:
        if self.requested:
            raise Stopped
