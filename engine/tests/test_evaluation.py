"""Whole evaluations: of tuned weights, killed and resumed, through a server, and their perplexity."""

import json
import math
import signal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

import pytest
import tiny
import torch
from conftest import job_spec, until
from transformers import AutoModelForCausalLM, AutoTokenizer

from studio_engine.evaluation.answer_file import AnswerFile
from studio_engine.evaluation.local_model import LocalModel
from studio_engine.evaluation.questions import encode, read_questions

METRICS = ["exact_match", "rouge_1", "rouge_2", "rouge_l", "bleu_4", "perplexity"]


def evaluation(folder, model, dataset, attempt=1, **changes):
    runner = {
        "kind": "evaluate",
        "model": tiny.STORAGE,
        "dataset": tiny.STORAGE,
        "output": tiny.STORAGE,
        "maxNewTokens": 8,
        "metrics": METRICS,
        "seed": 3,
        "service": None,
        "harness": None,
        **changes,
    }
    spec = job_spec(folder, runner, model, dataset)
    (folder / "output").mkdir(parents=True, exist_ok=True)
    spec["paths"]["output"] = str(folder / "output")
    return {**spec, "attempt": attempt}


def answers_of(folder):
    return [json.loads(line) for line in (folder / "output/answers.jsonl").read_text().splitlines()]


def test_figures_say_what_a_tuned_model_learned(warm, model, dataset, tmp_path):
    before = warm.start(tmp_path / "before", evaluation(tmp_path / "before", model, dataset)).result()
    assert before["samples"] == 160 and before["accuracy"] < 0.2
    warm.start(tmp_path / "tune", tiny.tune_spec(tmp_path / "tune", model, dataset, iterations=60)).result()
    unseen = tiny.write_jsonl(tmp_path / "unseen.jsonl", tiny.conversations(50, seed=99))
    job = warm.start(tmp_path / "after", evaluation(tmp_path / "after", tmp_path / "tune/output", unseen))
    after = job.result()
    assert after["accuracy"] > 0.9 and set(after["metrics"]) == set(METRICS)
    assert after["metrics"]["perplexity"]["value"] < 1.5 < before["metrics"]["perplexity"]["value"]
    assert all(each["lower"] <= each["value"] <= each["upper"] for each in after["metrics"].values())
    answers = answers_of(tmp_path / "after")
    assert [answer["number"] for answer in answers] == list(range(1, 51))
    assert sum(answer["correct"] for answer in answers) == after["correct"]
    assert all(answer["correct"] == (answer["answer"] == answer["expected"]) for answer in answers)
    assert job.of("progress")[-1]["step"] == 50


def test_goes_on_from_the_sample_it_was_killed_at(warm, model, tmp_path):
    data = tiny.write_jsonl(tmp_path / "data.jsonl", tiny.conversations(1500))
    kept = tmp_path / "work/answers.jsonl"

    def lines() -> int:
        return kept.read_bytes().count(b"\n") if kept.exists() else 0

    first = warm.start(tmp_path, evaluation(tmp_path, model, data))
    until(lambda: lines() >= 100)
    first.kill(signal.SIGKILL)
    assert first.wait()["signal"] == "SIGKILL"
    reached = lines()
    assert 100 <= reached < 1500
    with kept.open("ab") as file:
        file.write('{"number": 7, "torn…'.encode())
    before = kept.read_bytes().splitlines()[:reached]

    second = warm.start(tmp_path, evaluation(tmp_path, model, data, attempt=2))
    until(lambda: lines() >= reached + 64)
    second.kill(signal.SIGTERM)
    assert second.wait()["code"] == 143
    assert second.of("started")[0]["resumedFromStep"] == reached
    assert second.events[-1]["type"] == "stopped" and second.events[-1]["step"] >= reached + 64

    third = warm.start(tmp_path, evaluation(tmp_path, model, data, attempt=3))
    resumed = third.result()
    assert kept.read_bytes().splitlines()[:reached] == before
    whole = warm.start(tmp_path / "whole", evaluation(tmp_path / "whole", model, data)).result()
    assert resumed["metrics"] == {name: pytest.approx(figure, rel=1e-4) for name, figure in whole["metrics"].items()}
    assert [a["answer"] for a in answers_of(tmp_path)] == [a["answer"] for a in answers_of(tmp_path / "whole")]


