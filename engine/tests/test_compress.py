"""Compression from spec to weights that load by themselves, its report, and what is refused first."""

import json
import shutil
import signal
from pathlib import Path

import pytest
import tiny
import torch
from conftest import ENGINE, compress_spec, until
from instances import SERVE_PYTHON
from transformers import AutoModelForCausalLM, AutoTokenizer

from studio_engine.compression import calibration, checks, modelslim, speed
from studio_engine.contracts_generated import CompressionReport, EngineSpec, RunnerEvent
from studio_engine.events import EventWriter
from studio_engine.failures import EngineFailure

WEIGHTS = ENGINE / "base_model/weights"
QUESTION = [{"role": "user", "content": "1+1=?"}]
METHODS = {"smoothquant-w8a8": (2, 0.75, 8), "awq-w4a16": (1, 0.6, 4)}


def answer(folder: Path) -> str:
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForCausalLM.from_pretrained(folder)
    inputs = tokenizer.apply_chat_template(QUESTION, add_generation_prompt=True, return_tensors="pt", return_dict=True)
    output = model.generate(**inputs, max_new_tokens=12, do_sample=False)
    return tokenizer.decode(output[0, inputs["input_ids"].shape[1] :], skip_special_tokens=True)


@pytest.mark.parametrize("method", METHODS)
def test_what_comes_out_is_small_and_answers_by_itself(compressed, method):
    passes, share, bits = METHODS[method]
    job = compressed(method)
    result, folder = job.result(), Path(job.spec["paths"]["output"])
    assert result["sizeBytes"] < share * result["originalBytes"]
    assert result["linearLayers"] == 21 and result["format"] == "compressed-tensors"
    assert result["parameters"] == 2_985_216
    config = json.loads((folder / "config.json").read_text())
    group = config["quantization_config"]["config_groups"]["group_0"]
    assert group["weights"]["num_bits"] == bits
    assert (group["input_activations"] is not None) == (bits == 8)
    assert config["dtype"] == "bfloat16"
    assert answer(folder) == "1 + 1 = 2"
    calibrating = [event for event in job.of("progress") if event["phase"] == "calibrating"]
    assert [event["step"] for event in calibrating] == list(range(3 * passes + 1))
    assert {event["total"] for event in calibrating} == {3 * passes}
    assert calibrating[1]["remainingSeconds"] > 0 and calibrating[-1]["remainingSeconds"] == 0


@pytest.mark.parametrize("method", METHODS)
def test_its_report_compares_the_same_conversations(compressed, method):
    job = compressed(method)
    for event in job.events:
        RunnerEvent.model_validate(event)
    report = job.result()["report"]
    assert report["tokens"] > 200
    assert report["perplexityAfter"] / report["perplexityBefore"] == pytest.approx(1, abs=0.1)
    errors = [layer["error"] for layer in report["layers"]]
    assert len(errors) == 3 and all(0.001 < error < 0.5 for error in errors)
    answers = report["answers"]
    assert answers["samples"] == 24
    assert answers["correctBefore"] >= 20
    assert abs(answers["correctAfter"] - answers["correctBefore"]) <= answers["changed"]
    assert len(answers["examples"]) == answers["changed"]
    assert all(example["before"] != example["after"] for example in answers["examples"])


def test_speed_is_measured_by_the_engine_itself_where_nothing_serves(compressed, monkeypatch):
    monkeypatch.setenv(speed.PYTHON, "/nowhere/bin/python")
    found = measured_speed(compressed("awq-w4a16"))
    assert found["engine"] == "transformers" and found["prompts"] == 1
    assert found["after"]["memoryBytes"] != found["before"]["memoryBytes"]


def test_speed_is_measured_by_vllm_where_it_is_installed(compressed, monkeypatch):
    monkeypatch.setenv(speed.PYTHON, SERVE_PYTHON)
    found = measured_speed(compressed("smoothquant-w8a8"))
    assert found["engine"] == "vllm" and found["prompts"] == 8


def measured_speed(job) -> dict:
    spec = EngineSpec.model_validate(job.spec)
    Path(spec.paths.work).mkdir(parents=True, exist_ok=True)
    tokenizer = AutoTokenizer.from_pretrained(WEIGHTS)
    data = calibration.prepare(tokenizer, spec.paths, spec.runner, 2048)
    found = speed.measure(spec, data, spec.paths.output, "compressed-tensors")
    for each in (found["before"], found["after"]):
        assert each["tokensPerSecond"] > 1 and 0 < each["firstTokenSeconds"] < 60 and each["memoryBytes"] > 1e6
    CompressionReport.model_validate({**job.result()["report"], "speed": found})
    return found


def test_fewer_bits_move_every_layer_further(compressed):
    eight, four = (compressed(method).result()["report"]["layers"] for method in METHODS)
    assert all(left["error"] < right["error"] for left, right in zip(eight, four, strict=True))


def test_a_persons_own_conversations_are_kept_apart(compressed, dataset, tmp_path):
    tokenizer = AutoTokenizer.from_pretrained(WEIGHTS)
    spec = EngineSpec.model_validate(compress_spec(tmp_path, "awq-w4a16", WEIGHTS, dataset, samples=120))
    data = calibration.prepare(tokenizer, spec.paths, spec.runner, 2048)
    again = calibration.prepare(tokenizer, spec.paths, spec.runner, 2048)
    assert all(torch.equal(left, right) for left, right in zip(data.rows, again.rows, strict=True))
    assert len(data.questions) == 24 and all(row.numel() <= 256 for row in data.rows)
    seen = tokenizer.decode(torch.cat(data.rows))
    assert not any(each["question"] in seen for each in data.questions if len(each["question"]) > 80)


