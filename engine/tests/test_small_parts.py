"""npu-smi, events, failures, checkpoints, batch slices: what needs no model."""

import errno
import json

import numpy as np
import pytest

from studio_engine import batch_plan, checkpoints
from studio_engine.events import EventWriter
from studio_engine.failures import EngineFailure, classify
from studio_engine.meters import StepMeter
from studio_engine.npu_smi import parse_npu_smi

NPU_SMI = """
+------------------------------------------------------------------------------------------------+
| npu-smi 24.1.rc2                 Version: 24.1.rc2                                             |
+---------------------------+---------------+----------------------------------------------------+
| NPU   Name                | Health        | Power(W)    Temp(C)           Hugepages-Usage(page)|
| Chip                      | Bus-Id        | AICore(%)   Memory-Usage(MB)  HBM-Usage(MB)        |
+===========================+===============+====================================================+
| 0     910B3               | OK            | 94.6        36                0    / 0             |
| 0                         | 0000:C1:00.0  | 71          0    / 0          3161 / 65536         |
+===========================+===============+====================================================+
| 1     910B3               | OK            | 91.1        37                0    / 0             |
| 0                         | 0000:01:00.0  | 0           0    / 0          3160/ 65536          |
+===========================+===============+====================================================+
| NPU     Chip              | Process id    | Process name             | Process memory(MB)      |
+===========================+===============+====================================================+
| 0       0                 | 4321          | python                   | 120                     |
+===========================+===============+====================================================+
"""


def test_npu_smi_is_read():
    assert parse_npu_smi(NPU_SMI) == [
        {"percent": 71.0, "memory_bytes": 3161 * 1024**2},
        {"percent": 0.0, "memory_bytes": 3160 * 1024**2},
    ]


def test_an_event_after_a_torn_line_stands_on_its_own(tmp_path):
    path = tmp_path / "events.jsonl"
    path.write_text('{"type": "metr')
    EventWriter(str(path)).started(None)
    torn, whole = path.read_text().splitlines()
    assert torn == '{"type": "metr'
    assert json.loads(whole)["type"] == "started"


def test_values_that_json_cannot_carry_are_left_out(tmp_path):
    path = tmp_path / "events.jsonl"
    EventWriter(str(path)).metric(1, {"loss": 1.5, "grad_norm": float("nan"), "npu_percent": None})
    assert json.loads(path.read_text())["values"] == {"loss": 1.5}


@pytest.mark.parametrize(
    ("error", "code", "kind"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "disk.full", "system"),
        (RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory"), "out_of_memory", "user"),
        (MemoryError(), "out_of_memory", "user"),
        (ValueError("odd"), "engine.unexpected", "system"),
    ],
)
def test_every_error_becomes_a_failure_with_advice(error, code, kind):
    failure = classify(error).failure
    assert (failure.code, failure.kind) == (code, kind)
    assert failure.advice


def test_only_complete_checkpoints_count(tmp_path):
    for step in (5, 10, 100):
        (tmp_path / f"checkpoint-{step}").mkdir()
    checkpoints.mark_complete(str(tmp_path / "checkpoint-5"), {})
    checkpoints.mark_complete(str(tmp_path / "checkpoint-10"), {"steps": 3})
    assert checkpoints.last_complete(str(tmp_path)) == (str(tmp_path / "checkpoint-10"), 10, {"steps": 3})
    checkpoints.remove_incomplete(str(tmp_path))
    assert not (tmp_path / "checkpoint-100").exists()


def test_a_meter_goes_on_where_it_was_saved():
    whole, first = StepMeter(), StepMeter()
    for loss in (3.0, 2.0):
        whole.step_done(loss, 10)
        first.step_done(loss, 10)
    second = StepMeter(json.loads(json.dumps(first.state())))
    for meter in (whole, second):
        meter.step_done(1.0, 10)
    assert whole.take()["loss"] == second.take()["loss"] == 2.0
    assert whole.tokens_total == second.tokens_total == 30


def test_slices_divide_a_cards_share(monkeypatch):
    class Config:
        num_hidden_layers, hidden_size, vocab_size = 28, 3584, 152_064

    lengths = np.full(100, 2048)
    monkeypatch.setattr(batch_plan.devices, "free_memory_bytes", lambda: 64 * 1024**3)
    size = batch_plan.first_slice(24, lengths, Config)
    assert 24 % size == 0 and size < 24
    assert [batch_plan.smaller_slice(24, n) for n in (24, 12, 3, 1)] == [12, 6, 1, None]
    with pytest.raises(EngineFailure) as refused:
        batch_plan.per_card(10, 8)
    assert refused.value.failure.code == "batch.not_divisible"
