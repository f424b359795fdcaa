"""An instance of a service as tests see it: its events, its log, its address."""

import hashlib
import json
import os
import signal
import subprocess
import urllib.request
from pathlib import Path

import tiny
from conftest import ENGINE, PATIENCE_SECONDS, until


def _serve_python() -> str:
    """Interpreter of the serving environment; its folder is named as lib/platform/engine-home.ts says."""
    digest = hashlib.sha256((ENGINE / "requirements/serve.txt").read_bytes()).hexdigest()[:12]
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    home = os.environ.get("STUDIO_ENGINE_HOME") or os.path.join(cache, "studio")
    return os.path.join(os.path.abspath(home), f"serve-{digest}", "bin/python")


SERVE_PYTHON = _serve_python()


def serve_spec(folder: Path, model: Path, **changes) -> dict:
    """`changes` override fields of the runner's spec; `memoryBytes` and `code` are the job's own."""
    runner = {
        "kind": "serve",
        "model": tiny.STORAGE,
        "servedName": "base",
        "maxLength": 512,
        "maxConcurrency": 8,
        "quantisation": "auto",
        "environment": {},
        "custom": None,
        "drainSeconds": 20,
    }
    memory, code = changes.pop("memoryBytes", 4 * 2**30), changes.pop("code", None)
    nothing = {"dataset": None, "benchmark": None, "repositories": {}, "output": None}
    paths = {"model": str(model), **nothing, "code": code, "work": str(folder / "work")}
    return {
        "jobId": tiny.JOB,
        "attempt": 1,
        "threads": 1,
        "memoryBytes": memory,
        "cards": 0,
        "runner": {**runner, **changes},
        "paths": paths,
    }


class Instance:
    """`start` gets spec, events and log, and answers the runner's pid."""

    def __init__(self, folder: Path, spec: dict, start):
        os.makedirs(spec["paths"]["work"], exist_ok=True)
        self.events_path, self.log_path = folder / "events.jsonl", folder / "log"
        self.pid = start(tiny.write_spec(folder, spec), self.events_path, self.log_path)

    def of(self, kind: str) -> list[dict]:
        return [event for event in tiny.read_events(self.events_path) if event["type"] == kind]

    @property
    def phases(self) -> list[str]:
        return [event["phase"] for event in self.of("progress")]

    @property
    def url(self) -> str:
        return self.of("endpoint")[-1]["url"]

    @property
    def log(self) -> str:
        return self.log_path.read_text("utf-8", "replace")

    def healthy(self, times: int = 1, seconds: float = PATIENCE_SECONDS) -> "Instance":
        """It has become healthy this often."""
        until(lambda: self.of("failure") or sum(e["healthy"] for e in self.of("health")) >= times, seconds)
        assert not self.of("failure"), self.of("failure")
        return self

    def kill(self, number: int = signal.SIGTERM) -> None:
        os.kill(self.pid, number)

    def server(self) -> int:
        """Leader of the server's process group: a child of the runner."""
        with open(f"/proc/{self.pid}/task/{self.pid}/children", encoding="ascii") as file:
            return int(file.read().split()[0])

    def failure(self) -> dict:
        return until(lambda: self.of("failure"))[0]["failure"]

    def stopped(self) -> "Instance":
        until(lambda: self.of("stopped"))
        return self

    def get(self, path: str):
        with urllib.request.urlopen(self.url + path, timeout=60) as answer:
            return json.load(answer)

    def ask(self, path: str, **body):
        """The open answer: whoever asks for a stream reads it."""
        data = json.dumps({"model": "base", "temperature": 0, **body}).encode()
        request = urllib.request.Request(self.url + path, data, {"Content-Type": "application/json"})
        return urllib.request.urlopen(request, timeout=120)


def gone(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            return file.read().rpartition(")")[2].split()[0] in "ZX"
    except FileNotFoundError:
        return True


def start_program(program: list[str], processes: list[subprocess.Popen]):
    """A start function of `Instance`; what it started is ended by whoever owns `processes`."""

    def start(spec: Path, events: Path, log: Path) -> int:
        with log.open("ab") as out:
            process = subprocess.Popen(
                [*program, str(spec), str(events)],
                cwd=spec.parent,
                env={**os.environ, "PYTHONPATH": str(ENGINE), "UV_OFFLINE": "1"},
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        processes.append(process)
        return process.pid

    return start
