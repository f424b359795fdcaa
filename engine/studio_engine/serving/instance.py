"""The life of one instance: start, probe, measure, start again, drain. One thread, one look a moment."""

import time

from ..contracts_generated import EngineSpec
from ..events import EventWriter
from ..failures import Stopped
from ..stopping import StopFlag
from . import diagnosis
from .api import Api, FirstRequest, free_port
from .backoff import Backoff
from .job_log import JobLog
from .launchers import Launcher
from .server_process import ServerProcess, how_it_ended
from .usage import UsageMeter
from .waiter import Waiter

STARTING_LOOK_SECONDS = 0.1
PROBE_SECONDS = 1.0
MISSES = 3
SAMPLE_SECONDS = 5.0
# A server that lives and says nothing for this long is started again.
HUNG_SECONDS = 60.0
# Large weights come over a network at times.
START_SECONDS = 3600.0
LEAVE_SECONDS = 10.0


class Instance:
    def __init__(self, spec: EngineSpec, events: EventWriter, stop: StopFlag, launcher: Launcher):
        self._spec, self._events, self._stop, self._launcher = spec, events, stop, launcher
        self._waiter, self._log, self._backoff = Waiter(), JobLog(), Backoff()
        self._began = time.monotonic()
        self._server: ServerProcess | None = None
        self._api = Api(0, launcher.health_path)
        self._usage: UsageMeter | None = None
        self._first: FirstRequest | None = None
        self._healthy: bool | None = None
        self._healthy_since: float | None = None
        self._last_good = 0.0
        self._importing = False
        self._misses = 0
        self._restarts = 0
        self._next_start = self._next_probe = self._next_sample = 0.0
        self._announced: str | None = None

    def run(self) -> None:
        """Ends with Stopped, or with the failure of a server that cannot start."""
        self._stop.deferred = True
        try:
            while not self._stop.requested:
                self._look()
                self._waiter.pause(self._until_next_look())
            self._drain()
        finally:
            if self._server is not None:
                self._server.kill()
        raise Stopped

    def _until_next_look(self) -> float:
        now = time.monotonic()
        if self._server is None:
            return self._next_start - now
        if self._healthy_since is None:
            return STARTING_LOOK_SECONDS
        return min(self._next_probe, self._next_sample) - now

    def _look(self) -> None:
        if self._server is None:
            if time.monotonic() >= self._next_start:
                self._start()
            return
        code = self._server.exit_code()
        if code is not None:
            self._ended(f"server.ended: The server is gone: {how_it_ended(code)}.", how_it_ended(code))
            return
        if self._healthy_since is None:
            self._notice_loading()
            self._await_first_answer()
        elif time.monotonic() >= self._next_probe:
            self._probe()
        if self._server is not None and time.monotonic() >= self._next_sample:
            self._sample()

    def _start(self) -> None:
        self._log.mark()
        self._importing = self._launcher.loading_mark is not None
        self._api = Api(free_port(self._api.port or None), self._launcher.health_path)
        self._events.progress("importing" if self._importing else "loading")
        self._server = self._launcher.start(self._api.port)
        self._usage = UsageMeter(self._server.pid, self._spec.threads)
        self._first, self._healthy_since, self._misses = None, None, 0
        self._next_sample = time.monotonic() + SAMPLE_SECONDS

    def _await_first_answer(self) -> None:
        if self._first is not None:
            if self._first.error is not None:
                said = self._first.error
                self._ended(f"server.refused: The first request failed: {said}", f"its first request failed: {said}")
            elif self._first.answered:
                self._serve()
        elif self._api.problem() is None:
            if not self._launcher.answers_requests:
                self._serve()
                return
            self._events.progress("warming")
            self._first = FirstRequest(self._api, self._spec.runner.servedName)
        elif time.monotonic() - self._server.started_at > START_SECONDS:
            self._ended("server.silent: It did not become healthy in time.", f"it said nothing for {START_SECONDS} s")

    def _notice_loading(self) -> None:
        if self._importing and self._launcher.loading_mark in self._log.since_mark():
            self._importing = False
            self._events.progress("loading")

    def _serve(self) -> None:
        self._events.progress("serving")
        if self._announced != self._api.url:
            self._announced = self._api.url
            self._events.endpoint(self._api.url)
        self._healthy_since = self._last_good = time.monotonic()
        self._tell(True, None)
        self._next_probe = time.monotonic() + PROBE_SECONDS

    def _probe(self) -> None:
        problem = self._api.problem()
        now = time.monotonic()
        self._next_probe = now + PROBE_SECONDS
        if problem is None:
            self._misses, self._last_good = 0, now
            self._tell(True, None)
            return
        self._misses += 1
        if self._misses >= MISSES:
            self._tell(False, f"server.silent: {problem}.")
        if now - self._last_good > HUNG_SECONDS:
            self._ended(f"server.hung: {problem} for {HUNG_SECONDS:.0f} s.", "it no longer answered")

    def _sample(self) -> None:
        self._next_sample = time.monotonic() + SAMPLE_SECONDS
        figures = self._api.figures() if self._healthy_since is not None else None
        self._events.metric(int(time.monotonic() - self._began), self._usage.sample(figures))

    def _ended(self, reason: str, how: str) -> None:
        """Clears away what is left of the server and decides what comes next."""
        self._server.kill()
        self._server = None
        log = self._log.since_mark()
        print(f"[studio] {reason}", flush=True)
        healthy = None if self._healthy_since is None else time.monotonic() - self._healthy_since
        self._healthy_since = None
        wait = self._backoff.ended(healthy)
        if healthy is None:
            failure = diagnosis.certain(log) if self._launcher.answers_requests else None
            if failure is None and self._backoff.exhausted:
                failure = diagnosis.gave_up(log, how, self._backoff.failed_starts)
            if failure is not None:
                raise failure
        self._restarts += 1
        self._tell(False, reason)
        self._next_start = time.monotonic() + wait

    def _tell(self, healthy: bool, reason: str | None) -> None:
        if self._healthy != healthy:
            self._healthy = healthy
            self._events.health(healthy, reason, self._restarts)

    def _drain(self) -> None:
        if self._server is None or self._server.exit_code() is not None:
            return
        if self._healthy_since is not None:
            self._wait_for_requests()
        self._server.terminate()
        end = time.monotonic() + self._leave_seconds()
        while self._server.exit_code() is None and time.monotonic() < end:
            self._waiter.pause(min(0.2, end - time.monotonic()))

    def _leave_seconds(self) -> float:
        """A server whose requests nobody can count is left to finish them by itself."""
        known = self._healthy_since is None or self._api.figures() is not None
        return LEAVE_SECONDS if known else LEAVE_SECONDS + self._spec.runner.drainSeconds

    def _wait_for_requests(self) -> None:
        end = time.monotonic() + self._spec.runner.drainSeconds
        most, told, idle = 0, None, 0
        while self._server.exit_code() is None:
            figures = self._api.figures()
            left = 0 if figures is None else int(figures.running + figures.waiting)
            most = max(most, left)
            if told != left:
                self._events.progress("draining", most - left, most, max(0.0, end - time.monotonic()))
                told = left
            # Twice: a request that was on its way when the first look was taken is seen by the second.
            idle = idle + 1 if left == 0 else 0
            if idle >= 2 or time.monotonic() >= end:
                return
            self._waiter.pause(0.2)
