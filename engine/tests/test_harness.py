"""Tasks of lm-evaluation-harness on small folders in the hub's format, beside figures worked out without it."""

import json
import math
import signal

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
import tiny
import torch
from conftest import until
from lm_eval import evaluator
from lm_eval.api.model import LM
from test_evaluation import answers_of, evaluation
from transformers import AutoModelForCausalLM, AutoTokenizer

from studio_engine.contracts_generated import HarnessLeaf
from studio_engine.evaluation.harness_samples import rows_of
from studio_engine.evaluation.harness_tasks import digest, load_task
from studio_engine.failures import EngineFailure

WORDS = ["match goal", "the coach", "stocks and shares of the market", "laser", "a planet", "cell", "league final"]


def arc(count: int, start: int = 0) -> list[dict]:
    """Rows as allenai/ai2_arc has them."""
    rows = []
    for n in range(start, start + count):
        texts = [WORDS[(n + k) % len(WORDS)] for k in range(4)]
        choices = {"text": texts, "label": ["A", "B", "C", "D"]}
        rows.append({"id": f"r{n}", "question": f"Which one is {n}?", "choices": choices, "answerKey": "ABCD"[n % 4]})
    return rows


def write_arc(folder, count=12):
    where = folder / "ARC-Easy"
    where.mkdir(parents=True)
    parquet.write_table(pa.Table.from_pylist(arc(count)), where / "test-00000-of-00001.parquet")
    parquet.write_table(pa.Table.from_pylist(arc(5, 900)), where / "train-00000-of-00001.parquet")
    return folder


def leaf(name="arc_easy", config="arc/arc_easy.yaml", repository="allenai/ai2_arc", kind="parquet", files=None):
    part = "ARC-Easy/{}-00000-of-00001.parquet"
    files = files or {"test": [part.format("test")], "train": [part.format("train")]}
    return {"name": name, "config": config, "repository": repository, "format": kind, "files": files}


def task_spec(folder, model, repositories, tasks, attempt=1, **changes):
    harness = {"tasks": tasks, "fewShot": None, "limit": None, "batchSize": 4, "chatTemplate": False, **changes}
    spec = evaluation(folder, model, None, attempt, harness=harness)
    spec["paths"]["repositories"] = {name: str(path) for name, path in repositories.items()}
    return spec


def plain_scores(model, prompt: str, choices: list[str]) -> list[float]:
    """One choice after the other, without batches."""
    tokenizer, weights = AutoTokenizer.from_pretrained(model), AutoModelForCausalLM.from_pretrained(model).float()
    scores = []
    for choice in choices:
        start = len(tokenizer(prompt)["input_ids"])
        ids = tokenizer(f"{prompt} {choice}")["input_ids"]
        with torch.no_grad():
            likely = weights(torch.tensor([ids])).logits[0].log_softmax(dim=-1)
        scores.append(sum(float(likely[n - 1, ids[n]]) for n in range(start, len(ids))))
    return scores


def test_arc_says_what_plain_transformers_says(warm, model, tmp_path):
    data = write_arc(tmp_path / "hub")
    spec = task_spec(tmp_path, model, {"allenai/ai2_arc": data}, [{"name": "arc_easy", "leaves": [leaf()]}], limit=10)
    result = warm.start(tmp_path, spec).result()
    hits = norms = 0
    answers = answers_of(tmp_path)
    assert [answer["number"] for answer in answers] == list(range(1, 11))
    for row, answer in zip(arc(10), answers, strict=True):
        choices, right = row["choices"]["text"], "ABCD".index(row["answerKey"])
        scores = plain_scores(model, f"Question: {row['question']}\nAnswer:", choices)
        assert answer["choiceScores"] == pytest.approx(scores, abs=1e-3)
        best = scores.index(max(scores))
        each = [score / len(choice) for score, choice in zip(scores, choices, strict=True)]
        assert answer["answer"] == choices[best] and answer["expected"] == choices[right]
        assert answer["correct"] == answer["choiceCorrect"] == (best == right)
        hits += best == right
        norms += each.index(max(each)) == right
    assert (result["samples"], result["correct"], result["accuracy"]) == (10, hits, hits / 10)
    assert result["metrics"]["choice"]["value"] == hits / 10 == result["metrics"]["exact_match"]["value"]
    assert result["metrics"]["choice_norm"]["value"] == norms / 10
    (task,) = result["harness"]["tasks"]
    assert result["harness"]["version"] == "0.4.13"
    assert (task["taskVersion"], task["fewShot"], task["samples"]) == ("1.0", 0, 10)
    figures = {figure["metric"]: figure for figure in task["figures"]}
    assert figures["acc"]["value"] == hits / 10 and figures["acc_norm"]["value"] == norms / 10
    # Standard error of a mean of ten zeros and ones, worked out by hand.
    assert figures["acc"]["stderr"] == pytest.approx(math.sqrt(hits / 10 * (1 - hits / 10) / 9), abs=1e-9)


