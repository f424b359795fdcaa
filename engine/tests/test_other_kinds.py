"""Probe, evaluation, and specs that are refused."""

import json
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


def test_evaluation_scores_what_a_tuned_model_learned(warm, model, dataset, tmp_path):
    runner = {"kind": "evaluate", "model": tiny.STORAGE, "dataset": tiny.STORAGE, "maxNewTokens": 8}
    before = warm.start(tmp_path / "before", job_spec(tmp_path / "before", runner, model, dataset)).result()
    assert before["samples"] == 160 and before["accuracy"] < 0.2

    tuning = warm.start(tmp_path / "tune", tiny.tune_spec(tmp_path / "tune", model, dataset, iterations=60))
    tuning.result()
    tuned = tmp_path / "tune/output"
    unseen = tiny.write_jsonl(tmp_path / "unseen.jsonl", tiny.conversations(50, seed=99))
    job = warm.start(tmp_path / "after", job_spec(tmp_path / "after", runner, tuned, unseen))
    after = job.result()
    assert after["accuracy"] > 0.9
    answers = [json.loads(line) for line in (tmp_path / "after/work/answers.jsonl").read_text().splitlines()]
    assert len(answers) == 50
    assert sum(answer["correct"] for answer in answers) == after["correct"]
    assert all(answer["correct"] == (answer["answer"] == answer["expected"]) for answer in answers)
    assert job.of("progress")[-1]["step"] == 50


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
