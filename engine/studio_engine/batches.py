"""From sample numbers to tensors: packed rows, or padded ones for models whose attention cannot be replaced."""

import numpy as np
import torch

from .chat_tokens import TokenStore

IGNORED = -100


def _targets(ids: np.ndarray, taught: np.ndarray) -> np.ndarray:
    """What each position must say next, or IGNORED."""
    targets = np.full(len(ids), IGNORED, dtype=np.int64)
    targets[:-1] = np.where(taught[1:] == 1, ids[1:], IGNORED)
    return targets


class Collator:
    """Gets rows {"index": n}. `lengths` are the samples' real tokens, in order."""

    def __init__(self, store: TokenStore, packed: bool, pad_id: int):
        self.store, self.packed, self.pad_id = store, packed, pad_id

    def __call__(self, rows: list[dict]) -> dict:
        samples = [self.store.sample(int(row["index"])) for row in rows]
        lengths = [len(ids) for ids, _ in samples]
        pieces = [(ids, _targets(ids, taught), np.arange(len(ids))) for ids, taught in samples]
        if self.packed:
            ids, targets, positions = (np.concatenate(part)[None] for part in zip(*pieces, strict=True))
        else:
            ids, targets, positions = self._pad(pieces, max(lengths))
        batch = {
            "input_ids": torch.from_numpy(ids.astype(np.int64)),
            "shift_labels": torch.from_numpy(targets),
            "position_ids": torch.from_numpy(positions.astype(np.int64)),
            "labels": torch.from_numpy(targets),
            "lengths": lengths,
        }
        if not self.packed:
            real = torch.arange(max(lengths))[None] < torch.tensor(lengths)[:, None]
            batch["attention_mask"] = real.long()
        return batch

    def _pad(self, pieces, longest: int):
        fills = (self.pad_id, IGNORED, 0)
        return tuple(
            np.stack([np.pad(piece[i], (0, longest - len(piece[i])), constant_values=fills[i]) for piece in pieces])
            for i in range(3)
        )
