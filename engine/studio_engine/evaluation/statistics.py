"""How sure a figure is: Wilson's interval for shares, a seeded bootstrap over samples for everything else. 95 %."""

import math
from collections.abc import Callable

import numpy as np

RESAMPLES = 1000
# Draws held at once; a hundred thousand samples would need 800 MB for all resamples.
DRAWS_AT_ONCE = 4_000_000
_Z = 1.959963984540054

Interval = tuple[float, float]


def wilson(hits: int, count: int) -> Interval:
    share = hits / count
    middle = share + _Z**2 / (2 * count)
    reach = _Z * math.sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2))
    scale = 1 + _Z**2 / count
    lower, upper = max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)
    return 0.0 if hits == 0 else lower, 1.0 if hits == count else upper


def bootstrap(parts: np.ndarray, figure: Callable[[np.ndarray], np.ndarray], seed: int) -> Interval:
    """`parts`: a row a sample, whose sums `figure` turns into the value; rows of sums in, values out."""
    dice = np.random.default_rng(seed)
    count = len(parts)
    at_once = max(1, DRAWS_AT_ONCE // count)
    values = []
    for start in range(0, RESAMPLES, at_once):
        draws = dice.integers(0, count, size=(min(at_once, RESAMPLES - start), count))
        sums = np.stack([parts[row].sum(axis=0) for row in draws])
        values.append(figure(sums))
    lower, upper = np.percentile(np.concatenate(values), [2.5, 97.5])
    return float(lower), float(upper)
