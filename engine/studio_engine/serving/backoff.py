"""When a server that ended is started again, and when that is given up."""

FIRST_SECONDS = 1.0
LONGEST_SECONDS = 60.0
# Healthy for this long: an end after it starts the pauses anew.
STEADY_SECONDS = 60.0
MOST_FAILED_STARTS = 5


class Backoff:
    def __init__(self) -> None:
        self.failed_starts = 0
        self._next = FIRST_SECONDS

    @property
    def exhausted(self) -> bool:
        return self.failed_starts >= MOST_FAILED_STARTS

    def ended(self, healthy_seconds: float | None) -> float:
        """Seconds to wait before the next start; None: it never became healthy."""
        self.failed_starts = self.failed_starts + 1 if healthy_seconds is None else 0
        if healthy_seconds is not None and healthy_seconds >= STEADY_SECONDS:
            self._next = FIRST_SECONDS
        wait = self._next
        self._next = min(LONGEST_SECONDS, 2 * wait)
        return wait
