"""Multiple choice: which reply of a few the model finds likeliest, without letting it write.

A sample's choices are the options its question lists in lines (`A. …`, `B、…`, `(C) …`), answered by a letter or by an
option's text; else the dataset's labels, where every expected answer is one of a few. As lm-evaluation-harness has it,
a choice's likelihood is that of its own tokens after the prompt, and its length is its characters.
"""

import re
from collections.abc import Iterable

import torch

from .questions import Question

MOST_LABELS = 50
LABEL_CHARACTERS = 60
_OPTION = re.compile(r"^\s*[(\uff08]?([A-Z])\s*[.\u3001\uff0e:\uff1a)\uff09]\s*(\S.*?)\s*$", re.MULTILINE)


def options_of(question: str) -> dict[str, str]:
    """{letter: text} of lines that are lettered from A on; the last such list, where there are several."""
    found: dict[str, str] = {}
    for letter, text in _OPTION.findall(question):
        if letter == "A":
            found = {}
        if ord(letter) == ord("A") + len(found):
            found[letter] = text
    return found if len(found) > 1 else {}


def give_choices(questions: list[Question]) -> int:
    """Sets each question's `choices`; answers how many have some."""
    labels = _labels(question.expected for question in questions)
    for question in questions:
        options = options_of(question.asked)
        if question.expected in options:
            question.choices = list(options)
        elif question.expected in options.values():
            question.choices = list(dict.fromkeys(options.values()))
        else:
            question.choices = labels
    return sum(len(question.choices) > 1 for question in questions)


def _labels(expected: Iterable[str]) -> list[str]:
    answers = list(expected)
    labels = sorted(set(answers))
    few = 1 < len(labels) <= MOST_LABELS and (len(labels) < len(answers) or len(labels) == 2)
    return labels if few and all(0 < len(label) <= LABEL_CHARACTERS for label in labels) else []


@torch.inference_mode()
def choice_scores(model, tokenizer, questions: list[Question], tokens_at_once: int, length: int) -> list[dict]:
    """For each question `choices` with their `choiceScores`, sums of log-likelihoods; {} where it has none."""
    plans = [_Plan(tokenizer, question, length) for question in questions]
    rows = [(plan, row) for plan in plans for row in plan.rows]
    rows.sort(key=lambda each: len(each[1]))
    start = 0
    while start < len(rows):
        end = start + 1
        while end < len(rows) and (end + 1 - start) * len(rows[end][1]) <= tokens_at_once:
            end += 1
        _score_rows(model, tokenizer, rows[start:end])
        start = end
    return [{"choices": plan.question.choices, "choiceScores": plan.scores} if plan.rows else {} for plan in plans]


class _Plan:
    """What has to be computed for one question. Rows that begin another row are part of it: letters need one alone."""

    def __init__(self, tokenizer, question: Question, length: int):
        self.question = question
        self.scores = [0.0] * len(question.choices)
        self.rows: list[list[int]] = []
        if len(question.choices) < 2:
            return
        texts = [question.prompt + choice for choice in question.choices]
        self.wholes = tokenizer(texts, add_special_tokens=False)["input_ids"]
        prompt = tokenizer(question.prompt, add_special_tokens=False)["input_ids"]
        # A token that joins the prompt's end and the choice's beginning is the choice's.
        self.starts = [max(1, _common(prompt, whole)) for whole in self.wholes]
        # Whatever does not fit loses its beginning, the same for every choice.
        over = max(0, max(len(whole) for whole in self.wholes) - length)
        self.wholes = [whole[over:] for whole in self.wholes]
        self.starts = [max(1, start - over) for start in self.starts]
        inputs = sorted({tuple(whole[:-1]) for whole in self.wholes}, key=len, reverse=True)
        for row in inputs:
            if not any(tuple(longer[: len(row)]) == row for longer in self.rows):
                self.rows.append(list(row))

    def take(self, row: list[int], offset: int, likely: torch.Tensor) -> None:
        """`likely`: log-likelihoods of every token after the row's tokens from `offset` on."""
        for n, (whole, start) in enumerate(zip(self.wholes, self.starts, strict=True)):
            if self._row_of(whole) is not row:
                continue
            places = torch.arange(start - 1 - offset, len(whole) - 1 - offset)
            self.scores[n] = float(likely[places, torch.tensor(whole[start:])].sum())

    def _row_of(self, whole: list[int]) -> list[int]:
        return next(row for row in self.rows if row[: len(whole) - 1] == whole[:-1])

    @property
    def first(self) -> int:
        return min(self.starts) - 1


def _score_rows(model, tokenizer, rows: list[tuple[_Plan, list[int]]]) -> None:
    inputs = tokenizer.pad({"input_ids": [row for _plan, row in rows]}, padding_side="left", return_tensors="pt")
    ids, mask = (inputs[name].to(model.device) for name in ("input_ids", "attention_mask"))
    keep = max(len(row) - plan.first for plan, row in rows)
    positions = (mask.cumsum(dim=1) - 1).clamp(min=0)
    logits = model(
        input_ids=ids, attention_mask=mask, position_ids=positions, use_cache=False, logits_to_keep=keep
    ).logits
    for (plan, row), own in zip(rows, logits, strict=True):
        wanted = len(row) - plan.first
        plan.take(row, plan.first, own[-wanted:].float().log_softmax(dim=-1).cpu())


def _common(left: list[int], right: list[int]) -> int:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count


def score_choice(expected: str, choices: list[str], scores: list[float]) -> dict:
    """Whether the likeliest choice is the expected one, as it is and per character."""
    per_character = [score / len(choice) for choice, score in zip(choices, scores, strict=True)]
    return {
        "choiceCorrect": choices[_highest(scores)] == expected,
        "choiceNormCorrect": choices[_highest(per_character)] == expected,
    }


def _highest(values: list[float]) -> int:
    return max(range(len(values)), key=values.__getitem__)
