"""One warm runner for all tests that run jobs: imports cost 20 s once."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

# As __main__ does for jobs: this must stand before torch is imported.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import tiny

ENGINE = Path(__file__).resolve().parents[1]
PATIENCE_SECONDS = 120


def ask(path: Path, request: dict) -> dict:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(path))
        connection.sendall(json.dumps(request).encode() + b"\n")
        return json.loads(connection.makefile().readline())


def until(condition, seconds: float = PATIENCE_SECONDS):
    """Waits for a truthy value and returns it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := condition():
            return value
        time.sleep(0.02)
    raise AssertionError("nothing happened in time")


class Job:
    def __init__(self, folder: Path, socket_path: Path, spec: dict):
        self.folder, self.spec = folder, spec
        self.events_path = folder / f"events-{spec['attempt']}" / "events.jsonl"
        self.events_path.parent.mkdir(parents=True, exist_ok=True)
        self.log_path = self.events_path.parent / "log"
        answer = ask(
            socket_path,
            {
                "spec": str(tiny.write_spec(self.events_path.parent, spec)),
                "events": str(self.events_path),
                "log": str(self.log_path),
            },
        )
        self.pid, self.start_time = answer["pid"], answer["startTime"]

    @property
    def events(self) -> list[dict]:
        return tiny.read_events(self.events_path)

    def of(self, kind: str) -> list[dict]:
        return [event for event in self.events if event["type"] == kind]

    def kill(self, number: int) -> None:
        os.kill(self.pid, number)

    def wait(self) -> dict:
        """Content of exit.json."""
        note = self.events_path.parent / "exit.json"
        until(note.exists)
        return json.loads(note.read_text())

    def result(self) -> dict:
        exit_note = self.wait()
        assert exit_note == {"code": 0, "signal": None}, self.log_path.read_text()[-3000:]
        return self.events[-1]["result"]

    def failure(self) -> dict:
        assert self.wait() == {"code": 1, "signal": None}
        assert self.events[-1]["type"] == "failure"
        return self.events[-1]["failure"]


class Warm:
    def __init__(self, folder: Path):
        self.socket = folder / "warm.sock"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "studio_engine", "warm", "--socket", str(self.socket)],
            cwd=ENGINE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def ready(self) -> "Warm":
        line = self.process.stdout.readline()
        assert '"ready": true' in line, self.process.stderr.read()
        return self

    def start(self, folder: Path, spec: dict) -> Job:
        return Job(folder, self.socket, spec)

    def close(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(10)


@pytest.fixture(scope="session")
def warm(tmp_path_factory):
    runner = Warm(tmp_path_factory.mktemp("warm"))
    yield runner.ready()
    runner.close()


@pytest.fixture(scope="session")
def model(tmp_path_factory) -> Path:
    return tiny.save_model(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="session")
def dataset(tmp_path_factory) -> Path:
    return tiny.write_jsonl(tmp_path_factory.mktemp("data") / "data.jsonl", tiny.conversations(160))


def job_spec(folder: Path, runner: dict, model: Path | None, dataset: Path | None = None) -> dict:
    return {
        "jobId": tiny.JOB,
        "attempt": 1,
        "threads": 2,
        "memoryBytes": 4 * 2**30,
        "cards": 0,
        "runner": runner,
        "paths": {
            "model": None if model is None else str(model),
            "dataset": None if dataset is None else str(dataset),
            "benchmark": None,
            "repositories": {},
            "output": None,
            "code": None,
            "work": str(folder / "work"),
        },
    }


def compress_spec(folder: Path, method: str, model: Path, dataset: Path | None = None, **changes) -> dict:
    """`changes` override fields of the runner's spec; `memoryBytes` is the job's own."""
    memory = changes.pop("memoryBytes", 4 * 2**30)
    runner = {
        "kind": "compress",
        "method": method,
        "model": tiny.STORAGE,
        "dataset": None if dataset is None else "storage://bucket/data.jsonl",
        "benchmark": None,
                "output": "storage://bucket/out",
        "migrationStrength": 0.5,
        "samples": 64,
        "maxLength": 256,
        "reportSamples": 24,
        "measureSpeed": False,
        "seed": 5,
    }
    spec = job_spec(folder, {**runner, **changes}, model, dataset)
    spec["memoryBytes"], spec["paths"]["output"] = memory, str(folder / "output")
    return spec


@pytest.fixture(scope="session")
def compressed(warm, tmp_path_factory):
    """The built-in model, compressed by a method the first time it is asked for."""
    made: dict[str, Job] = {}

    def make(method: str) -> Job:
        if method not in made:
            folder = tmp_path_factory.mktemp(method)
            made[method] = warm.start(folder, compress_spec(folder, method, ENGINE / "base_model/weights"))
        made[method].result()
        return made[method]

    return make
