"""The same tuning job as a person would write it with trl: its defaults, same data, same batch, same steps.

python engine/bench/plain_trl.py --model DIR --dataset FILE.jsonl --steps N [--batch-size 8] [--method full|lora] …
Last line: {"realTokensPerSecond", "secondsToFirstLoss", "steps", "tokens", "finalLoss"}; seconds count from the start
of the process, so imports are in them.
"""

import time

BEGAN = time.time()

import argparse  # noqa: E402
import json  # noqa: E402
import tempfile  # noqa: E402


def process_start() -> float:
    """When this process was made, in seconds since 1970; Python's own start-up counts too."""
    try:
        import psutil

        return psutil.Process().create_time()
    except ImportError:
        return BEGAN


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    parser.add_argument("--dataset", required=True)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--method", choices=["full", "lora"], default="full")
    parser.add_argument("--batch-size", type=int, default=8)
    parser.add_argument("--max-length", type=int, default=1024)
    parser.add_argument("--learning-rate", type=float, default=2e-5)
    parser.add_argument("--lora-rank", type=int, default=8)
    parser.add_argument("--lora-alpha", type=float, default=16)
    # Not trl's defaults: float32 and no recomputation, which a person who knows the CPU would choose.
    parser.add_argument("--lean", action="store_true")
    parser.add_argument("--seed", type=int, default=42)
    return parser.parse_args()


def main() -> None:
    options = arguments()
    import torch
    from datasets import load_dataset
    from peft import LoraConfig
    from transformers import TrainerCallback
    from trl import SFTConfig, SFTTrainer

    class Clock(TrainerCallback):
        def __init__(self):
            self.first_loss = None
            self.points = []
            self.loss = None

        def on_log(self, args, state, control, logs=None, **_more):
            if logs is None or "loss" not in logs:
                return
            self.loss = logs["loss"]
            self.first_loss = self.first_loss or time.time()
            self.points.append((time.time(), logs["num_tokens"]))

    clock = Clock()
    with tempfile.TemporaryDirectory() as folder:
        trainer = SFTTrainer(
            model=options.model,
            args=SFTConfig(
                output_dir=folder,
                max_steps=options.steps,
                per_device_train_batch_size=options.batch_size,
                learning_rate=options.learning_rate,
                max_length=options.max_length,
                seed=options.seed,
                # Else its first loss would come at step 10: this is to the peer's advantage.
                logging_first_step=True,
                # Without an accelerator trl refuses to start until told so, and names this option.
                use_cpu=torch.accelerator.current_accelerator(check_available=True) is None,
                **({"bf16": False, "gradient_checkpointing": False} if options.lean else {}),
                save_strategy="no",
                report_to=[],
                disable_tqdm=True,
            ),
            train_dataset=load_dataset("json", data_files=options.dataset, split="train", cache_dir=folder),
            peft_config=LoraConfig(
                r=options.lora_rank, lora_alpha=options.lora_alpha, target_modules="all-linear", task_type="CAUSAL_LM"
            )
            if options.method == "lora"
            else None,
            callbacks=[clock],
        )
        trainer.train()
    (began, before), (ended, after) = clock.points[0], clock.points[-1]
    report = {
        "realTokensPerSecond": (after - before) / (ended - began),
        "secondsToFirstLoss": clock.first_loss - process_start(),
        "steps": options.steps,
        "tokens": after,
        "finalLoss": float(clock.loss),
    }
    print(json.dumps(report), flush=True)


if __name__ == "__main__":
    main()