def test_answers_to_another_dataset_are_not_kept(warm, model, dataset, tmp_path):
    kept = AnswerFile(str(tmp_path / "answers.jsonl"), keep=False)
    kept.add({"number": 1, "expected": "something else"})
    kept.close()
    (tmp_path / "work").mkdir()
    (tmp_path / "answers.jsonl").rename(tmp_path / "work/answers.jsonl")
    job = warm.start(tmp_path, evaluation(tmp_path, model, dataset, attempt=2))
    assert job.failure()["code"] == "evaluate.changed"


def test_perplexity_is_that_of_transformers(model, dataset):
    tokenizer = AutoTokenizer.from_pretrained(model)
    local = LocalModel(str(model), tokenizer)
    questions = read_questions(str(dataset))[:40]
    encode(tokenizer, questions, 400, 512, with_reply=True)
    ours = [row for batch in local.batches(questions, 8) for row in local.losses(batch)]
    plain = AutoModelForCausalLM.from_pretrained(model).eval()
    total = tokens = 0
    for question in questions:
        prompt = tokenizer.apply_chat_template(question.messages[:-1], tokenize=False, add_generation_prompt=True)
        start = len(tokenizer(prompt)["input_ids"])
        ids = torch.tensor([tokenizer(prompt + question.expected + "<|im_end|>")["input_ids"]])
        labels = ids.clone()
        labels[:, :start] = -100
        with torch.no_grad():
            loss = plain(ids, labels=labels).loss.item()
        total += loss * (ids.shape[1] - start)
        tokens += ids.shape[1] - start
    assert sum(row["tokens"] for row in ours) == tokens
    assert math.exp(sum(row["loss"] for row in ours) / tokens) == pytest.approx(math.exp(total / tokens), rel=1e-3)


class Server(BaseHTTPRequestHandler):
    """Says the last word of every question; refuses the first request, as a busy server would."""

    asked: ClassVar[list] = []

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.asked.append(body)
        status, answer = (503, {"error": {"message": "busy"}}) if len(self.asked) == 1 else (200, self._answer(body))
        if body["messages"][-1]["content"].endswith("REFUSED"):
            status, answer = 400, {"error": {"message": "too long"}}
        data = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _answer(self, body):
        word = body["messages"][-1]["content"].split()[-1]
        return {"choices": [{"message": {"content": f" {word}\n"}, "finish_reason": "stop"}]}

    def log_message(self, *_arguments):
        pass


@pytest.fixture
def served():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    Server.asked.clear()
    Thread(target=server.serve_forever, daemon=True).start()
    yield {"urls": [f"http://127.0.0.1:{server.server_port}"], "servedName": "mine", "concurrency": 4}
    server.shutdown()
    server.server_close()


def sample(question, answer):
    return {"messages": [{"role": "user", "content": question}, {"role": "assistant", "content": answer}]}


def test_a_running_service_answers_instead(warm, served, tmp_path):
    data = tiny.write_jsonl(tmp_path / "data.jsonl", [sample(f"say {n % 3}", str(n % 2)) for n in range(30)])
    job = warm.start(tmp_path, evaluation(tmp_path, None, data, service=served) | {"cards": 0})
    result = job.result()
    assert result["correct"] == sum(n % 3 == n % 2 for n in range(30))
    assert "perplexity" not in result["metrics"]
    assert Server.asked[0]["model"] == "mine" and Server.asked[0]["temperature"] == 0
    assert len(Server.asked) == 31


def test_a_refusal_of_the_service_is_said(warm, served, tmp_path):
    data = tiny.write_jsonl(tmp_path / "data.jsonl", [sample("this is REFUSED", "x")])
    failure = warm.start(tmp_path, evaluation(tmp_path, None, data, service=served)).failure()
    assert failure["code"] == "service.refused" and "too long" in failure["message"]
