"""How many samples go through the model at once. The optimiser's batch never changes, only its slices."""

import numpy as np

from . import devices
from .failures import user

# Measured on a 3M and reckoned for larger: float32 activations kept for the backward pass, per token and layer.
ACTIVATIONS_PER_HIDDEN = 34
LOGIT_COPIES = 4


def per_card(batch_size: int, cards: int) -> int:
    if batch_size % cards != 0:
        raise user(
            "batch.not_divisible",
            f"The batch size {batch_size} cannot be shared evenly by {cards} cards.",
            f"Choose a multiple of {cards}.",
        )
    return batch_size // cards


def first_slice(share: int, lengths: np.ndarray, config) -> int:
    """Largest divisor of a card's share that is reckoned to fit half of the free memory."""
    layers = getattr(config, "num_hidden_layers", 12)
    hidden = getattr(config, "hidden_size", 1024)
    vocabulary = getattr(config, "vocab_size", 32_000)
    bytes_per_token = 4 * (layers * hidden * ACTIVATIONS_PER_HIDDEN + LOGIT_COPIES * vocabulary)
    longest = float(np.percentile(lengths, 98))
    fitting = max(1, int(devices.free_memory_bytes() * 0.5 / (bytes_per_token * longest)))
    return next(n for n in range(min(share, fitting), 0, -1) if share % n == 0)


def smaller_slice(share: int, current: int) -> int | None:
    """The next divisor at most half as large; None at the end."""
    return next((n for n in range(current // 2, 0, -1) if share % n == 0), None)
