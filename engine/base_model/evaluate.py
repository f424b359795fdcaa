"""Measures a model on questions in wordings never trained on: `python -m base_model.evaluate base_model/weights`."""

import argparse
import json
import sys

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from .corpus.item import Item
from .make_text import held_out

_BATCH = 50


def answers(model, tokenizer, questions: list[str], longest: int = 96) -> list[str]:
    """Greedy answers to single questions, as text without special tokens."""
    tokenizer.padding_side = "left"
    prompts = [
        tokenizer.apply_chat_template([{"role": "user", "content": question}], add_generation_prompt=True, tokenize=False)
        for question in questions
    ]
    texts: list[str] = []
    for start in range(0, len(prompts), _BATCH):
        batch = tokenizer(prompts[start : start + _BATCH], return_tensors="pt", padding=True, add_special_tokens=False)
        with torch.inference_mode():
            made = model.generate(**batch, max_new_tokens=longest, do_sample=False)
        texts += [tokenizer.decode(row[batch.input_ids.shape[1] :], skip_special_tokens=True) for row in made]
    return texts


def right(item: Item, answer: str) -> bool:
    return item.key in answer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model")
    parser.add_argument("--seed", type=int, default=99)
    parser.add_argument("--each", type=int, default=100, help="questions of every kind")
    parser.add_argument("--wrong", type=int, default=0, help="show this many wrong answers of every kind")
    options = parser.parse_args()
    torch.set_num_threads(2)
    tokenizer = AutoTokenizer.from_pretrained(options.model)
    model = AutoModelForCausalLM.from_pretrained(options.model, dtype=torch.float32).eval()
    shares: dict[str, float] = {}
    for name, items in held_out(options.seed, options.each).items():
        made = answers(model, tokenizer, [item.user for item in items])
        shares[name] = sum(map(right, items, made)) / len(items)
        print(f"{name:28} {shares[name]:6.1%}", file=sys.stderr, flush=True)
        wrong = [(item.user, answer, item.key) for item, answer in zip(items, made, strict=True) if not right(item, answer)]
        for user, answer, key in wrong[: options.wrong]:
            print(f"    {user!r} -> {answer!r}, wanted {key!r}", file=sys.stderr)
    print(json.dumps({"mean": round(sum(shares.values()) / len(shares), 4), "kinds": {k: round(v, 3) for k, v in shares.items()}}))


if __name__ == "__main__":
    main()
