"""Memory decides how many samples go through at once; the curve must not show it. Runs inside this process."""

import signal

import pytest
import tiny

from studio_engine import batch_plan, runner
from studio_engine.trainer import StudioTrainer


@pytest.fixture(autouse=True)
def handlers_back():
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def run(folder, model, dataset, **changes) -> list[dict]:
    spec = tiny.write_spec(folder, tiny.tune_spec(folder, model, dataset, **changes))
    runner.run_job(str(spec), str(folder / "events.jsonl"))
    return tiny.read_events(folder / "events.jsonl")


def losses(events) -> list[float]:
    return [e["values"]["loss"] for e in events if e["type"] == "metric" and "loss" in e["values"]]


def test_slices_of_a_batch_change_nothing(model, dataset, tmp_path, monkeypatch):
    whole = run(tmp_path / "whole", model, dataset)
    assert whole[-1]["type"] == "result"
    monkeypatch.setattr(batch_plan, "first_slice", lambda *_: 2)
    sliced = run(tmp_path / "sliced", model, dataset)
    assert losses(sliced) == pytest.approx(losses(whole), rel=1e-3)
    assert sliced[-1]["result"]["tokens"] == whole[-1]["result"]["tokens"]


def refuse_above(monkeypatch, most: int) -> list[int]:
    """A device that holds at most so many samples; returns the sizes that were tried."""
    tried: list[int] = []
    plain = StudioTrainer.training_step

    def step(self, model, inputs, *rest, **named):
        tried.append(len(inputs["lengths"]))
        if self.state.global_step >= 6 and len(inputs["lengths"]) > most:
            raise RuntimeError("out of memory: tried to allocate 20.00 GiB")
        return plain(self, model, inputs, *rest, **named)

    monkeypatch.setattr(StudioTrainer, "training_step", step)
    return tried


def test_out_of_memory_halves_the_slice_and_goes_on(model, dataset, tmp_path, monkeypatch, capsys):
    whole = run(tmp_path / "whole", model, dataset, validationFraction=0)
    tried = refuse_above(monkeypatch, most=2)
    events = run(tmp_path / "short", model, dataset, validationFraction=0)
    assert events[-1]["type"] == "result"
    assert set(tried) == {8, 4, 2}
    starts = [event["resumedFromStep"] for event in events if event["type"] == "started"]
    assert starts == [None, 5, 5]
    resumed = len(events) - events[::-1].index(next(e for e in events[::-1] if e["type"] == "started"))
    assert losses(events[resumed:]) == pytest.approx(losses(whole)[-len(losses(events[resumed:])) :], rel=1e-3)
    assert "going on with 2 samples at a time" in capsys.readouterr().out


def test_a_single_sample_that_does_not_fit_is_told(model, dataset, tmp_path, monkeypatch):
    refuse_above(monkeypatch, most=0)
    failure = run(tmp_path, model, dataset, validationFraction=0)[-1]["failure"]
    assert (failure["code"], failure["kind"]) == ("out_of_memory", "user")
    assert "Not even one sample" in failure["message"]
