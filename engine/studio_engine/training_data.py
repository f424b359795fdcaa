"""The dataset of a training run: read, encoded, split into taught and held-out samples."""

import math
import time
from dataclasses import dataclass

import numpy as np
from datasets import Dataset

from . import run_log
from .chat_tokens import TokenStore, encode_all, use_chat_template
from .contracts_generated import TuneHyperparameters
from .conversations import read_conversations
from .events import EventWriter

# A validation runs about ten times in a run: more samples than these tell little and cost much.
MOST_HELD_OUT = 2000


@dataclass
class TrainingData:
    store: TokenStore
    train: np.ndarray
    held_out: np.ndarray

    def rows(self) -> Dataset:
        """What the trainer indexes: numbers of samples; the collator looks the tokens up."""
        return Dataset.from_dict({"index": self.train})


def prepare(tokenizer, path: str, settings: TuneHyperparameters, events: EventWriter, stop) -> TrainingData:
    use_chat_template(tokenizer)
    last = [time.monotonic()]

    def on_sample(count: int) -> None:
        if count % 200 == 0 and time.monotonic() - last[0] > 1:
            last[0] = time.monotonic()
            stop.raise_if_requested()
            events.progress("preparing", count, 0)

    store = encode_all(tokenizer, read_conversations(path), settings.maxLength, on_sample)
    order = np.random.default_rng(settings.seed).permutation(len(store))
    wanted = math.floor(len(store) * settings.validationFraction + 0.5)
    count = min(max(wanted, 1 if settings.validationFraction > 0 else 0), len(store) - 1)
    train, held_out = np.sort(order[count:]), np.sort(order[:count][:MOST_HELD_OUT])
    run_log.say(
        f"{len(store)} samples, {int(store.lengths.sum())} tokens, longest {int(store.lengths.max())}; "
        f"{len(train)} for training, {len(held_out)} for validation; "
        f"{store.cut} cut to {settings.maxLength} tokens, {store.dropped} left out for having no reply within them"
    )
    return TrainingData(store, train, held_out)
