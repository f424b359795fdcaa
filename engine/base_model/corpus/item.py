"""One question with its answer, and the choice of a phrasing that keeps held-out wordings out of training."""

import random
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """key is the part of the answer that must be there for it to count as right; empty: not scored."""

    user: str
    answer: str
    key: str = ""


Maker = Callable[[random.Random, bool], Item]


def pick(rng: random.Random, held: bool, train: list[str], unseen: list[str]) -> str:
    """A wording: from `train` when making training text, from `unseen` when measuring."""
    return rng.choice(unseen if held else train)
