"""Lays the samples of a batch end to end without padding, and an attention that keeps them apart.

Every layer but attention works on real tokens only. Attention spreads them into a padded block for the moment of
the product: with causal order the padding lies behind each sample's tokens, so no mask is needed and the quick
kernel runs. The loss equals the one computed sample by sample (tests/test_packing.py).
"""

from dataclasses import dataclass

import torch
from torch.nn.functional import scaled_dot_product_attention
from transformers import AttentionInterface

ATTENTION = "studio_packed"


@dataclass
class Layout:
    """Where each real token of a packed row sits in the padded block (samples x longest)."""

    samples: int
    longest: int
    slots: torch.Tensor
    all_equal: bool

    @staticmethod
    def of(lengths: list[int], device: torch.device) -> "Layout":
        longest = max(lengths)
        slots = torch.cat([torch.arange(n) + row * longest for row, n in enumerate(lengths)])
        return Layout(len(lengths), longest, slots.to(device), min(lengths) == longest)


class _Current:
    """The layout of the batch in flight; recomputation in the backward pass reads it again."""

    layout: Layout | None = None


def use_layout(layout: Layout | None) -> None:
    _Current.layout = layout


def _spread(x: torch.Tensor, layout: Layout) -> torch.Tensor:
    """(1, heads, tokens, size) → (samples, heads, longest, size)."""
    heads, size = x.shape[1], x.shape[3]
    flat = x[0].transpose(0, 1)
    if not layout.all_equal:
        block = flat.new_zeros(layout.samples * layout.longest, heads, size)
        flat = block.index_copy(0, layout.slots, flat)
    return flat.reshape(layout.samples, layout.longest, heads, size).transpose(1, 2)


def _window_mask(longest: int, window: int, device: torch.device) -> torch.Tensor:
    rows = torch.arange(longest, device=device)
    back = rows[:, None] - rows[None, :]
    return (back >= 0) & (back < window)


def packed_attention(module, query, key, value, attention_mask, dropout=0.0, scaling=None, **options):
    layout = _Current.layout
    if layout is None:
        raise RuntimeError("packed attention was called without a layout")
    query, key, value = (_spread(x, layout) for x in (query, key, value))
    window = options.get("sliding_window")
    mask = _window_mask(layout.longest, window, query.device) if window and window < layout.longest else None
    out = scaled_dot_product_attention(
        query,
        key,
        value,
        attn_mask=mask,
        dropout_p=dropout,
        scale=scaling,
        is_causal=mask is None,
        enable_gqa=query.shape[1] != key.shape[1],
    )
    flat = out.transpose(1, 2).reshape(-1, out.shape[1], out.shape[3])
    if not layout.all_equal:
        flat = flat.index_select(0, layout.slots)
    return flat.unsqueeze(0), None


AttentionInterface.register(ATTENTION, packed_attention)
