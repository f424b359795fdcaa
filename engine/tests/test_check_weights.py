"""Every failure that spec/facts/weight-check.json names, made for real."""

import json
import shutil

import pytest
import tiny
from conftest import job_spec
from safetensors.torch import load_file, save_file

from studio_engine.weight_failures import _messages

EXPECTED = {"architecture": "Qwen2ForCausalLM", "modelType": "qwen2", "quantised": False, "config": {"hidden_size": 64}}


@pytest.fixture()
def folder(model, tmp_path):
    return shutil.copytree(model, tmp_path / "model")


def edit(path, **changes):
    """None removes a field."""
    fields = {**(json.loads(path.read_text()) if path.exists() else {}), **changes}
    path.write_text(json.dumps({name: value for name, value in fields.items() if value is not None}))


def check(warm, tmp_path, folder, **expected):
    runner = {"kind": "check-weights", "model": tiny.STORAGE, "expected": {**EXPECTED, **expected}}
    return warm.start(tmp_path, job_spec(tmp_path, runner, folder))


def refused(warm, tmp_path, folder, code, *parts, **expected):
    failure = check(warm, tmp_path, folder, **expected).failure()
    assert failure["code"] == code
    assert failure["message"].startswith(_messages()[code])
    for part in parts:
        assert part in failure["message"]
    assert failure["advice"]
    return failure


def test_healthy_weights_pass(warm, tmp_path, folder):
    job = check(warm, tmp_path, folder)
    assert job.result() == {
        "kind": "check-weights",
        "architecture": "Qwen2ForCausalLM",
        "parameters": 98048,
        "sizeBytes": sum(path.stat().st_size for path in folder.iterdir()),
        "contextLength": 512,
        "dtype": "float32",
        "vocabularySize": 371,
    }
    assert [event["step"] for event in job.of("progress")] == [0, 1, 2, 3, 4, 5, 6]


def test_template_metadata(warm, tmp_path, folder):
    assert refused(warm, tmp_path, folder, "template_metadata", "qwen99", modelType="qwen99")["kind"] == "system"


def test_standard_config_unreadable(warm, tmp_path, folder):
    config = {"num_attention_heads": "many"}
    refused(warm, tmp_path, folder, "standard_config_unreadable", "num_attention_heads", config=config)


def test_config_unreadable(warm, tmp_path, folder):
    (folder / "config.json").write_text('{"hidden_size": 64,')
    refused(warm, tmp_path, folder, "config_unreadable", "not JSON", "line 1")


def test_generation_config_unreadable(warm, tmp_path, folder):
    (folder / "generation_config.json").write_text("[]")
    refused(warm, tmp_path, folder, "generation_config_unreadable", "list")


def test_do_sample_conflict(warm, tmp_path, folder):
    edit(folder / "generation_config.json", do_sample=False, temperature=0.6, top_p=0.9)
    refused(warm, tmp_path, folder, "do_sample_conflict", "do_sample is false", "temperature = 0.6", "top_p = 0.9")


def test_sampling_parameters_with_do_sample_pass(warm, tmp_path, folder):
    edit(folder / "generation_config.json", do_sample=True, temperature=0.6)
    check(warm, tmp_path, folder).result()


def test_quantization_config_missing(warm, tmp_path, folder):
    refused(warm, tmp_path, folder, "quantization_config_missing", quantised=True)


def test_quantization_config_unexpected(warm, tmp_path, folder):
    edit(folder / "config.json", quantization_config={"quant_method": "awq"})
    refused(warm, tmp_path, folder, "quantization_config_unexpected", "'awq'")


@pytest.mark.parametrize(
    ("changes", "expected", "part"),
    [
        ({}, {"config": {"hidden_size": 128}}, "hidden_size is 64, expected 128"),
        ({"num_hidden_layers": None}, {}, "num_hidden_layers is missing"),
        ({"architectures": ["LlamaForCausalLM"]}, {}, "expected ['Qwen2ForCausalLM']"),
        ({"model_type": "unheard-of"}, {"modelType": None}, "'unheard-of' is not known"),
    ],
)
def test_structure_mismatch(warm, tmp_path, folder, changes, expected, part):
    edit(folder / "config.json", **changes)
    refused(warm, tmp_path, folder, "structure_mismatch", part, **expected)


