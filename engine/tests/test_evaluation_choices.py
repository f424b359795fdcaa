"""Multiple choice: which choices a sample has, their likelihoods beside plain transformers, and hand-worked cases."""

import json
import math

import pytest
import tiny
import torch
from test_evaluation import answers_of, evaluation, sample
from transformers import AutoModelForCausalLM, AutoTokenizer

from studio_engine.evaluation.choices import give_choices, options_of, score_choice
from studio_engine.evaluation.local_model import LocalModel
from studio_engine.evaluation.questions import encode, read_questions
from studio_engine.evaluation.scoring import summarise

CAPITAL = "What is the capital of France?\nA. Rome\nB. Paris\nC. Oslo\nAnswer:"


@pytest.mark.parametrize(
    ("question", "options"),
    [
        (CAPITAL, {"A": "Rome", "B": "Paris", "C": "Oslo"}),
        ("下列哪项是行星？\nA、月球\nB、火星\nC、太阳\nD、彗星", {"A": "月球", "B": "火星", "C": "太阳", "D": "彗星"}),
        ("选一个\uff1a\n\uff08A\uff09是\n\uff08B\uff09否", {"A": "是", "B": "否"}),
        ("Pick\n(A) yes\n(B) no", {"A": "yes", "B": "no"}),
        # An example of the same form stands before the question.
        ("Q\nA. 1\nB. 2\nAnswer: A\nQ\nA. 3\nB. 4\nC. 5", {"A": "3", "B": "4", "C": "5"}),
        ("A. Einstein was born where?", {}),
        ("Say B. or C.\nB. two\nC. three", {}),
        ("No options at all", {}),
    ],
)
def test_options_are_lettered_lines(question, options):
    assert options_of(question) == options


def questions_of(tmp_path, pairs):
    return read_questions(str(tiny.write_jsonl(tmp_path / "data.jsonl", [sample(*pair) for pair in pairs])))


def test_choices_are_letters_texts_or_the_labels_of_all(tmp_path):
    found = questions_of(tmp_path, [(CAPITAL, "B"), (CAPITAL, "Oslo"), (CAPITAL, "Madrid"), ("x", "B")])
    assert give_choices(found) == 4
    labels = ["B", "Madrid", "Oslo"]
    assert [each.choices for each in found] == [["A", "B", "C"], ["Rome", "Paris", "Oslo"], labels, labels]
    open_ended = questions_of(tmp_path, [(f"q{n}", f"answer {n}") for n in range(5)])
    assert give_choices(open_ended) == 0 and not any(each.choices for each in open_ended)
    assert give_choices(questions_of(tmp_path, [("q", "only"), ("r", "only")])) == 0


def test_the_likeliest_choice_as_it_is_and_per_character():
    # -4 over 4 characters is likelier per character than -3 over 2.
    assert score_choice("long", ["ab", "long"], [-3.0, -4.0]) == {"choiceCorrect": False, "choiceNormCorrect": True}
    assert score_choice("ab", ["ab", "long"], [-3.0, -9.0]) == {"choiceCorrect": True, "choiceNormCorrect": True}
    answers = [{**score_choice("a", ["a", "b"], each)} for each in ([-1, -2], [-1, -2], [-3, -2], [-1, -5])]
    found = summarise([*answers, {}], ["choice", "choice_norm"], 0)
    # Three of the four that have choices; Wilson's interval of 3 in 4 by hand.
    assert found["choice"] == pytest.approx({"value": 0.75, "lower": 0.300642, "upper": 0.954413}, abs=1e-6)
    assert summarise([{}], ["choice"], 0) == {}


def plainly(plain, tokenizer, question, choice) -> float:
    """One choice alone, without batches, padding or shared rows."""
    prompt = tokenizer.apply_chat_template(question.messages[:-1], tokenize=False, add_generation_prompt=True)
    start = len(tokenizer(prompt, add_special_tokens=False)["input_ids"])
    ids = tokenizer(prompt + choice, add_special_tokens=False)["input_ids"]
    with torch.no_grad():
        likely = plain(torch.tensor([ids])).logits[0].log_softmax(dim=-1)
    return sum(float(likely[n - 1, ids[n]]) for n in range(start, len(ids)))


PAIRS = [
    (CAPITAL, "B"),
    (CAPITAL, "Oslo"),
    ("下列哪项是行星？\nA、月球\nB、火星", "火星"),
    *[("Which topic? " + "goal " * n, ["sport", "money", "science and more"][n % 3]) for n in range(1, 40)],
]


@pytest.mark.parametrize("tokens_at_once", [64, 8192])
def test_likelihoods_are_those_of_transformers(model, tmp_path, tokens_at_once):
    tokenizer = AutoTokenizer.from_pretrained(model)
    local = LocalModel(str(model), tokenizer)
    local._tokens = tokens_at_once
    questions = questions_of(tmp_path, PAIRS)
    give_choices(questions)
    encode(tokenizer, questions, 400, 512, with_reply=False)
    ours = [row for batch in local.batches(questions, 8) for row in zip(batch, local.choices(batch), strict=True)]
    assert len(ours) == len(PAIRS)
    plain = AutoModelForCausalLM.from_pretrained(model).eval()
    for question, found in ours:
        assert found["choices"] == question.choices
        direct = [plainly(plain, tokenizer, question, choice) for choice in question.choices]
        assert found["choiceScores"] == pytest.approx(direct, abs=1e-4)


def test_what_does_not_fit_loses_its_beginning(model, tmp_path):
    tokenizer = AutoTokenizer.from_pretrained(model)
    local = LocalModel(str(model), tokenizer)
    [question] = questions_of(tmp_path, [("goal " * 900 + "\nA. yes\nB. no", "no")])
    give_choices([question])
    encode(tokenizer, [question], 400, 512, with_reply=False)
    [found] = local.choices([question])
    yes, ids = tokenizer([question.prompt + "yes", question.prompt + "no"], add_special_tokens=False)["input_ids"]
    longest = max(len(yes), len(ids))
    assert longest > local.length
    kept = ids[longest - local.length :]
    count = len(ids) - len(tokenizer(question.prompt, add_special_tokens=False)["input_ids"])
    likely = local.model(torch.tensor([kept])).logits[0].log_softmax(dim=-1)
    direct = sum(float(likely[n - 1, kept[n]]) for n in range(len(kept) - count, len(kept)))
    assert found["choiceScores"][1] == pytest.approx(direct, abs=1e-4)


def test_an_evaluation_tells_both_figures(warm, model, tmp_path):
    pairs = [*PAIRS, ("Say something.", "A sentence that is no label, being much longer than any label could be.")]
    data = tiny.write_jsonl(tmp_path / "data.jsonl", [sample(*pair) for pair in pairs])
    changes = {"metrics": ["exact_match", "choice", "choice_norm"]}
    result = warm.start(tmp_path, evaluation(tmp_path, model, data, **changes)).result()
    answers = [answer for answer in answers_of(tmp_path) if "choiceScores" in answer]
    # One sentence among the expected answers: no labels for all, so only lettered questions are choices.
    assert [answer["choices"] for answer in answers] == [["A", "B", "C"], ["Rome", "Paris", "Oslo"], ["月球", "火星"]]
    likeliest = [max(zip(a["choiceScores"], a["choices"], strict=True))[1] for a in answers]
    hits = sum(best == answer["expected"] for best, answer in zip(likeliest, answers, strict=True))
    assert result["metrics"]["choice"]["value"] == pytest.approx(hits / 3)
    assert all(math.isfinite(score) for answer in answers for score in answer["choiceScores"])
    assert json.dumps(result["metrics"]["choice_norm"])