class Scripted(LM):
    """Answers as written down."""

    def __init__(self, answers):
        super().__init__()
        self.answers, self.prompts = list(answers), []

    def generate_until(self, requests):
        self.prompts = [request.args[0] for request in requests]
        return self.answers[: len(requests)]

    def loglikelihood(self, requests):
        raise NotImplementedError

    loglikelihood_rolling = loglikelihood


def write_gsm8k(folder):
    rows = [{"question": f"What is {n} and {n}?", "answer": f"Add them.\n#### {2 * n}"} for n in range(1, 4)]
    shots = [{"question": f"Shot {n}", "answer": f"#### {n}"} for n in range(3)]
    (folder / "main").mkdir(parents=True)
    for name, lines in (("test", rows), ("train", shots)):
        tiny.write_jsonl(folder / f"main/{name}.jsonl", lines)
    files = {"test": ["main/test.jsonl"], "train": ["main/train.jsonl"]}
    return HarnessLeaf(**leaf("gsm8k", "gsm8k/gsm8k.yaml", "openai/gsm8k", "json", files))


def test_gsm8k_is_read_strictly(tmp_path):
    part = write_gsm8k(tmp_path)
    task = load_task(part, str(tmp_path), str(tmp_path / "tables"), few_shot=2, seed=1)
    scripted = Scripted(["Sum.\n#### 2", "That makes 4", "#### 7"])
    found = evaluator.evaluate(lm=scripted, task_dict={"tasks": {"gsm8k": task}}, bootstrap_iters=1)
    results = found["results"]["gsm8k"]
    # By hand: the first is right as it should be written, the second only when any last number counts.
    assert results["exact_match,strict-match"] == pytest.approx(1 / 3)
    assert results["exact_match,flexible-extract"] == pytest.approx(2 / 3)
    assert all(prompt.count("Question: Shot") == 2 for prompt in scripted.prompts)
    rows = list(rows_of(task, found["samples"]["gsm8k"], first=5))
    assert [(row["number"], row["correct"]) for row in rows] == [(5, True), (6, False), (7, False)]
    assert rows[0]["answer"] == "2" and rows[0]["expected"].endswith("#### 2")
    assert rows[0]["question"] == "Question: What is 1 and 1?\nAnswer:"


def test_examples_need_their_part_only_when_they_are_asked_for(tmp_path):
    part = write_gsm8k(tmp_path)
    part.files.pop("train")
    load_task(part, str(tmp_path), str(tmp_path / "tables"), few_shot=0, seed=1)
    with pytest.raises(EngineFailure, match="openai/gsm8k does not hold what the task gsm8k reads"):
        load_task(part, str(tmp_path), str(tmp_path / "tables"), few_shot=None, seed=1)


