"""Probe, and specs that are refused."""

import subprocess
import sys

import tiny
from conftest import ENGINE, job_spec


def test_probe_measures_and_leaves_nothing(warm, model, dataset, tmp_path):
    runner = {"kind": "probe-tune", "method": "lora", "model": tiny.STORAGE, "dataset": tiny.STORAGE}
    runner["hyperparameters"] = tiny.hyperparameters(batchSize=16)
    result = warm.start(tmp_path, job_spec(tmp_path, runner, model, dataset)).result()
    assert result["stepsForOneEpoch"] == 10
    assert 10 < result["averageSampleTokens"] < 60
    tokens_a_step = result["tokensPerSecond"] * result["secondsPerStep"]
    assert 0.8 < tokens_a_step / (16 * result["averageSampleTokens"]) < 1.25
    assert result["peakMemoryBytes"] > 50e6
    assert not (tmp_path / "work/probe").exists()


def test_the_command_line_refuses_a_spec_of_another_kind(model, dataset, tmp_path):
    spec = tiny.write_spec(tmp_path, tiny.tune_spec(tmp_path, model, dataset))
    events = tmp_path / "events.jsonl"
    command = [sys.executable, "-m", "studio_engine", "evaluate", "--spec", str(spec), "--events", str(events)]
    assert subprocess.run(command, cwd=ENGINE, capture_output=True).returncode == 1
    assert tiny.read_events(events)[-1]["failure"]["code"] == "spec.invalid"


def test_an_unknown_field_is_refused(warm, model, dataset, tmp_path):
    spec = tiny.tune_spec(tmp_path, model, dataset)
    spec["runner"]["hyperparameters"]["learningrate"] = 1
    assert "learningrate" in warm.start(tmp_path, spec).failure()["message"]
