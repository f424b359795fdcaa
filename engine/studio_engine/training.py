"""One training run, from a spec to a trained model in memory. Used by tune and by the probe."""

import gc
import math
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch.utils.data import DataLoader
from transformers import set_seed
from trl import SFTConfig

from . import batch_plan, checkpoints, devices, model_files, packing, run_log
from .batches import Collator
from .contracts_generated import EngineSpec, TuneHyperparameters
from .events import EventWriter
from .failures import is_out_of_memory, user
from .run_watcher import RunPlan, RunWatcher
from .stopping import StopFlag
from .trainer import StudioTrainer
from .training_data import TrainingData


@dataclass
class Training:
    spec: EngineSpec
    settings: TuneHyperparameters
    method: str
    tokenizer: object
    data: TrainingData
    events: EventWriter
    stop: StopFlag
    steps: int
    # Hears the real tokens of each finished step.
    on_step: Callable[[int], None] | None = None
    keeps_checkpoints: bool = True

    def __post_init__(self) -> None:
        work = self.spec.paths.work
        self.checkpoints_folder = os.path.join(work, "checkpoints")
        self.tensorboard_folder = os.path.join(work, "tensorboard")
        self.packed = self.settings.packing
        self.tries = 0

    def run(self) -> tuple[StudioTrainer, RunWatcher]:
        """Trains to the end or to a stop; takes smaller slices when memory runs out."""
        share = batch_plan.per_card(self.settings.batchSize, devices.world_size())
        size, checkpointing = None, False
        while True:
            trainer, watcher = self._build(share, size, checkpointing)
            size = trainer.args.per_device_train_batch_size
            try:
                self._train(trainer, watcher)
                return trainer, watcher
            except Exception as error:
                if not is_out_of_memory(error) or devices.world_size() > 1:
                    raise
            watcher.close()
            del trainer
            smaller = batch_plan.smaller_slice(share, size)
            if smaller is None and checkpointing:
                raise user(
                    "out_of_memory",
                    "Not even one sample at a time fits the memory of this flavor.",
                    "Choose a smaller maximum length, LoRA instead of full, or a larger flavor.",
                )
            size, checkpointing = (smaller or 1), smaller is None
            gc.collect()
            if devices.kind() != "cpu":
                torch.get_device_module().empty_cache()
            more = " and recomputed activations" if checkpointing else ""
            run_log.say(f"out of memory; going on with {size} samples at a time{more}")

    def _build(self, share: int, size: int | None, checkpointing: bool) -> tuple[StudioTrainer, RunWatcher]:
        settings = self.settings
        set_seed(settings.seed)
        resumed = checkpoints.last_complete(self.checkpoints_folder)
        self.resume_path, start, saved = resumed or (None, 0, None)
        model = self._load_model()
        lengths = self.data.store.lengths
        if size is None:
            size = batch_plan.first_slice(share, lengths, model.config.get_text_config())
        collate = Collator(self.data.store, self.packed, self.tokenizer.pad_token_id or 0)
        every = max(settings.logEverySteps, math.ceil(self.steps / 10))
        plan = RunPlan(
            total_steps=self.steps,
            batch_size=settings.batchSize,
            log_every=settings.logEverySteps,
            validate_every=math.ceil(every / settings.logEverySteps) * settings.logEverySteps,
            threads=self.spec.threads,
            checkpoints_folder=self.checkpoints_folder,
            tensorboard_folder=self.tensorboard_folder,
        )
        watcher = RunWatcher(plan, self.events, self.stop, self._validation(collate, size), saved, start)
        watcher.on_step = self.on_step
        trainer = StudioTrainer(
            watcher=watcher,
            packed=self.packed,
            seed=settings.seed,
            model=model,
            args=self._arguments(share, size, checkpointing),
            train_dataset=self.data.rows(),
            data_collator=collate,
            processing_class=self.tokenizer,
            peft_config=self._lora() if self.method == "lora" else None,
        )
        return trainer, watcher

    def _load_model(self):
        dtype = model_files.training_dtype(self.spec.paths.model, self.method)
        attention = packing.ATTENTION if self.packed else None
        model = model_files.load_model(self.spec.paths.model, dtype, attention)
        if self.packed and not getattr(model, "_supports_attention_backend", False):
            run_log.say("this architecture brings its own attention; samples are padded instead of packed")
            self.packed = False
            model = model_files.load_model(self.spec.paths.model, dtype)
        return model

    def _lora(self):
        from peft import LoraConfig

        return LoraConfig(
            r=self.settings.loraRank,
            lora_alpha=self.settings.loraAlpha,
            lora_dropout=self.settings.loraDropout,
            target_modules="all-linear",
            task_type="CAUSAL_LM",
        )

    def _validation(self, collate: Collator, size: int) -> DataLoader | None:
        held_out = self.data.held_out
        if len(held_out) == 0:
            return None
        rank = int(os.environ.get("RANK", "0"))
        # Neighbours in length share a batch, so that its padded block in attention is small.
        by_length = held_out[np.argsort(self.data.store.lengths[held_out], kind="stable")]
        mine = [{"index": int(n)} for n in by_length[rank :: devices.world_size()]]
        return DataLoader(mine, batch_size=size, collate_fn=collate)

    def _arguments(self, share: int, size: int, checkpointing: bool) -> SFTConfig:
        settings = self.settings
        on_cpu = devices.kind() == "cpu"
        return SFTConfig(
            output_dir=self.checkpoints_folder,
            max_steps=self.steps,
            per_device_train_batch_size=size,
            gradient_accumulation_steps=share // size,
            learning_rate=settings.learningRate,
            lr_scheduler_type=settings.scheduler,
            warmup_steps=int(settings.warmupRatio * self.steps),
            weight_decay=settings.weightDecay,
            max_grad_norm=settings.maxGradNorm,
            seed=settings.seed,
            data_seed=settings.seed,
            save_strategy="steps" if self.keeps_checkpoints else "no",
            save_steps=settings.saveEverySteps,
            save_total_limit=2,
            logging_strategy="no",
            logging_nan_inf_filter=False,
            eval_strategy="no",
            report_to=[],
            disable_tqdm=True,
            use_cpu=on_cpu,
            bf16=not on_cpu,
            gradient_checkpointing=checkpointing,
            dataloader_pin_memory=not on_cpu,
            remove_unused_columns=False,
            max_length=None,
            dataset_kwargs={"skip_prepare_dataset": True},
        )

    def _train(self, trainer: StudioTrainer, watcher: RunWatcher) -> None:
        if self.tries > 0:
            # Points after the checkpoint are drawn again.
            self.events.started(watcher.last_checkpoint)
        self.tries += 1
        if watcher.last_checkpoint is not None:
            run_log.say(f"going on from the checkpoint at iteration {watcher.last_checkpoint}")
        watcher.open_board()
        self.events.progress("training", watcher.last_checkpoint or 0, self.steps)
        self.stop.raise_if_requested()
        self.stop.deferred = True
        watcher.meter.skip_time()
        try:
            trainer.train(resume_from_checkpoint=self.resume_path)
        finally:
            self.stop.deferred = False
            watcher.close()


def steps_of(settings: TuneHyperparameters, samples: int) -> tuple[int, int]:
    """(steps of one epoch, steps of the run)."""
    one = max(1, math.ceil(samples / settings.batchSize))
    return one, settings.iterations or max(1, math.ceil(one * settings.epochs))


def forget_work(work: str) -> None:
    """A first attempt starts from nothing, whatever an earlier job left in its folder."""
    for name in ("checkpoints", "tensorboard"):
        shutil.rmtree(os.path.join(work, name), ignore_errors=True)
