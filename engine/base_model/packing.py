"""Turns documents into rows of 256 tokens: whole documents only, padding at the end.

A document sees those before it in its row, as a turn of a long conversation sees the turns before it.
"""

from collections.abc import Iterator

import torch
from tokenizers import Tokenizer

from .make_text import Message, documents

ROW = 256
_CHUNK = 2000


class Batches:
    """Endless batches: ids and loss weights, each (rows, ROW)."""

    def __init__(self, tokenizer: Tokenizer, seed: int, rows: int, prompt_weight: float):
        self._tokenizer = tokenizer
        self._seed = seed
        self._rows = rows
        self._prompt_weight = prompt_weight
        self._end = tokenizer.token_to_id("<|endoftext|>")

    def _parts(self, document: str | list[Message]) -> list[tuple[str, float]]:
        """Text with the loss weight of its tokens; cut at special tokens, so that the parts tokenize as the whole would."""
        if isinstance(document, str):
            return [(document, 1.0), ("<|endoftext|>", 1.0)]
        parts = []
        for message in document:
            parts.append((f"<|im_start|>{message['role']}\n", 0.0))
            answer = message["role"] == "assistant"
            parts.append((f"{message['content']}<|im_end|>", 1.0 if answer else self._prompt_weight))
            parts.append(("\n", 0.0))
        return parts

    def _encoded(self) -> Iterator[tuple[list[int], list[float]]]:
        source = documents(self._seed)
        while True:
            chunk = [self._parts(next(source)) for _ in range(_CHUNK)]
            flat = iter(self._tokenizer.encode_batch([text for parts in chunk for text, _ in parts], add_special_tokens=False))
            for parts in chunk:
                ids: list[int] = []
                weights: list[float] = []
                for _, weight in parts:
                    piece = next(flat).ids
                    ids += piece
                    weights += [weight] * len(piece)
                yield ids[:ROW], weights[:ROW]

    def _packed(self) -> Iterator[tuple[list[int], list[float]]]:
        ids: list[int] = []
        weights: list[float] = []
        for more_ids, more_weights in self._encoded():
            if len(ids) + len(more_ids) > ROW:
                rest = ROW - len(ids)
                yield ids + [self._end] * rest, weights + [0.0] * rest
                ids, weights = [], []
            ids += more_ids
            # The first token of a document must not be guessed from the document before it.
            weights += [0.0, *more_weights[1:]]

    def __iter__(self) -> Iterator[dict[str, torch.Tensor]]:
        rows = self._packed()
        while True:
            ids, weights = zip(*(next(rows) for _ in range(self._rows)), strict=True)
            yield {"ids": torch.tensor(ids), "weights": torch.tensor(weights)}
