"""Samples laid end to end must not see each other: loss and gradients equal those of single samples."""

import numpy as np
import pytest
import torch
from torch.nn.functional import cross_entropy
from transformers import AutoModelForCausalLM, LlamaConfig, LlamaForCausalLM, MistralConfig, MistralForCausalLM

from studio_engine.batches import IGNORED, Collator
from studio_engine.chat_tokens import TokenStore
from studio_engine.packing import ATTENTION, Layout, use_layout


def store_of(lengths) -> TokenStore:
    store = TokenStore()
    dice = np.random.default_rng(3)
    for length in lengths:
        taught = [0] * (length // 2) + [1] * (length - length // 2)
        store.add(dice.integers(3, 300, length).tolist(), taught, 1000)
    return store.freeze()


def single_losses(model, store: TokenStore) -> torch.Tensor:
    total = torch.zeros(())
    for index in range(len(store)):
        ids, taught = store.sample(index)
        ids = torch.from_numpy(ids.astype(np.int64))
        logits = model(ids[None]).logits[0, :-1]
        wanted = torch.where(torch.from_numpy(taught[1:] == 1), ids[1:], IGNORED)
        total = total + cross_entropy(logits, wanted, ignore_index=IGNORED, reduction="sum")
    return total


def packed_loss(model, store: TokenStore) -> torch.Tensor:
    batch = Collator(store, True, 0)([{"index": n} for n in range(len(store))])
    use_layout(Layout.of(batch["lengths"], torch.device("cpu")))
    logits = model(input_ids=batch["input_ids"], position_ids=batch["position_ids"], use_cache=False).logits
    return cross_entropy(logits[0], batch["shift_labels"][0], ignore_index=IGNORED, reduction="sum")


def gradients(model, loss) -> list[torch.Tensor]:
    model.zero_grad()
    loss.backward()
    return [p.grad.clone() for p in model.parameters() if p.grad is not None]


SMALL = {
    "vocab_size": 371,
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
}


def models(path):
    yield "qwen2", AutoModelForCausalLM.from_pretrained(path)
    yield "llama", LlamaForCausalLM(LlamaConfig(**SMALL))
    yield "mistral, window of 8", MistralForCausalLM(MistralConfig(**SMALL, sliding_window=8))


@pytest.mark.parametrize("lengths", [[5, 40, 17, 2], [12, 12, 12], [33]])
def test_packed_loss_and_gradients_equal_those_of_single_samples(model, lengths):
    store = store_of(lengths)
    for name, network in models(model):
        network.set_attn_implementation("sdpa")
        alone = single_losses(network, store)
        expected = gradients(network, alone)
        network.set_attn_implementation(ATTENTION)
        together = packed_loss(network, store)
        found = gradients(network, together)
        assert together.item() == pytest.approx(alone.item(), rel=1e-4), name
        for left, right in zip(expected, found, strict=True):
            assert torch.allclose(left, right, atol=2e-4), name


def test_a_neighbour_changes_nothing(model):
    network = AutoModelForCausalLM.from_pretrained(model, attn_implementation=ATTENTION)
    store = store_of([20, 30])
    batch = Collator(store, True, 0)([{"index": 0}, {"index": 1}])
    use_layout(Layout.of(batch["lengths"], torch.device("cpu")))
    before = network(input_ids=batch["input_ids"], position_ids=batch["position_ids"], use_cache=False).logits[0, 20:]
    batch["input_ids"][0, :20] = 7
    after = network(input_ids=batch["input_ids"], position_ids=batch["position_ids"], use_cache=False).logits[0, 20:]
    assert torch.allclose(before, after, atol=1e-6)