def test_a_benchmark_is_measured_with_and_not_calibrated_on(dataset, tmp_path):
    tokenizer = AutoTokenizer.from_pretrained(WEIGHTS)
    benchmark = tmp_path / "benchmark.jsonl"
    turns = [[{"role": "user", "content": f"{n} 是几？"}, {"role": "assistant", "content": str(n)}] for n in range(40)]
    benchmark.write_text("".join(json.dumps({"messages": each}) + "\n" for each in turns))
    spec = EngineSpec.model_validate(compress_spec(tmp_path, "awq-w4a16", WEIGHTS, dataset, samples=4096))
    spec.paths.benchmark = str(benchmark)
    data = calibration.prepare(tokenizer, spec.paths, spec.runner, 2048)
    assert len(data.questions) == 24
    assert all(each["question"] == f"{each['expected']} 是几？" for each in data.questions)
    assert "是几" not in tokenizer.decode(torch.cat(data.rows))
    assert "是几" in tokenizer.decode(torch.cat(data.measured))
    spec.paths.benchmark = None
    without = calibration.prepare(tokenizer, spec.paths, spec.runner, 2048)
    assert data.tokens > without.tokens


def quantised(folder: Path) -> Path:
    shutil.copytree(WEIGHTS, folder)
    config = json.loads((folder / "config.json").read_text())
    config["quantization_config"] = {"quant_method": "gptq", "bits": 4}
    (folder / "config.json").write_text(json.dumps(config))
    return folder


def fused(folder: Path) -> Path:
    tiny.save_tokenizer(folder)
    config = {"architectures": ["GPT2LMHeadModel"], "model_type": "gpt2", "n_layer": 2, "n_embd": 64, "n_head": 4}
    (folder / "config.json").write_text(json.dumps({**config, "vocab_size": 400}))
    return folder


REFUSED = {
    "a quantised model": ("smoothquant-w8a8", quantised, {}, "compress.quantised", "gptq"),
    "layers that are no linear layers": ("smoothquant-w8a8", fused, {}, "compress.unsupported_layers", "Conv1D"),
    "widths that groups do not divide": ("awq-w4a16", tiny.save_model, {}, "compress.unsupported_layers", "has 64"),
    "too little memory": ("smoothquant-w8a8", None, {"memoryBytes": 2**29}, "compress.memory", "0.5 GiB"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_it_refuses_before_it_loads(warm, tmp_path, what):
    method, make, changes, code, words = REFUSED[what]
    model = WEIGHTS if make is None else make(tmp_path / "model")
    job = warm.start(tmp_path, compress_spec(tmp_path, method, model, **changes))
    failure = job.failure()
    assert (failure["code"], failure["kind"]) == (code, "user"), failure
    assert words in failure["message"] and failure["advice"]
    assert [event["phase"] for event in job.of("progress")] == ["preparing"]
    assert not (tmp_path / "output").exists()


def test_too_few_conversations_are_refused(warm, tmp_path):
    data = tiny.write_jsonl(tmp_path / "two.jsonl", tiny.conversations(2))
    failure = warm.start(tmp_path, compress_spec(tmp_path, "smoothquant-w8a8", WEIGHTS, data)).failure()
    assert (failure["code"], failure["kind"]) == ("dataset.too_small", "user")


def test_stopped_it_leaves_nothing_half_written(warm, tmp_path):
    job = warm.start(tmp_path, compress_spec(tmp_path, "awq-w4a16", WEIGHTS))
    until(lambda: [event for event in job.of("progress") if event["phase"] == "calibrating"])
    job.kill(signal.SIGTERM)
    assert job.wait() == {"code": 143, "signal": None}
    assert job.events[-1]["type"] == "stopped"
    assert not (tmp_path / "output").exists() and not (tmp_path / "output.partial").exists()


STAND_IN = """#!/bin/sh
while [ $# -gt 0 ]; do case $1 in --save_path) to=$2;; --quant_type) bits=$2;; --model_type) type=$2;; esac; shift; done
[ "$type" = qwen2 ] || exit 3
echo "{\\"model_quant_type\\": \\"$bits\\"}" > $to/quant_model_description.json
echo weights > $to/quant_model_weight_w8a8.safetensors
"""


def test_msmodelslim_is_driven_where_an_npu_is(tmp_path, monkeypatch):
    program = tmp_path / "bin/msmodelslim"
    program.parent.mkdir()
    program.write_text(STAND_IN)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    spec = EngineSpec.model_validate(compress_spec(tmp_path, "smoothquant-w8a8", WEIGHTS))
    assert not modelslim.is_wanted("smoothquant-w8a8")
    monkeypatch.setattr(modelslim.devices, "kind", lambda: "npu")
    assert modelslim.is_wanted("smoothquant-w8a8") and not modelslim.is_wanted("awq-w4a16")
    monkeypatch.undo()
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    folder, shape = tmp_path / "made", checks.require_compressible(spec)
    folder.mkdir()
    modelslim.compress(spec, shape, None, str(folder), EventWriter(str(tmp_path / "events.jsonl")))
    assert json.loads((folder / "quant_model_description.json").read_text()) == {"model_quant_type": "w8a8"}
    assert [event["step"] for event in tiny.read_events(tmp_path / "events.jsonl")] == [0, 3]
    program.write_text("#!/bin/sh\nexit 3\n")
    with pytest.raises(EngineFailure, match="code 3"):
        modelslim.compress(spec, shape, None, str(folder), EventWriter(None))
