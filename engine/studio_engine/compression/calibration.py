"""Conversations to calibrate on, and others to measure with: of a benchmark, or kept aside."""

import os
import random
from dataclasses import dataclass

import torch

from .. import run_log
from ..chat_tokens import encode_many, use_chat_template
from ..conversations import read_conversations
from ..failures import user

BUILT_IN = os.path.join(os.path.dirname(__file__), "..", "calibration.jsonl")
# Perplexity before and after is of at most this many tokens; more tell little and cost much.
MOST_MEASURED = 16_384
LEAST_TOKENS = 64
# Conversations for a perplexity where no question is asked.
PERPLEXITY = 64


@dataclass
class CalibrationData:
    rows: list[torch.Tensor]
    measured: list[torch.Tensor]
    questions: list[dict]
    tokens: int


def prepare(tokenizer, paths, runner, context: int) -> CalibrationData:
    use_chat_template(tokenizer)
    conversations = _shuffled(paths.dataset or BUILT_IN, runner.seed)
    if paths.benchmark:
        kept, used = _shuffled(paths.benchmark, runner.seed)[: runner.reportSamples or PERPLEXITY], conversations
    else:
        aside = _aside(len(conversations), runner.reportSamples)
        kept, used = conversations[:aside], conversations[aside:]
    used = used[: runner.samples]
    length = min(runner.maxLength, context)
    rows = _rows(tokenizer, used, length)
    measured = _rows(tokenizer, kept, length)
    if not rows or not measured:
        raise user(
            "dataset.too_small",
            f"{len(conversations)} conversations give fewer than {LEAST_TOKENS} tokens to calibrate on or to measure.",
            "Choose a larger dataset, or the built-in calibration data.",
        )
    tokens = sum(row.numel() for row in rows)
    run_log.say(
        f"{len(used)} conversations to calibrate on ({tokens} tokens in {len(rows)} rows), {len(kept)} to measure with"
    )
    questions = [_question(tokenizer, messages, length) for messages in kept] if runner.reportSamples else []
    return CalibrationData(rows, _first(measured), [each for each in questions if each], tokens)


def _shuffled(path: str, seed: int) -> list[list[dict]]:
    conversations = list(read_conversations(path))
    random.Random(seed).shuffle(conversations)
    return conversations


def _aside(found: int, wanted: int) -> int:
    """At most a third is kept aside: calibration comes first. Without questions to ask, enough for a perplexity."""
    return max(1, min(wanted or PERPLEXITY, found // 3))


def _rows(tokenizer, conversations: list[list[dict]], length: int) -> list[torch.Tensor]:
    """
    Laid end to end and cut to equal rows, as weights see them: what matters is which values flow, not where a
    conversation ends, and padding would count as values.
    """
    ids = [token for tokens, _taught in encode_many(tokenizer, conversations) for token in tokens]
    cut = [torch.tensor(ids[start : start + length]) for start in range(0, len(ids), length)]
    return [row for row in cut if row.numel() >= min(length, LEAST_TOKENS)]


def _first(rows: list[torch.Tensor]) -> list[torch.Tensor]:
    kept, tokens = [], 0
    for row in rows:
        if kept and tokens + row.numel() > MOST_MEASURED:
            break
        kept.append(row)
        tokens += row.numel()
    return kept


def _question(tokenizer, messages: list[dict], room: int) -> dict | None:
    last = max(n for n, message in enumerate(messages) if message["role"] == "assistant")
    if last == 0:
        return None
    prompt = tokenizer.apply_chat_template(messages[:last], tokenize=False, add_generation_prompt=True)
    asked = next((each["content"] for each in reversed(messages[:last]) if each["role"] == "user"), "")
    ids = tokenizer(prompt, add_special_tokens=False)["input_ids"][-room:]
    return {"question": asked, "expected": messages[last]["content"].strip(), "ids": ids}
