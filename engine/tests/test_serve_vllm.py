"""vLLM itself on the built-in model: answers, streams, drains, comes back, and says why it cannot start."""

import json
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
from conftest import ENGINE, ask, until
from instances import SERVE_PYTHON, Instance, gone, serve_spec, start_program

WEIGHTS = ENGINE / "base_model/weights"
QUESTION = [{"role": "user", "content": "1+1=?"}]


@pytest.fixture(scope="module")
def cold(tmp_path_factory):
    """With a variable of its own it imports by itself: begun first, looked at last."""
    folder, processes = tmp_path_factory.mktemp("cold"), []
    program = [SERVE_PYTHON, "-c", "import sys; from studio_engine.runner import run_job; run_job(*sys.argv[1:])"]
    spec = serve_spec(folder, WEIGHTS, environment={"VLLM_LOGGING_LEVEL": "INFO"})
    yield Instance(folder, spec, start_program(program, processes))
    for process in processes:
        process.kill()
        process.wait(10)


@pytest.fixture(scope="module")
def parent(cold, tmp_path_factory):
    """The warm parent: half a minute of imports for all instances of this file."""
    socket = tmp_path_factory.mktemp("serve") / "warm.sock"
    process = subprocess.Popen(
        [SERVE_PYTHON, "-m", "studio_engine", "warm", "--engine", "serve", "--socket", str(socket)],
        cwd=ENGINE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert '"ready": true' in process.stdout.readline()
    yield socket
    process.terminate()
    process.wait(30)


@pytest.fixture(scope="module")
def start(parent):
    begun = []

    def fork(spec: Path, events: Path, log: Path) -> int:
        answer = ask(parent, {"spec": str(spec), "events": str(events), "log": str(log)})
        return answer["pid"]

    def begin(folder: Path, model: Path = WEIGHTS, **changes) -> Instance:
        folder.mkdir(parents=True, exist_ok=True)
        begun.append(Instance(folder, serve_spec(folder, model, **changes), fork))
        return begun[-1]

    yield begin
    for instance in begun:
        if not gone(instance.pid):
            instance.kill(signal.SIGKILL)


@pytest.fixture(scope="module")
def served(start, tmp_path_factory) -> Instance:
    return start(tmp_path_factory.mktemp("served")).healthy()


def events_of(answer) -> list:
    lines = [line.decode().strip() for line in answer]
    data = [line.removeprefix("data: ") for line in lines if line]
    assert data[-1] == "[DONE]"
    return [json.loads(line) for line in data[:-1]]


def test_it_goes_through_its_phases_and_answers(served):
    assert served.phases == ["importing", "loading", "warming", "serving"]
    answer = json.load(served.ask("/v1/chat/completions", messages=QUESTION, max_tokens=20))
    assert answer["choices"][0]["message"]["content"] == "1 + 1 = 2"
    assert answer["usage"].items() >= {"prompt_tokens": 14, "completion_tokens": 8}.items()
    assert [model["id"] for model in served.get("/v1/models")["data"]] == ["base"]


def test_it_streams_with_usage_at_the_end(served):
    options = {"stream": True, "stream_options": {"include_usage": True}}
    chunks = events_of(served.ask("/v1/chat/completions", messages=QUESTION, max_tokens=20, **options))
    text = "".join(chunk["choices"][0]["delta"].get("content") or "" for chunk in chunks if chunk["choices"])
    assert text == "1 + 1 = 2"
    assert chunks[-1]["choices"] == [] and chunks[-1]["usage"]["completion_tokens"] == 8
    assert all("usage" not in chunk for chunk in chunks[:-1])


def test_it_samples_with_every_common_parameter_at_once(served):
    options = {"logprobs": True, "top_logprobs": 2, "top_k": 5, "top_p": 0.9, "temperature": 0.7, "n": 2, "seed": 3}
    answer = json.load(served.ask("/v1/chat/completions", messages=QUESTION, max_tokens=3, **options))
    assert len(answer["choices"]) == 2
    assert all(len(choice["logprobs"]["content"][0]["top_logprobs"]) == 2 for choice in answer["choices"])


def test_json_of_a_form_is_written_by_a_model_that_knows_none(served):
    properties = {"score": {"type": "integer", "enum": [1, 2, 3]}, "reason": {"type": "string", "maxLength": 20}}
    schema = {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
    form = {"type": "json_schema", "json_schema": {"name": "grade", "schema": schema}}
    answer = served.ask("/v1/chat/completions", messages=QUESTION, max_tokens=100, temperature=0, response_format=form)
    choice = json.load(answer)["choices"][0]
    assert choice["finish_reason"] == "stop"
    grade = json.loads(choice["message"]["content"])
    assert grade["score"] in (1, 2, 3) and len(grade["reason"]) <= 20


def test_its_figures_are_scraped(served):
    begun = served.ask("/v1/completions", prompt="1", max_tokens=400, ignore_eos=True, stream=True)
    spoke = until(lambda: [e for e in served.of("metric") if e["values"].get("generation_tokens_per_second", 0) > 0])[0]
    begun.read()
    assert spoke["values"]["memory_bytes"] > 50e6
    assert 0 <= spoke["values"]["kv_cache_percent"] <= 100
    assert spoke["step"] >= 4


@pytest.mark.parametrize("wanted", ["server", "engine"])
def test_killed_it_is_back_at_the_same_address(served, wanted):
    before, url = sum(event["healthy"] for event in served.of("health")), served.url
    leader = served.server()
    with open(f"/proc/{leader}/task/{leader}/children", encoding="ascii") as file:
        engine = int(file.read().split()[0])
    os.kill(engine if wanted == "engine" else leader, signal.SIGKILL)
    served.healthy(times=before + 1)
    assert gone(leader) and gone(engine) and served.url == url
    assert json.load(served.ask("/v1/chat/completions", messages=QUESTION))["choices"]


def sockets() -> set[Path]:
    """Those between the processes of any server."""
    return set(Path(tempfile.gettempdir()).glob("studio-vllm-*/*"))


@pytest.mark.parametrize("method", ["smoothquant-w8a8", "awq-w4a16"])
def test_compressed_weights_are_served(start, compressed, tmp_path, method):
    others = sockets()
    instance = start(tmp_path, Path(compressed(method).spec["paths"]["output"])).healthy()
    answer = json.load(instance.ask("/v1/chat/completions", messages=QUESTION, max_tokens=20))
    assert answer["choices"][0]["message"]["content"] == "1 + 1 = 2"
    own = sockets() - others
    assert own
    instance.kill()
    instance.stopped()
    assert not own & sockets()


def test_weights_that_cannot_be_served_end_it_with_the_reason(start, tmp_path):
    for name in ("torn", "strange"):
        (tmp_path / name).mkdir()
        for file in WEIGHTS.iterdir():
            (tmp_path / name / file.name).write_bytes(file.read_bytes())
    torn = tmp_path / "torn/model.safetensors"
    torn.write_bytes(torn.read_bytes()[:100_000])
    config = tmp_path / "strange/config.json"
    config.write_text(config.read_text().replace("Qwen2ForCausalLM", "StrangeForCausalLM"))
    begun = {
        "model.load_failed": start(tmp_path / "a", tmp_path / "torn"),
        "serve.architecture": start(tmp_path / "b", tmp_path / "strange"),
        "serve.memory": start(tmp_path / "c", maxLength=1_000_000, memoryBytes=2 * 2**30),
        "serve.max_length": start(tmp_path / "d", maxLength=4096),
    }
    for code, instance in begun.items():
        failure = instance.failure()
        assert (failure["code"], failure["kind"]) == (code, "user"), instance.log[-3000:]
        assert failure["advice"] and not instance.of("health")


def test_a_cold_start_imports_first_and_answers_alike(cold):
    cold.healthy(seconds=600)
    assert cold.phases == ["importing", "loading", "warming", "serving"]
    answer = json.load(cold.ask("/v1/chat/completions", messages=QUESTION, max_tokens=20))
    assert answer["choices"][0]["message"]["content"] == "1 + 1 = 2"
    cold.kill()
    cold.stopped()


def test_stopped_it_finishes_what_it_was_asked(served):
    """The last: it ends the instance that the others share."""
    stream = served.ask(
        "/v1/completions",
        prompt="1",
        max_tokens=450,
        ignore_eos=True,
        stream=True,
        stream_options={"include_usage": True},
    )
    stream.readline()
    served.kill()
    time.sleep(0.2)
    assert events_of(stream)[-1]["usage"]["completion_tokens"] == 450
    served.stopped()
    assert served.of("progress")[-1].items() >= {"phase": "draining", "step": 1, "total": 1}.items()