def test_a_group_is_weighed_by_its_questions(warm, model, tmp_path):
    leaves, sizes = [], {"accountant": 3, "law": 6}
    for subset, size in sizes.items():
        rows = [
            {
                "id": n,
                "question": f"第{n}题是哪一项",
                "A": "甲",
                "B": "乙",
                "C": "丙",
                "D": "丁",
                "answer": "ABCD"[n % 4],
            }
            for n in range(size)
        ]
        folder = tmp_path / "hub" / subset
        folder.mkdir(parents=True)
        parquet.write_table(pa.Table.from_pylist(rows), folder / "val-00000-of-00001.parquet")
        files = {"val": [f"{subset}/val-00000-of-00001.parquet"]}
        name = f"ceval-valid_{subset}"
        leaves.append(leaf(name, f"ceval/{name}.yaml", "ceval/ceval-exam", files=files))
    spec = task_spec(
        tmp_path, model, {"ceval/ceval-exam": tmp_path / "hub"}, [{"name": "ceval-valid", "leaves": leaves}], fewShot=0
    )
    result = warm.start(tmp_path, spec).result()
    answers = answers_of(tmp_path)
    assert [answer["task"] for answer in answers] == ["ceval-valid_accountant"] * 3 + ["ceval-valid_law"] * 6
    (group,) = result["harness"]["tasks"]
    share = sum(answer["correct"] for answer in answers) / 9
    assert group["name"] == "ceval-valid" and group["samples"] == 9
    assert {figure["metric"]: figure["value"] for figure in group["figures"]}["acc"] == pytest.approx(share)
    assert group["metrics"]["choice"]["value"] == pytest.approx(share)


def test_goes_on_with_what_was_answered(warm, model, tmp_path):
    data = write_arc(tmp_path / "hub", count=400)
    tasks = [{"name": "arc_easy", "leaves": [leaf()]}]
    spec = task_spec(tmp_path, model, {"allenai/ai2_arc": data}, tasks)
    first = warm.start(tmp_path, spec)
    until(lambda: any(event.get("step", 0) >= 100 for event in first.of("progress")))
    first.kill(signal.SIGKILL)
    assert first.wait()["signal"] == "SIGKILL"
    second = warm.start(tmp_path, {**spec, "attempt": 2})
    result = second.result()
    steps = [event for event in second.of("progress") if event["phase"] == "answering"]
    assert 50 <= steps[0]["step"] < 1600 and steps[0]["total"] == 1600 == steps[-1]["step"]
    fresh = warm.start(tmp_path / "fresh", task_spec(tmp_path / "fresh", model, {"allenai/ai2_arc": data}, tasks))
    assert fresh.result()["harness"] == result["harness"]


def test_what_is_not_there_or_does_not_fit_is_said(warm, model, tmp_path):
    data = write_arc(tmp_path / "hub")
    repositories = {"allenai/ai2_arc": data}

    def failure(name, part):
        folder = tmp_path / name
        return warm.start(folder, task_spec(folder, model, repositories, [{"name": "x", "leaves": [part]}])).failure()

    gone = failure("gone", leaf(files={"test": ["ARC-Easy/none.parquet"]}))
    assert gone["code"] == "harness.data_missing" and "allenai/ai2_arc/ARC-Easy/none.parquet" in gone["message"]
    (tmp_path / "secret.parquet").write_bytes((data / "ARC-Easy/test-00000-of-00001.parquet").read_bytes())
    assert failure("out", leaf(files={"test": ["../secret.parquet"]}))["code"] == "harness.data_missing"
    assert failure("code", leaf(config="../../../evil.yaml"))["code"] == "harness.definition"
    tiny.write_jsonl(data / "other.jsonl", [{"text": "no question here"}])
    other = failure("other", leaf(kind="json", files={"test": ["other.jsonl"]}))
    assert other["code"] == "harness.data" and other["kind"] == "user" and "OWNER/NAME" in other["advice"]


def test_the_digest_is_of_what_is_read(tmp_path):
    part = write_gsm8k(tmp_path / "one")
    folders = {"openai/gsm8k": str(tmp_path / "one")}
    first = digest([part], folders)
    (tmp_path / "one/README.md").write_text("words")
    assert digest([part], folders) == first
    (tmp_path / "one/main/test.jsonl").write_text(json.dumps({"question": "q", "answer": "#### 1"}) + "\n")
    assert digest([part], folders) != first
