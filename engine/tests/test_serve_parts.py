"""What serving decides without a server: figures, memory, parsers, pauses, and what a log tells."""

import json

import pytest
from conftest import ENGINE
from instances import serve_spec

from studio_engine.contracts_generated import EngineSpec
from studio_engine.failures import EngineFailure
from studio_engine.serving import diagnosis, launchers, vllm_arguments
from studio_engine.serving.api import read_figures
from studio_engine.serving.backoff import Backoff
from studio_engine.serving.model_facts import read_model

GIB = 2**30
WEIGHTS = ENGINE / "base_model/weights"


def spec_of(tmp_path, **changes) -> EngineSpec:
    return EngineSpec.model_validate(serve_spec(tmp_path, WEIGHTS, **changes))


def test_figures_are_summed_over_engines_whatever_their_names():
    text = (
        "# HELP vllm:num_requests_running Number of requests\n"
        'vllm:num_requests_running{engine="0",model_name="a b"} 2.0\n'
        'vllm:num_requests_running{engine="1",model_name="a b"} 1.0\n'
        'vllm:num_requests_waiting{engine="0"} 4.0\n'
        'vllm:gpu_cache_usage_perc{engine="0"} 0.25\n'
        'vllm:generation_tokens_total{engine="0"} 1.5e+03\n'
    )
    figures = read_figures(text)
    assert (figures.running, figures.waiting, figures.kv_cache) == (3, 4, 0.25)
    assert figures.generation_tokens == 1500
    assert read_figures("process_cpu_seconds_total 1\n") is None


def test_the_cache_holds_all_requests_or_what_the_memory_leaves(tmp_path):
    model = read_model(str(WEIGHTS))
    assert model.cache_bytes_per_token == 2 * 3 * 2 * 64 * 2
    small = vllm_arguments.cache_bytes(spec_of(tmp_path), model)
    large = vllm_arguments.cache_bytes(spec_of(tmp_path, maxConcurrency=1024, maxLength=2048), model)
    assert small == vllm_arguments.LEAST_CACHE_BYTES
    assert 2 * GIB < large < 2.6 * GIB
    with pytest.raises(EngineFailure) as refused:
        vllm_arguments.cache_bytes(spec_of(tmp_path, maxLength=1_000_000, memoryBytes=2 * GIB), model)
    assert refused.value.failure.code == "serve.memory"


def test_on_a_cpu_nothing_is_compiled_while_requests_wait():
    names = {"TORCH_COMPILE_DISABLE", "TORCHDYNAMO_DISABLE", "VLLM_ENABLE_V1_MULTIPROCESSING"}
    assert names <= vllm_arguments.environment(cards=0).keys()
    assert not names & vllm_arguments.environment(cards=2).keys()


def test_the_command_line_follows_the_spec(tmp_path):
    model = read_model(str(WEIGHTS))
    words = vllm_arguments.arguments(spec_of(tmp_path), model, 8123)
    assert "--enforce-eager" in words and "--tensor-parallel-size" not in words
    assert words[words.index("--port") + 1] == "8123" and "--enable-auto-tool-choice" not in words
    cards = spec_of(tmp_path, quantisation="ascend").model_copy(update={"cards": 4})
    words = vllm_arguments.arguments(cards, model, 8123)
    assert words[words.index("--tensor-parallel-size") + 1] == "4" and "--enforce-eager" not in words
    assert words[words.index("--quantization") + 1] == "ascend"
    assert json.loads(words[words.index("--structured-outputs-config") + 1])["disable_any_whitespace"] is True


@pytest.mark.parametrize(
    ("template", "tools", "reasoning"),
    [
        ("{% if tools %}<tool_call>{% endif %}", "hermes", None),
        ("{% if tools %}<tool_call><function={% endif %}", "qwen3_coder", None),
        ("{% if tools %}<tool_call>{% endif %}{% if enable_thinking %}<think>{% endif %}", "hermes", "qwen3"),
        ("<tool_call> without a word of them", None, None),
    ],
)
def test_the_template_names_the_parsers(tmp_path, template, tools, reasoning):
    (tmp_path / "tokenizer_config.json").write_text(json.dumps({"chat_template": template}))
    model = read_model(str(tmp_path))
    assert (model.tool_parser, model.reasoning_parser) == (tools, reasoning)


def test_own_variables_and_commands_are_not_forked(tmp_path, monkeypatch):
    monkeypatch.setattr(launchers.forking, "installed", lambda: True)
    custom = {"command": "true", "code": None, "requirements": [], "healthPath": "/"}
    kinds = [
        type(launchers.choose(spec)).__name__
        for spec in (
            spec_of(tmp_path),
            spec_of(tmp_path, environment={"A": "b"}),
            spec_of(tmp_path, custom=custom),
        )
    ]
    assert kinds == ["ForkLauncher", "ProgramLauncher", "CommandLauncher"]


def test_pauses_double_and_a_steady_run_begins_anew():
    backoff = Backoff()
    assert [backoff.ended(None) for _ in range(3)] == [1, 2, 4] and backoff.failed_starts == 3
    assert backoff.ended(5) == 8 and backoff.failed_starts == 0
    assert backoff.ended(61) == 1
    assert [backoff.ended(None) for _ in range(5)][-1] == 32 and backoff.exhausted


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("ValueError: Model architectures ['X'] are not supported for now.", "serve.architecture"),
        ("ValueError: The repository contains custom code; pass trust_remote_code=True", "serve.own_code"),
        ("(EngineCore pid=3) ERROR 11-26 21:37:49 [core.py:1510] RuntimeError: out of memory", "out_of_memory"),
        ("ValueError: 9.0 GiB KV cache is needed, which is larger than the available KV cache memory", "serve.memory"),
        ("OSError: Can't load tokenizer for '/m'. Make sure", "model.tokenizer_failed"),
        ("RuntimeError: Engine core initialization failed. See root cause above.", None),
        ("INFO config: trust_remote_code=False, size mismatch, out of memory", None),
    ],
)
def test_only_what_was_raised_tells_the_cause(line, code):
    failure = diagnosis.certain(f"hello\n{line}\nbye\n")
    assert (failure and failure.failure.code) == code


def test_a_server_that_is_killed_over_and_over_ran_out_of_memory():
    assert diagnosis.gave_up("", "it was ended by signal SIGKILL", 5).failure.code == "out_of_memory"
