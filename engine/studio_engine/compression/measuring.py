"""Perplexity, the outputs of each decoder layer, and greedy answers of a model, before or after it is rounded."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import torch

NEW_TOKENS = 48
AT_ONCE = 32
# Outputs of every layer are kept for this many tokens: 80 layers of 8192 numbers are 340 MB in 16 bits.
LAYER_TOKENS = 256
MOST_EXAMPLES = 20


@dataclass
class Measured:
    tokens: int
    perplexity: float
    layers: list[torch.Tensor] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)


@torch.inference_mode()
def measure(model, tokenizer, data, on_progress: Callable[[int, int], None]) -> Measured:
    batches = _batches(data.questions)
    total = len(data.measured) + len(batches)
    loss, tokens = 0.0, 0
    for done, row in enumerate(data.measured):
        on_progress(done, total)
        ids = row[None].to(model.device)
        logits = model(ids, use_cache=False).logits[0, :-1].float()
        loss += torch.nn.functional.cross_entropy(logits, ids[0, 1:], reduction="sum").item()
        tokens += ids.shape[1] - 1
    found = Measured(tokens, math.exp(min(loss / max(1, tokens), 700)))
    states = model(data.measured[0][None, :LAYER_TOKENS].to(model.device), output_hidden_states=True, use_cache=False)
    found.layers = [state[0].half().cpu() for state in states.hidden_states[1:]]
    for done, batch in enumerate(batches, len(data.measured)):
        on_progress(done, total)
        found.answers += _answers(model, tokenizer, batch)
    on_progress(total, total)
    return found


def _batches(questions: list[dict]) -> list[list[dict]]:
    questions.sort(key=lambda each: len(each["ids"]))
    return [questions[start : start + AT_ONCE] for start in range(0, len(questions), AT_ONCE)]


def _answers(model, tokenizer, batch: list[dict]) -> list[str]:
    side, tokenizer.padding_side = tokenizer.padding_side, "left"
    try:
        inputs = tokenizer.pad({"input_ids": [each["ids"] for each in batch]}, return_tensors="pt").to(model.device)
    finally:
        tokenizer.padding_side = side
    own = model.generation_config.eos_token_id
    ends = {
        token for token in [*(own if isinstance(own, list) else [own]), tokenizer.eos_token_id] if token is not None
    }
    output = model.generate(
        **inputs,
        do_sample=False,
        temperature=None,
        top_p=None,
        top_k=None,
        max_new_tokens=NEW_TOKENS,
        eos_token_id=sorted(ends),
        pad_token_id=tokenizer.pad_token_id,
    )
    texts = tokenizer.batch_decode(output[:, inputs["input_ids"].shape[1] :], skip_special_tokens=True)
    return [text.strip() for text in texts]


def report(before: Measured, after: Measured, data) -> dict:
    return {
        "tokens": before.tokens,
        "perplexityBefore": before.perplexity,
        "perplexityAfter": after.perplexity,
        "layers": [
            {"name": str(number), "error": _distance(old.float(), new.float())}
            for number, (old, new) in enumerate(zip(before.layers, after.layers, strict=True))
        ],
        "answers": _compare(before.answers, after.answers, data.questions) if data.questions else None,
        "speed": None,
    }


def _distance(old: torch.Tensor, new: torch.Tensor) -> float:
    return ((new - old).norm() / old.norm().clamp(min=1e-12)).item()


def _compare(before: list[str], after: list[str], questions: list[dict]) -> dict:
    pairs = list(zip(questions, before, after, strict=True))
    changed = [(each, old, new) for each, old, new in pairs if old != new]
    return {
        "samples": len(pairs),
        "changed": len(changed),
        "correctBefore": sum(old == each["expected"] for each, old, _new in pairs),
        "correctAfter": sum(new == each["expected"] for each, _old, new in pairs),
        "examples": [
            {"question": each["question"], "expected": each["expected"], "before": old, "after": new}
            for each, old, new in changed[:MOST_EXAMPLES]
        ],
    }
