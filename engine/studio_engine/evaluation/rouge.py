"""ROUGE recall: what share of the expected text's words, pairs or longest common sequence the answer holds."""

from collections import Counter
from itertools import pairwise

from .tokens import rouge_words


def rouge_recalls(expected: str, answer: str) -> dict[str, float]:
    """`rouge_1`, `rouge_2`, `rouge_l`, each 0–1. An expected text too short for pairs scores 0, as in rouge-score."""
    wanted, given = rouge_words(expected), rouge_words(answer)
    return {
        "rouge_1": _overlap(wanted, given),
        "rouge_2": _overlap(list(pairwise(wanted)), list(pairwise(given))),
        "rouge_l": common_subsequence(wanted, given) / len(wanted) if wanted else 0.0,
    }


def _overlap(wanted: list, given: list) -> float:
    return (Counter(wanted) & Counter(given)).total() / len(wanted) if wanted else 0.0


def common_subsequence(left: list[str], right: list[str]) -> int:
    """Length of the longest common subsequence; a row of the table is one integer, so long answers stay cheap."""
    places: dict[str, int] = {}
    for n, word in enumerate(left):
        places[word] = places.get(word, 0) | 1 << n
    full = (1 << len(left)) - 1
    row = full
    for word in right:
        hits = row & places.get(word, 0)
        row = ((row + hits) | (row - hits)) & full
    return len(left) - row.bit_count()
