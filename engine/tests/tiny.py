"""A random Qwen2 of a few hundred thousand parameters, its tokenizer, and small data sets."""

import json
import random
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import GenerationConfig, PreTrainedTokenizerFast, Qwen2Config, Qwen2ForCausalLM, set_seed

CHATML = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
STORAGE = "storage://bucket/model"
JOB = "job_" + "0" * 26
TOPICS = {
    "sport": ["match", "goal", "coach", "league", "final"],
    "money": ["stocks", "bank", "market", "profit", "shares"],
    "science": ["planet", "cell", "atom", "laser", "gene"],
}


def conversations(count: int, seed: int = 0) -> list[dict]:
    """Headlines of very different lengths with their topic as the reply."""
    dice = random.Random(seed)
    samples = []
    for _ in range(count):
        topic = dice.choice(list(TOPICS))
        words = dice.choices(TOPICS[topic], k=dice.randint(2, 30))
        question = {"role": "user", "content": "Which topic? " + " ".join(words)}
        samples.append({"messages": [question, {"role": "assistant", "content": topic}]})
    return samples


def write_jsonl(path: Path, samples: list[dict]) -> Path:
    path.write_text("".join(json.dumps(sample) + "\n" for sample in samples), encoding="utf-8")
    return path


def save_tokenizer(folder: Path) -> PreTrainedTokenizerFast:
    raw = Tokenizer(models.BPE())
    raw.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    raw.decoder = decoders.ByteLevel()
    special = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=400, special_tokens=special, initial_alphabet=alphabet)
    raw.train_from_iterator((json.dumps(sample) for sample in conversations(200)), trainer)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=raw,
        eos_token="<|im_end|>",
        pad_token="<|endoftext|>",
        additional_special_tokens=special,
    )
    tokenizer.chat_template = CHATML
    tokenizer.save_pretrained(folder)
    return tokenizer


def save_model(folder: Path, dtype: str = "float32", **changes) -> Path:
    """Writes weights and tokenizer; `changes` override fields of the configuration."""
    tokenizer = save_tokenizer(folder)
    set_seed(1)
    fields = {
        "vocab_size": len(tokenizer),
        "hidden_size": 64,
        "intermediate_size": 128,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
        "max_position_embeddings": 512,
        "tie_word_embeddings": True,
        "bos_token_id": None,
        "eos_token_id": tokenizer.eos_token_id,
        "pad_token_id": tokenizer.pad_token_id,
    }
    model = Qwen2ForCausalLM(Qwen2Config(**{**fields, **changes}))
    model.generation_config = GenerationConfig(eos_token_id=tokenizer.eos_token_id)
    import torch

    model.to(getattr(torch, dtype)).save_pretrained(folder)
    return folder


def hyperparameters(**changes) -> dict:
    fields = {
        "iterations": 12,
        "epochs": 1,
        "learningRate": 5e-3,
        "batchSize": 8,
        "maxLength": 128,
        "packing": True,
        "warmupRatio": 0.1,
        "scheduler": "linear",
        "weightDecay": 0.0,
        "maxGradNorm": 1.0,
        "loraRank": 8,
        "loraAlpha": 16,
        "loraDropout": 0.0,
        "validationFraction": 0.1,
        "saveEverySteps": 5,
        "logEverySteps": 2,
        "seed": 7,
    }
    return {**fields, **changes}


def tune_spec(folder: Path, model: Path, dataset: Path, method: str = "full", attempt: int = 1, **changes) -> dict:
    return {
        "jobId": JOB,
        "attempt": attempt,
        "threads": 2,
        "memoryBytes": 4 * 2**30,
        "cards": 0,
        "runner": {
            "kind": "tune",
            "method": method,
            "model": STORAGE,
            "dataset": "storage://bucket/data.jsonl",
            "output": "storage://bucket/out",
            "hyperparameters": hyperparameters(**changes),
        },
        "paths": {
            "model": str(model),
            "dataset": str(dataset),
            "benchmark": None,
            "repositories": {},
            "output": str(folder / "output"),
            "code": None,
            "work": str(folder / "work"),
        },
    }


def write_spec(folder: Path, spec: dict) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "spec.json"
    path.write_text(json.dumps(spec), encoding="utf-8")
    return path


def read_events(path: Path) -> list[dict]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
