"""Stops, kills and goes on: no step is lost, none is trained twice."""

import shutil
import signal

import pytest
import tiny
from conftest import until

SETTINGS = {"iterations": 40, "saveEverySteps": 7, "logEverySteps": 3, "loraDropout": 0.1}


def curve(*jobs) -> dict[int, dict]:
    """Points by step; a later attempt voids what came after its checkpoint."""
    points: dict[int, dict] = {}
    for job in jobs:
        start = job.of("started")[0]["resumedFromStep"]
        points = {step: values for step, values in points.items() if start is None or step <= start}
        for event in job.of("metric"):
            points[event["step"]] = event["values"]
    return points


@pytest.fixture(scope="module")
def whole(warm, model, dataset, tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    job = warm.start(folder, tiny.tune_spec(folder, model, dataset, "lora", **SETTINGS))
    job.result()
    return job


def slow_job(warm, folder, model, dataset, attempt=1):
    return warm.start(folder, tiny.tune_spec(folder, model, dataset, "lora", attempt, **SETTINGS))


def same_curve(left: dict[int, dict], right: dict[int, dict]) -> None:
    assert sorted(left) == sorted(right)
    for name in ("loss", "validation_loss", "learning_rate"):
        a = {step: values[name] for step, values in left.items() if name in values}
        b = {step: values[name] for step, values in right.items() if name in values}
        assert sorted(a) == sorted(b)
        assert [a[step] for step in sorted(a)] == pytest.approx([b[step] for step in sorted(b)], rel=1e-3)


def test_sigterm_saves_and_a_second_attempt_goes_on(warm, model, dataset, whole, tmp_path):
    first = slow_job(warm, tmp_path, model, dataset)
    until(lambda: len(first.of("metric")) >= 3)
    first.kill(signal.SIGTERM)
    assert first.wait() == {"code": 143, "signal": None}
    stopped = first.events[-1]
    assert stopped["type"] == "stopped"
    step = stopped["step"]
    assert 6 <= step < 40
    assert first.of("checkpoint")[-1]["step"] == step
    assert (tmp_path / f"work/checkpoints/checkpoint-{step}").is_dir()
    assert not (tmp_path / "output").exists()

    second = slow_job(warm, tmp_path, model, dataset, attempt=2)
    assert second.result()["steps"] == 40
    assert second.of("started")[0]["resumedFromStep"] == step
    assert min(event["step"] for event in second.of("metric")) > step
    same_curve(curve(first, second), curve(whole))
    assert second.result()["tokens"] == whole.result()["tokens"]


def test_kill_9_goes_on_from_the_last_complete_checkpoint(warm, model, dataset, whole, tmp_path):
    first = slow_job(warm, tmp_path, model, dataset)
    until(lambda: first.of("checkpoint"))
    first.kill(signal.SIGKILL)
    assert first.wait() == {"code": None, "signal": "SIGKILL"}
    last = first.of("checkpoint")[-1]["step"]
    # What a kill in the middle of saving leaves behind: files, and no marker.
    source = tmp_path / f"work/checkpoints/checkpoint-{last}"
    torn = tmp_path / "work/checkpoints/checkpoint-39"
    shutil.copytree(source, torn)
    (torn / "studio_complete.json").unlink()

    second = slow_job(warm, tmp_path, model, dataset, attempt=2)
    assert second.result()["steps"] == 40
    assert second.of("started")[0]["resumedFromStep"] == last
    same_curve(curve(first, second), curve(whole))


def test_a_first_attempt_ignores_an_older_folder(warm, model, dataset, whole, tmp_path):
    shutil.copytree(whole.folder / "work", tmp_path / "work")
    job = slow_job(warm, tmp_path, model, dataset)
    job.result()
    assert job.of("started")[0]["resumedFromStep"] is None
    assert min(event["step"] for event in job.of("metric")) == 1
