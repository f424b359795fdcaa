"""Metrics beside the packages that others measure with, and cases worked out by hand."""

import math
import random

import numpy as np
import pytest
from rouge_score import rouge_scorer
from sacrebleu.metrics.bleu import BLEU

from studio_engine.evaluation.bleu import bleu_counts, bleu_of
from studio_engine.evaluation.rouge import common_subsequence, rouge_recalls
from studio_engine.evaluation.scoring import score_answer, summarise
from studio_engine.evaluation.statistics import bootstrap, wilson
from studio_engine.evaluation.tokens import rouge_words

PEERS = {"rouge_1": "rouge1", "rouge_2": "rouge2", "rouge_l": "rougeL"}
ENGLISH = [
    ("The quick brown fox jumps over the lazy dog.", "A quick brown dog jumps over the lazy fox!"),
    ("don't stop at 3.5 percent", "Do not stop: 3.5 percent, or 35?"),
    ("one", "one"),
    ("one two three four", ""),
    ("a a a b", "a b a"),
]
CHINESE = [
    ("今天股市大涨，投资者情绪高昂。", "股市今天上涨，投资者情绪很高。"),
    ("体育", "体育"),
    ("体育", "财经"),
    ("华为发布 Mate 70 手机", "华为今天发布了Mate 70手机。"),
]


class Words:
    def tokenize(self, text):
        return rouge_words(text)


def mixed(count: int) -> list[tuple[str, str]]:
    dice = random.Random(5)
    words = ["模型", "评估", "数据", "the", "model", "is", "good", "，", "。", "42", "很", "好"]
    text = lambda: "".join(dice.choice(words) + dice.choice(["", " "]) for _ in range(dice.randint(1, 40)))  # noqa: E731
    return [(text(), text()) for _ in range(count)]


@pytest.mark.parametrize(("expected", "answer"), ENGLISH)
def test_english_rouge_is_that_of_rouge_score(expected, answer):
    theirs = rouge_scorer.RougeScorer(list(PEERS.values())).score(expected, answer)
    ours = rouge_recalls(expected, answer)
    for name, peer in PEERS.items():
        assert ours[name] == pytest.approx(theirs[peer].recall, abs=1e-6)


@pytest.mark.parametrize(("expected", "answer"), CHINESE + mixed(100))
def test_chinese_rouge_is_that_of_rouge_score_over_characters(expected, answer):
    theirs = rouge_scorer.RougeScorer(list(PEERS.values()), tokenizer=Words()).score(expected, answer)
    ours = rouge_recalls(expected, answer)
    for name, peer in PEERS.items():
        assert ours[name] == pytest.approx(theirs[peer].recall, abs=1e-6)


def test_rouge_by_hand():
    # 今天 天气 好: six characters wanted, 今天好 holds three, one pair 今天, and all three in order.
    assert rouge_words("今天天气很好") == list("今天天气很好")
    assert rouge_recalls("今天天气很好", "今天好") == {"rouge_1": 3 / 6, "rouge_2": 1 / 5, "rouge_l": 3 / 6}
    assert rouge_words("GPT-4 用了128k上下文。") == ["gpt", "4", "用", "了", "128k", "上", "下", "文"]
    assert common_subsequence(list("ABCBDAB"), list("BDCABA")) == 4


@pytest.mark.parametrize("pairs", [ENGLISH, CHINESE, mixed(200), [("体育", "体育"), ("财经", "体育")]])
def test_corpus_bleu_is_that_of_sacrebleu(pairs):
    peer = BLEU(tokenize="zh", effective_order=True)
    theirs = peer.corpus_score([answer for _, answer in pairs], [[expected for expected, _ in pairs]])
    ours = bleu_of(np.sum([bleu_counts(*pair) for pair in pairs], axis=0))
    assert ours * 100 == pytest.approx(theirs.score, abs=1e-6)
    for expected, answer in pairs:
        theirs = peer.sentence_score(answer, [expected]).score
        assert bleu_of(bleu_counts(expected, answer)) * 100 == pytest.approx(theirs, abs=1e-6)


def test_long_texts_give_the_same_bleu_as_sacrebleus_default():
    pairs = [pair for pair in mixed(200) if len(pair[0]) > 60]
    theirs = BLEU(tokenize="zh").corpus_score([a for _, a in pairs], [[e for e, _ in pairs]]).score
    assert bleu_of(np.sum([bleu_counts(*pair) for pair in pairs], axis=0)) * 100 == pytest.approx(theirs, abs=1e-6)


def test_bleu_by_hand():
    # a b c d e / a b c d f: 4/5, 3/4, 2/3, 1/2 of the n-grams match; same length, so no penalty.
    by_hand = (4 / 5 * 3 / 4 * 2 / 3 / 2) ** 0.25
    assert bleu_of(bleu_counts("a b c d f", "a b c d e")) == pytest.approx(by_hand, abs=1e-6)
    assert bleu_of(bleu_counts("体育", "体育")) == pytest.approx(1)
    # Two of four characters, all of them right: only the brevity penalty exp(1 - 4/2) is left.
    assert bleu_of(bleu_counts("今天很好", "今天")) == pytest.approx(math.exp(-1), abs=1e-6)


def test_wilson_by_hand():
    # Newcombe (1998), table I: 81 of 263 → 0.2553 to 0.3662; 0 of 20 → 0 to 0.1611.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0, 0.1611), abs=5e-5)


def test_bootstrap_is_seeded_and_near_the_normal_interval():
    dice = np.random.default_rng(1)
    values = dice.normal(0.5, 0.1, 400)
    parts = np.stack([values, np.ones(400)], axis=1)
    of = lambda sums: sums[:, 0] / sums[:, 1]  # noqa: E731
    lower, upper = bootstrap(parts, of, 7)
    reach = 1.96 * values.std() / math.sqrt(400)
    assert (lower, upper) == pytest.approx((values.mean() - reach, values.mean() + reach), abs=0.002)
    assert bootstrap(parts, of, 7) == (lower, upper) != bootstrap(parts, of, 8)


def test_summary_adds_up():
    answers = [score_answer(*pair) for pair in [("体育", "体育"), ("财经", "体育")]]
    answers[0] |= {"loss": 2 * math.log(2), "tokens": 2}
    answers[1] |= {"loss": 2 * math.log(8), "tokens": 2}
    found = summarise(answers, ["exact_match", "rouge_1", "bleu_4", "perplexity"], 0)
    assert found["exact_match"]["value"] == 0.5
    assert found["rouge_1"]["value"] == 0.5
    assert found["perplexity"]["value"] == pytest.approx(4)
    assert found["perplexity"]["lower"] == pytest.approx(2) and found["perplexity"]["upper"] == pytest.approx(8)
    assert all(each["lower"] <= each["value"] <= each["upper"] for each in found.values())
    assert "perplexity" not in summarise([score_answer("a", "a")], ["perplexity"], 0)
