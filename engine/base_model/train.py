"""Trains Studio-Mini-3M from nothing: `python -m base_model.train --out base_model/weights`.

The tokenizer, the text and the first weights all come from --seed. The number of steps decides the result;
--minutes only stops early. Runs on two CPU cores.
"""

import argparse
import json
import math
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import GenerationConfig, Qwen2Config, Qwen2ForCausalLM

from .packing import Batches
from .tokenizer import build_tokenizer, save_tokenizer

WIDTH, LAYERS, HEADS, KV_HEADS, INNER = 256, 3, 4, 2, 640
PROMPT_WEIGHT = 0.2
CLIP, WEIGHT_DECAY = 1.0, 0.1
WARMUP_STEPS, DECAY_FROM, COSINE_STEPS = 40, 600, 2000
MUON_RATE, ADAMW_RATE = 4e-3, 4e-3


def make_model(tokenizer) -> Qwen2ForCausalLM:
    config = Qwen2Config(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=WIDTH,
        intermediate_size=INNER,
        num_hidden_layers=LAYERS,
        num_attention_heads=HEADS,
        num_key_value_heads=KV_HEADS,
        max_position_embeddings=2048,
        rope_theta=10000.0,
        tie_word_embeddings=True,
        bos_token_id=tokenizer.token_to_id("<|endoftext|>"),
        eos_token_id=tokenizer.token_to_id("<|im_end|>"),
        pad_token_id=tokenizer.token_to_id("<|endoftext|>"),
    )
    return Qwen2ForCausalLM(config)


def make_optimizers(model: Qwen2ForCausalLM) -> list[tuple[torch.optim.Optimizer, float]]:
    """Muon for the matrices inside the layers, AdamW for the embedding, norms and biases; each with its peak rate."""
    inner = [p for name, p in model.named_parameters() if p.ndim == 2 and "embed" not in name]
    rest = [p for name, p in model.named_parameters() if p.ndim != 2 or "embed" in name]
    muon = torch.optim.Muon(inner, lr=MUON_RATE, weight_decay=WEIGHT_DECAY, adjust_lr_fn="match_rms_adamw")
    adamw = torch.optim.AdamW(rest, lr=ADAMW_RATE, betas=(0.9, 0.95), weight_decay=0.0, fused=True)
    return [(muon, MUON_RATE), (adamw, ADAMW_RATE)]


def learning_rate(step: int, steps: int, decay_from: int, peak: float) -> float:
    """Linear warm-up, a slow cosine until decay_from, then straight down to 2%."""
    if step < WARMUP_STEPS:
        return peak * (step + 1) / WARMUP_STEPS
    share = (min(step, decay_from) - WARMUP_STEPS) / (COSINE_STEPS - WARMUP_STEPS)
    slow = 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * share))
    return peak * slow * max(0.02, min(1.0, 1 - (step - decay_from) / (steps - decay_from)))


def weighted_loss(model: Qwen2ForCausalLM, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    """Next-token loss; tokens of questions count PROMPT_WEIGHT, answers and plain text 1, padding 0."""
    states = model.model(input_ids=batch["ids"], use_cache=False).last_hidden_state
    weight = batch["weights"][:, 1:].reshape(-1)
    kept = weight > 0
    logits = model.lm_head(states[:, :-1].reshape(-1, states.shape[-1])[kept])
    losses = torch.nn.functional.cross_entropy(logits, batch["ids"][:, 1:].reshape(-1)[kept], reduction="none")
    return (losses * weight[kept]).sum() / weight.sum()


def save(model: Qwen2ForCausalLM, tokenizer, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    copy = Qwen2ForCausalLM(model.config).to(torch.bfloat16)
    copy.load_state_dict(model.state_dict())
    config = model.config
    copy.generation_config = GenerationConfig(
        do_sample=True,
        temperature=0.2,
        top_p=0.9,
        bos_token_id=config.bos_token_id,
        eos_token_id=[config.eos_token_id, config.pad_token_id],
        pad_token_id=config.pad_token_id,
    )
    copy.save_pretrained(out)
    save_tokenizer(tokenizer, out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--start", type=Path, help="go on from these weights instead of from nothing")
    parser.add_argument("--rate", type=float, default=1.0, help="share of the peak learning rates")
    parser.add_argument("--steps", type=int, default=1300)
    parser.add_argument("--rows", type=int, default=12, help="rows of 256 tokens in a step")
    parser.add_argument("--minutes", type=float, default=120.0, help="stop after this long, whatever the steps")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()

    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    if options.start:
        tokenizer = Tokenizer.from_file(str(options.start / "tokenizer.json"))
        model = Qwen2ForCausalLM.from_pretrained(options.start, dtype=torch.float32).train()
    else:
        tokenizer = build_tokenizer(options.seed)
        model = make_model(tokenizer)
    decay_from = WARMUP_STEPS if options.start else DECAY_FROM
    optimizers = make_optimizers(model)
    batches = iter(Batches(tokenizer, options.seed + 1, options.rows, PROMPT_WEIGHT))
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters, {tokenizer.get_vocab_size()} tokens in the vocabulary", flush=True)

    started, seen, shown = time.monotonic(), 0, 0.0
    for step in range(options.steps):
        for optimizer, peak in optimizers:
            for group in optimizer.param_groups:
                group["lr"] = learning_rate(step, options.steps, decay_from, peak * options.rate)
        batch = next(batches)
        with torch.autocast("cpu", torch.bfloat16):
            loss = weighted_loss(model, batch)
        model.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
        for optimizer, _ in optimizers:
            optimizer.step()
        seen += int((batch["weights"] > 0).sum())
        shown += loss.item()
        minutes = (time.monotonic() - started) / 60
        if (step + 1) % 50 == 0:
            print(f"step {step + 1}/{options.steps} loss {shown / 50:.4f} tokens {seen:,} {seen / minutes / 60:,.0f}/s {minutes:.1f} min", flush=True)
            shown = 0.0
        if minutes > options.minutes:
            print(f"stopped by --minutes at step {step + 1}", flush=True)
            break
    save(model.eval(), tokenizer, options.out)
    record = {"seed": options.seed, "steps": step + 1, "rows": options.rows, "rate": options.rate, "started_from_weights": bool(options.start), "tokens": seen, "minutes": round(minutes, 1)}
    (options.out / "training.json").write_text(json.dumps(record) + "\n")


if __name__ == "__main__":
    main()
