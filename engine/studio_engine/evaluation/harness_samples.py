"""What a task of lm-evaluation-harness logged of each question, as lines of answers.jsonl."""

from collections.abc import Iterator

from lm_eval.api.task import ConfigurableTask

from .scoring import score_answer

_LONGEST = 20_000


def rows_of(task: ConfigurableTask, samples: list[dict], first: int) -> Iterator[dict]:
    """A task may read its answers in several ways (`filter`); the first is the one that counts."""
    main = samples[0]["filter"] if samples else None
    number = first
    for sample in samples:
        if sample["filter"] == main:
            yield _row(task, sample, number)
            number += 1


def _row(task: ConfigurableTask, sample: dict, number: int) -> dict:
    choice = task.OUTPUT_TYPE == "multiple_choice"
    found = _chosen(task, sample) if choice else _written(sample)
    return {
        "number": number,
        "task": task.task_name,
        "question": _question(task, sample)[-_LONGEST:],
        "cut": False,
        "questionCut": False,
        **score_answer(found["expected"], found["answer"]),
        **found,
        "correct": bool(sample["acc" if choice else "exact_match"]),
    }


def _question(task: ConfigurableTask, sample: dict) -> str:
    """Without examples and instructions. Where the choices are beginnings, each of them."""
    text = task.doc_to_text(sample["doc"])
    return text if isinstance(text, str) else "\n".join(map(str, task.doc_to_choice(sample["doc"])))


def _written(sample: dict) -> dict:
    target, answer = sample["target"], sample["filtered_resps"][0]
    # A list holds every answer that is right.
    expected = " / ".join(map(str, target)) if isinstance(target, list) else str(target)
    return {"expected": expected.strip(), "answer": str(answer).strip()}


def _chosen(task: ConfigurableTask, sample: dict) -> dict:
    choices = [str(each) for each in task.doc_to_choice(sample["doc"])]
    scores = [float(score) for score, _greedy in sample["filtered_resps"][: len(choices)]]
    gold = task.doc_to_text(sample["doc"]) if task.multiple_input else sample["target"]
    right = [_text(choices, each) for each in (gold if isinstance(gold, list) else [gold])]
    correct = bool(sample["acc"])
    answer = choices[max(range(len(scores)), key=scores.__getitem__)]
    return {
        # Several may be right: then the one that was given.
        "expected": answer if correct else right[0],
        "answer": answer,
        "choices": choices,
        "choiceScores": scores,
        "choiceCorrect": correct,
        **({"choiceNormCorrect": bool(sample["acc_norm"])} if "acc_norm" in sample else {}),
    }


def _text(choices: list[str], gold: int | str) -> str:
    return choices[gold] if isinstance(gold, int) and 0 <= gold < len(choices) else str(gold)
