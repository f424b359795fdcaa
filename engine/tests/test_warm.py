"""The warm runner: quick starts, several at once, and children that outlive it."""

import os
import signal
import subprocess
import sys
import time

import tiny
from conftest import ENGINE, Warm, ask, until


def test_it_answers_a_ping_and_names_what_is_missing(warm):
    assert ask(warm.socket, {"ping": True})["ok"] is True
    assert "spec" in ask(warm.socket, {"log": "x"})["error"]


def test_two_jobs_at_once_draw_their_first_point_quickly(warm, model, dataset, tmp_path):
    began = time.monotonic()
    jobs = [
        warm.start(tmp_path / name, tiny.tune_spec(tmp_path / name, model, dataset, seed=seed))
        for name, seed in (("a", 1), ("b", 2))
    ]
    until(lambda: all(job.of("metric") for job in jobs))
    assert time.monotonic() - began < 8
    for job in jobs:
        job.result()
        assert os.path.exists(tmp_path / job.folder.name / "output/model.safetensors")
    assert jobs[0].result()["finalLoss"] != jobs[1].result()["finalLoss"]


def test_a_child_is_its_own_session_and_named_by_its_start(warm, model, dataset, tmp_path):
    job = warm.start(tmp_path, tiny.tune_spec(tmp_path, model, dataset, iterations=300))
    with open(f"/proc/{job.pid}/stat") as stat:
        fields = stat.read().rpartition(")")[2].split()
    assert fields[19] == job.start_time
    until(lambda: os.getsid(job.pid) == job.pid)
    until(lambda: job.of("metric"))
    job.kill(signal.SIGTERM)
    assert job.wait()["code"] == 143


def test_children_live_on_when_it_is_killed(model, dataset, tmp_path):
    runner = Warm(tmp_path).ready()
    job = runner.start(tmp_path, tiny.tune_spec(tmp_path, model, dataset, iterations=60))
    until(lambda: job.of("started"))
    runner.process.kill()
    runner.process.wait(10)
    assert job.result()["steps"] == 60


def test_it_ends_when_nobody_has_asked_for_long_but_not_while_somebody_asks(tmp_path):
    path = tmp_path / "lonely.sock"
    code = f"from studio_engine.warm import WarmRunner; raise SystemExit(WarmRunner({str(path)!r}, 3).run())"
    lonely = subprocess.Popen([sys.executable, "-c", code], cwd=ENGINE)
    until(path.exists)
    for _ in range(10):
        assert ask(path, {"ping": True})["ok"] is True
        time.sleep(0.5)
    assert lonely.wait(60) == 0
    assert not path.exists()
