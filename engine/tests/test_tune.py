"""A tune from spec to weights that load by themselves."""

import json
import re

import pytest
import tiny
from peft import PeftModel
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from transformers import AutoModelForCausalLM, AutoTokenizer

from studio_engine.contracts_generated import RunnerEvent

PROMPT = [{"role": "user", "content": "Which topic? goal goal coach league match"}]


def losses(job, name="loss"):
    return [(e["step"], e["values"][name]) for e in job.of("metric") if name in e["values"]]


def answer(folder) -> str:
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForCausalLM.from_pretrained(folder)
    inputs = tokenizer.apply_chat_template(PROMPT, add_generation_prompt=True, return_tensors="pt", return_dict=True)
    output = model.generate(**inputs, max_new_tokens=8, do_sample=False, eos_token_id=tokenizer.eos_token_id)
    return tokenizer.decode(output[0, inputs["input_ids"].shape[1] :], skip_special_tokens=True)


@pytest.fixture(scope="module")
def full(warm, model, dataset, tmp_path_factory):
    folder = tmp_path_factory.mktemp("full")
    job = warm.start(folder, tiny.tune_spec(folder, model, dataset, iterations=60, saveEverySteps=25))
    job.result()
    return job


def test_full_tune_learns_and_its_output_answers(full):
    result = full.result()
    curve = losses(full)
    assert curve[0][0] == 1 and curve[-1][0] == 60
    assert curve[-1][1] < 0.3 * curve[0][1]
    assert result["finalLoss"] == pytest.approx(curve[-1][1])
    assert answer(full.spec["paths"]["output"]) == "sport"


def test_every_event_fits_the_contract(full):
    for event in full.events:
        RunnerEvent.model_validate(event)
    kinds = [event["type"] for event in full.events]
    assert kinds[0] == "started" and kinds[-1] == "result"


def test_validation_is_measured_on_samples_kept_out(full):
    curve = losses(full, "validation_loss")
    assert len(curve) >= 5
    assert curve[-1][1] < 0.3 * curve[0][1]
    assert full.result()["finalValidationLoss"] == pytest.approx(curve[-1][1])
    assert "144 for training, 16 for validation" in full.log_path.read_text()


def test_a_step_is_heard_before_its_validation(full):
    first = next(e for e in full.events if e["type"] == "progress" and e["phase"] == "validating")
    before = full.events[: full.events.index(first)]
    heard = [e["values"] for e in before if e["type"] == "metric" and e["step"] == first["step"]]
    assert len(heard) == 1 and "loss" in heard[0] and "validation_loss" not in heard[0]


def test_metrics_carry_speed_use_and_schedule(full):
    values = [event["values"] for event in full.of("metric") if "loss" in event["values"]][3]
    assert set(values) >= {"loss", "learning_rate", "grad_norm", "tokens_per_second", "cpu_percent", "memory_bytes"}
    assert values["tokens_per_second"] > 100
    assert 50e6 < values["memory_bytes"] < 8e9
    assert full.of("progress")[-2]["remainingSeconds"] == 0


def test_log_lines_can_be_read_by_megatron_readers(full):
    line = next(x for x in full.log_path.read_text().splitlines() if "iteration       60/" in x)
    assert re.search(r"elapsed time per iteration \(ms\): \d+\.\d \|", line)
    assert re.search(r"\| lm loss: \d\.\d{6}E[+-]\d\d \|", line)
    assert "consumed samples:          480 |" in line


def test_two_checkpoints_are_kept(full):
    folder = full.folder / "work/checkpoints"
    assert sorted(path.name for path in folder.iterdir()) == ["checkpoint-50", "checkpoint-60"]
    assert [event["step"] for event in full.of("checkpoint")] == [25, 50, 60]


def test_tensorboard_holds_the_same_curve(full):
    board = EventAccumulator(str(full.folder / "work/tensorboard")).Reload()
    points = [(point.step, pytest.approx(point.value)) for point in board.Scalars("loss")]
    assert points == losses(full)


def test_lora_merges_into_a_model_that_loads_alone(warm, model, dataset, tmp_path):
    spec = tiny.tune_spec(tmp_path, model, dataset, "lora", iterations=60, learningRate=3e-2)
    job = warm.start(tmp_path, spec)
    job.result()
    curve = losses(job)
    assert curve[-1][1] < 0.9 * curve[0][1]
    output = tmp_path / "output"
    merged = AutoModelForCausalLM.from_pretrained(output)
    adapted = PeftModel.from_pretrained(AutoModelForCausalLM.from_pretrained(model), output / "adapter")
    ids = AutoTokenizer.from_pretrained(output)("goal coach", return_tensors="pt")
    assert (merged(**ids).logits - adapted(**ids).logits).abs().max() < 1e-3
    config = json.loads((output / "adapter/adapter_config.json").read_text())
    assert config["base_model_name_or_path"] == tiny.STORAGE


def test_epochs_rule_when_iterations_are_zero(warm, model, dataset, tmp_path):
    spec = tiny.tune_spec(tmp_path, model, dataset, iterations=0, epochs=0.5, batchSize=16, validationFraction=0)
    assert warm.start(tmp_path, spec).result()["steps"] == 5


def test_packed_and_padded_runs_have_one_curve(warm, model, dataset, tmp_path):
    curves = []
    for name, packing in (("packed", True), ("padded", False)):
        folder = tmp_path / name
        job = warm.start(folder, tiny.tune_spec(folder, model, dataset, packing=packing))
        job.result()
        curves.append([value for _step, value in losses(job)])
    assert curves[0] == pytest.approx(curves[1], rel=1e-3)


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("", "dataset.empty", "no samples"),
        ('{"messages": []}\n', "dataset.invalid", "Line 1"),
        ('{"messages": [{"role": "user", "content": "a"}]}\n', "dataset.invalid", "no assistant reply"),
        ('\n{"messages": [{"role": "bot", "content": "a"}]}\n', "dataset.invalid", "Line 2"),
        ("{broken\n", "dataset.invalid", "not JSON"),
    ],
)
def test_a_bad_dataset_is_the_persons_to_correct(warm, model, tmp_path, text, code, part):
    data = tmp_path / "bad.jsonl"
    data.write_text(text)
    failure = warm.start(tmp_path, tiny.tune_spec(tmp_path, model, data)).failure()
    assert (failure["code"], failure["kind"]) == (code, "user")
    assert part in failure["message"]
    assert failure["advice"]
    assert not (tmp_path / "output").exists()


def test_a_diverging_run_says_so(warm, model, dataset, tmp_path):
    spec = tiny.tune_spec(tmp_path, model, dataset, learningRate=0.1, maxGradNorm=1000, iterations=400, warmupRatio=0)
    broken = tmp_path / "model"
    broken.mkdir()
    tiny.save_model(broken)
    from safetensors.torch import load_file, save_file

    weights = load_file(broken / "model.safetensors")
    weights["model.norm.weight"][0] = float("nan")
    save_file(weights, broken / "model.safetensors", metadata={"format": "pt"})
    spec["paths"]["model"] = str(broken)
    failure = warm.start(tmp_path, spec).failure()
    assert failure["code"] == "loss.not_finite"
    assert "step 1" in failure["message"]