@pytest.mark.parametrize(
    ("changes", "expected", "part"),
    [
        ({"pad_token_id": "none"}, {}, "Field 'pad_token_id' with value 'none'"),
        ({"use_cache": "yes"}, {}, "'use_cache' expected bool, got str"),
        ({"layer_types": ["full_attention"]}, {}, "must be equal to the number of `layer_types` (1)"),
        ({"rope_parameters": {"rope_type": "linear"}}, {}, "'rope_type'='linear': {'factor'}"),
        ({"dtype": "float99"}, {}, "refuses the value 'float99' of dtype"),
        ({"quantization_config": "awq"}, {"quantised": True}, "refuses the value 'awq' of quantization_config"),
    ],
)
def test_a_config_that_transformers_refuses(warm, tmp_path, folder, changes, expected, part):
    edit(folder / "config.json", **changes)
    refused(warm, tmp_path, folder, "config_unreadable", part, **expected)


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"hidden_act": "nothing-known"}, "nothing-known"),
        ({"rope_parameters": {"rope_type": "spiral", "rope_theta": 10000.0}}, "spiral"),
    ],
)
def test_a_config_that_describes_no_model(warm, tmp_path, folder, changes, part):
    edit(folder / "config.json", **changes)
    refused(warm, tmp_path, folder, "structure_mismatch", "No model can be built", part)


def test_tokenizer_load_failed(warm, tmp_path, folder):
    (folder / "tokenizer.json").write_text("{}")
    refused(warm, tmp_path, folder, "tokenizer_load_failed")


def test_a_tokenizer_larger_than_the_vocabulary_is_refused(warm, tmp_path, folder):
    edit(folder / "config.json", vocab_size=200)
    refused(warm, tmp_path, folder, "tokenizer_load_failed", "vocab_size 200")


def test_weights_that_are_cut_off(warm, tmp_path, folder):
    path = folder / "model.safetensors"
    whole = path.read_bytes()
    path.write_bytes(whole[:-1000])
    refused(warm, tmp_path, folder, "weights_load_failed", "model.safetensors is cut off", f"expected {len(whole)}")


def rewrite(folder, change):
    weights = load_file(folder / "model.safetensors")
    change(weights)
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})


def test_weights_with_a_missing_tensor(warm, tmp_path, folder):
    rewrite(folder, lambda weights: weights.pop("model.layers.1.mlp.up_proj.weight"))
    refused(warm, tmp_path, folder, "weights_load_failed", "1 tensors are missing: model.layers.1.mlp.up_proj.weight")


def test_weights_of_another_size(warm, tmp_path, folder):
    edit(folder / "config.json", intermediate_size=256)
    refused(warm, tmp_path, folder, "weights_load_failed", "is [128, 64], expected [256, 64]")


def test_weights_with_more_layers_than_config_says(warm, tmp_path, folder):
    edit(folder / "config.json", num_hidden_layers=1, layer_types=["full_attention"])
    refused(warm, tmp_path, folder, "weights_load_failed", "belong to no part of the model")


def test_weights_that_are_not_finite(warm, tmp_path, folder):
    rewrite(folder, lambda weights: weights["model.norm.weight"].fill_(float("inf")))
    refused(warm, tmp_path, folder, "weights_load_failed", "not finite: model.norm.weight")


def test_a_missing_file_of_an_index(warm, tmp_path, folder):
    (folder / "model.safetensors").rename(folder / "model-00001-of-00002.safetensors")
    index = {"weight_map": {"a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors"}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))
    refused(warm, tmp_path, folder, "weights_load_failed", "model-00002-of-00002.safetensors")


def test_pickles_are_refused(warm, tmp_path, folder):
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    refused(warm, tmp_path, folder, "weights_load_failed", "pickle")


def test_code_beside_the_weights_is_never_run(warm, tmp_path, folder):
    (folder / "modeling_evil.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    edit(folder / "config.json", auto_map={"AutoModelForCausalLM": "modeling_evil.Evil"})
    check(warm, tmp_path, folder).wait()
    assert not (tmp_path / "ran").exists()
