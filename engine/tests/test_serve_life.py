"""The life of an instance, with a small server in place of vLLM: probes, restarts, back-off, draining, own commands."""

import json
import os
import signal
import time
import urllib.request
import zipfile
from pathlib import Path

import pytest
from conftest import until
from instances import SERVE_PYTHON, Instance, gone, serve_spec, start_program

TESTS = Path(__file__).parent


@pytest.fixture
def start(tmp_path):
    """Starts an instance of the small server; its wishes may be changed at any time."""
    processes = []
    run = start_program([SERVE_PYTHON, str(TESTS / "hasty.py")], processes)
    code = tmp_path / "code"
    code.mkdir()
    (code / "server.py").write_text((TESTS / "fake_server.py").read_text())

    def begin(name: str = "a", requirements=(), command="python server.py", **changes) -> Instance:
        folder = tmp_path / name
        folder.mkdir()
        custom = {
            "command": command,
            "code": "storage://code/x",
            "requirements": list(requirements),
            "healthPath": "/health",
        }
        wishes = changes.pop("wishes", {})
        control = folder / "control.json"
        environment = {"CONTROL": str(control), "COLOUR": "blue"}
        spec = serve_spec(folder, tmp_path, custom=custom, code=str(code), environment=environment, **changes)

        def wish(**values) -> None:
            (folder / "wish").write_text(json.dumps(values))
            os.rename(folder / "wish", control)

        wish(**wishes)
        instance = Instance(folder, spec, run)
        instance.wish = wish
        return instance

    yield begin
    for process in processes:
        process.kill()
        process.wait(10)


def test_a_command_runs_in_a_copy_of_its_code_with_what_it_was_promised(start, tmp_path):
    instance = start(wishes={"running": 0}).healthy()
    assert instance.phases == ["installing", "loading", "serving"]
    seen = instance.get("/seen")
    assert seen["folder"] == str(tmp_path / "a/work/code")
    expected = {"HOST": "127.0.0.1", "MODEL_PATH": str(tmp_path), "SERVED_NAME": "base", "COLOUR": "blue"}
    assert expected.items() <= seen["environment"].items()
    assert instance.url == f"http://127.0.0.1:{seen['environment']['PORT']}"
    assert not {"PYTHONPATH", "UV_OFFLINE"} & seen["environment"].keys()
    values = until(lambda: [e["values"] for e in instance.of("metric") if "requests_running" in e["values"]])[0]
    assert values["memory_bytes"] > 5e6 and values["requests_running"] == 0
    instance.kill()
    assert instance.stopped().of("health")[-1]["healthy"]


def test_three_misses_are_needed_and_one_answer_is_enough(start):
    instance = start().healthy()
    instance.wish(health=503)
    told = until(lambda: [event for event in instance.of("health") if not event["healthy"]])[0]
    assert told["reason"] == "server.silent: /health answers 503." and told["restarts"] == 0
    instance.wish()
    instance.healthy(times=2)
    assert instance.of("health")[-1]["restarts"] == 0


def test_a_server_that_hangs_or_dies_is_started_again_at_the_same_address(start):
    instance = start().healthy()
    url, first = instance.url, instance.server()
    instance.wish(healthSeconds=30)
    until(lambda: gone(first))
    instance.wish()
    second = instance.healthy(times=2).server()
    assert any(event["reason"] and "no answer" in event["reason"] for event in instance.of("health"))
    os.kill(second, signal.SIGKILL)
    instance.healthy(times=3)
    assert [event["url"] for event in instance.of("endpoint")] == [url]
    assert instance.of("health")[-1]["restarts"] == 2
    assert "SIGKILL" in instance.of("health")[-2]["reason"]


def test_a_server_that_never_becomes_healthy_is_given_up_with_its_last_words(start):
    instance = start(wishes={"breaks": True})
    failure = instance.failure()
    assert failure["code"] == "serve.start_failed" and failure["kind"] == "system"
    assert "5 starts" in failure["message"] and "left with code 3" in failure["message"]
    assert "not my cup of tea" in failure["message"]
    assert instance.log.count("[studio] server.ended") == 5


def test_requests_are_waited_for_and_a_limit_ends_the_waiting(start):
    patient, hasty = start("a", wishes={"running": 2}), start("b", wishes={"running": 2}, drainSeconds=1)
    patient.healthy().kill()
    hasty.healthy().kill()
    hasty.stopped()
    assert not patient.of("stopped") and "asked to leave" not in patient.log
    assert patient.of("progress")[-1].items() >= {"phase": "draining", "step": 0, "total": 2}.items()
    patient.wish(running=1)
    until(lambda: patient.of("progress")[-1]["step"] == 1)
    patient.wish(running=0)
    assert "asked to leave" in patient.stopped().log


def test_the_server_does_not_outlive_a_runner_that_was_killed(start):
    instance = start().healthy()
    server = instance.server()
    instance.kill(signal.SIGKILL)
    until(lambda: gone(server))


def test_a_stop_before_the_first_answer_ends_at_once(start):
    instance = start(wishes={"health": 503}, drainSeconds=600)
    until(lambda: "loading" in instance.phases)
    time.sleep(0.5)
    instance.kill()
    assert "draining" not in instance.stopped().phases


def wheel(folder: Path) -> Path:
    """A package of one module that no registry has."""
    path = folder / "studio_probe-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("studio_probe.py", "WORD = 'layered'\n")
        info = "studio_probe-1.0.dist-info"
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: studio-probe\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return path


def test_requirements_come_on_top_of_the_environment_and_must_go_together_with_it(start, tmp_path):
    asked = [f"studio-probe @ file://{wheel(tmp_path)}", "psutil"]
    # Both are found: the new package and one of the environment below.
    command = "python -c 'import psutil, studio_probe; print(studio_probe.WORD)' && exec python server.py"
    instance = start("a", asked, command)
    clash = start("b", ["psutil<0.1"])
    assert "layered" in instance.healthy().log
    assert urllib.request.urlopen(instance.url + "/health").status == 200
    failure = clash.failure()
    assert failure["code"] == "serve.requirements" and failure["kind"] == "user"
    assert "psutil" in failure["message"]
