"""Figures of one answer, and of all."""

import math

import numpy as np

from .bleu import bleu_counts, bleu_of, bleu_of_many
from .rouge import rouge_recalls
from .statistics import bootstrap, wilson

# exp of more overflows; a model that bad is as bad as this.
_LARGEST_EXPONENT = 700.0


def score_answer(expected: str, answer: str) -> dict:
    """Always every metric of the text: a page shows others than were asked for at first."""
    counts = bleu_counts(expected, answer)
    return {
        "correct": answer == expected,
        **rouge_recalls(expected, answer),
        "bleu_4": bleu_of(counts),
        "bleuCounts": counts,
    }


def summarise(answers: list[dict], metrics: list[str], seed: int) -> dict[str, dict[str, float]]:
    """{metric: {value, lower, upper}}; a metric without data (perplexity of a service) is left out."""
    found = {}
    for metric in metrics:
        figure = _FIGURES[metric](answers, metric, seed)
        if figure is not None:
            found[metric] = dict(zip(("value", "lower", "upper"), figure, strict=True))
    return found


Figure = tuple[float, float, float]


def _exact(answers: list[dict], _metric: str, _seed: int) -> Figure:
    hits = sum(answer["correct"] for answer in answers)
    return hits / len(answers), *wilson(hits, len(answers))


def _share(key: str):
    def figure(answers: list[dict], _metric: str, _seed: int) -> Figure | None:
        known = [answer[key] for answer in answers if key in answer]
        return (sum(known) / len(known), *wilson(sum(known), len(known))) if known else None

    return figure


def _mean(answers: list[dict], metric: str, seed: int) -> Figure:
    parts = np.array([[answer[metric], 1.0] for answer in answers])
    return float(parts[:, 0].mean()), *bootstrap(parts, lambda sums: sums[:, 0] / sums[:, 1], seed)


def _bleu(answers: list[dict], _metric: str, seed: int) -> Figure:
    parts = np.array([answer["bleuCounts"] for answer in answers], dtype=np.int64)
    return bleu_of(parts.sum(axis=0)), *bootstrap(parts, bleu_of_many, seed)


def _perplexity(answers: list[dict], _metric: str, seed: int) -> Figure | None:
    known = [answer for answer in answers if answer.get("tokens")]
    if not known:
        return None
    parts = np.array([[answer["loss"], answer["tokens"]] for answer in known], dtype=np.float64)

    def of(sums: np.ndarray) -> np.ndarray:
        return np.exp(np.minimum(sums[:, 0] / sums[:, 1], _LARGEST_EXPONENT))

    value = min(parts[:, 0].sum() / parts[:, 1].sum(), _LARGEST_EXPONENT)
    return math.exp(value), *bootstrap(parts, of, seed)


_FIGURES = {
    "exact_match": _exact,
    "rouge_1": _mean,
    "rouge_2": _mean,
    "rouge_l": _mean,
    "bleu_4": _bleu,
    "perplexity": _perplexity,
    "choice": _share("choiceCorrect"),
    "choice_norm": _share("choiceNormCorrect"),
}
