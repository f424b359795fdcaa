"""BLEU-4 by sacrebleu. Counts of single answers add up to the corpus figure, so resampling needs no texts."""

import numpy as np
from sacrebleu.metrics.bleu import BLEU

from .tokens import bleu_words

ORDER = 4
# Answer's length, expected length, matching n-grams of 1–4, n-grams of 1–4 in the answer.
COUNTS = 2 + 2 * ORDER
# Texts are tokenised here. Labels of two characters have no 4-grams: the order is what the texts allow.
_bleu = BLEU(tokenize="none", effective_order=True, force=True)


def bleu_counts(expected: str, answer: str) -> list[int]:
    score = _bleu.sentence_score(bleu_words(answer), [bleu_words(expected)])
    return [score.sys_len, score.ref_len, *score.counts, *score.totals]


def bleu_of(counts) -> float:
    """0–1, of summed counts."""
    numbers = [int(each) for each in counts]
    score = BLEU.compute_bleu(
        correct=numbers[2 : 2 + ORDER],
        total=numbers[2 + ORDER :],
        sys_len=numbers[0],
        ref_len=numbers[1],
        smooth_method="exp",
        effective_order=True,
    )
    # Rounding in the logarithms gives a perfect answer 1.0000000000000004.
    return min(1.0, score.score / 100)


def bleu_of_many(sums: np.ndarray) -> np.ndarray:
    return np.array([bleu_of(row) for row in sums])
