"""trl's SFTTrainer with the parts replaced that cost time on padding, unused logits and unasked statistics."""

import inspect
import math

import torch
from torch.nn.functional import cross_entropy
from torch.utils.data import Sampler
from transformers import PrinterCallback, TrainerCallback
from trl import SFTTrainer

from .batches import IGNORED
from .failures import user
from .packing import Layout, use_layout


class EpochSampler(Sampler):
    """A permutation that depends on seed and epoch alone, so a resumed run sees the same order."""

    def __init__(self, size: int, seed: int):
        self.size, self.seed, self.epoch = size, seed, 0

    def __len__(self) -> int:
        return self.size

    def __iter__(self):
        generator = torch.Generator().manual_seed(self.seed * 1_000_003 + self.epoch)
        return iter(torch.randperm(self.size, generator=generator).tolist())


class _EpochSetter(TrainerCallback):
    def __init__(self, sampler: EpochSampler):
        self._sampler = sampler

    def on_epoch_begin(self, args, state, control, **_more):
        self._sampler.epoch = math.floor((state.epoch or 0.0) + 1e-6)


class StudioTrainer(SFTTrainer):
    """`watcher` hears of every optimiser step; see run_watcher.RunWatcher."""

    def __init__(self, *, watcher, packed: bool, seed: int, **arguments):
        super().__init__(**arguments)
        base = self.model.get_base_model() if hasattr(self.model, "get_base_model") else self.model
        # trl's own forward computes entropy and accuracy of every token; the plain one can skip positions.
        base.forward = type(base).forward.__get__(base)
        self._skips_positions = "logits_to_keep" in inspect.signature(base.forward).parameters
        self.model_accepts_loss_kwargs = True
        self._watcher, self._packed = watcher, packed
        self._sampler = EpochSampler(len(self.train_dataset), seed)
        self._step_loss = torch.zeros((), device=self.args.device)
        self._step_tokens = 0
        self._seen_step = -1
        self.remove_callback(PrinterCallback)
        self.add_callback(_EpochSetter(self._sampler))

    def _get_train_sampler(self, *_arguments):
        return self._sampler

    def loss_sum(self, model, inputs: dict) -> tuple[torch.Tensor, int]:
        """Sum of the taught tokens' losses, and how many they are. Logits are made for taught positions only."""
        targets = inputs["shift_labels"]
        use_layout(Layout.of(inputs["lengths"], targets.device) if self._packed else None)
        taught = targets != IGNORED
        columns = taught.any(dim=0).nonzero().squeeze(1)
        fields = {
            "input_ids": inputs["input_ids"],
            "position_ids": inputs["position_ids"],
            "use_cache": False,
        }
        if not self._packed:
            fields["attention_mask"] = inputs["attention_mask"]
        if self._skips_positions:
            logits = model(**fields, logits_to_keep=columns).logits
        else:
            logits = model(**fields).logits[:, columns]
        wanted = targets[:, columns].reshape(-1)
        rows = logits.reshape(-1, logits.shape[-1]).float()
        return cross_entropy(rows, wanted, ignore_index=IGNORED, reduction="sum"), int(taught.sum())

    def compute_loss(self, model, inputs, return_outputs=False, num_items_in_batch=None):
        total, taught = self.loss_sum(model, inputs)
        items = num_items_in_batch if num_items_in_batch is not None else taught
        # Items are counted over all cards while gradients are averaged over them.
        loss = total * self.args.world_size / items
        self._step_loss += loss.detach()
        self._step_tokens += sum(inputs["lengths"])
        return loss

    def validation_loss(self, loader) -> float:
        """Mean loss of a taught token over the held-out samples; every card takes its share."""
        self.model.eval()
        sums = torch.zeros(2, dtype=torch.float64)
        with torch.no_grad(), self.compute_loss_context_manager():
            for batch in loader:
                self._watcher.breathe()
                total, taught = self.loss_sum(self.model, self._prepare_inputs(batch))
                sums += torch.tensor([total.item(), taught], dtype=torch.float64)
        self.model.train()
        if self.args.world_size > 1:
            sums = self.accelerator.reduce(sums.to(self.args.device, torch.float32), "sum").double().cpu()
        return float(sums[0] / sums[1].clamp(min=1))

    def _maybe_log_save_evaluate(self, tr_loss, grad_norm, *rest, **named):
        """Called once after every optimiser step, and once more at the end of an epoch."""
        step = self.state.global_step
        if step != self._seen_step:
            self._seen_step = step
            self._finish_step(step, grad_norm, named.get("learning_rate"))
        saving = self.control.should_save
        super()._maybe_log_save_evaluate(tr_loss, grad_norm, *rest, **named)
        if saving:
            self._watcher.saved(step)

    def _finish_step(self, step: int, grad_norm, learning_rate: float | None) -> None:
        loss = self._step_loss
        if self.args.world_size > 1:
            loss = self.accelerator.reduce(loss.clone(), "mean")
        loss = loss.item()
        tokens = self._step_tokens
        self._step_loss.zero_()
        self._step_tokens = 0
        if not math.isfinite(loss):
            raise user(
                "loss.not_finite",
                f"The loss became {loss} at step {step}: the training diverged.",
                "Choose a smaller learning rate or a longer warm-up, then start again.",
            )
        norm = None if grad_norm is None else float(grad_norm)
        rate = self._get_learning_rate() if learning_rate is None else float(learning_rate)
        self._watcher.step_done(self, step, loss, tokens, norm, rate)
        if self._stop_wanted():
            self.control.should_save = self.args.save_strategy != "no"
            self.control.should_training_stop = True

    def _stop_wanted(self) -> bool:
        """All cards must leave at the same step, or the next collective call hangs."""
        wanted = self._watcher.stop_requested()
        if self.args.world_size == 1:
            return wanted
        votes = torch.tensor([float(wanted)], device=self.args.device)
        return bool(self.accelerator.reduce(votes, "sum").item() > 0)

    def _save_checkpoint(self, model, trial):
        # trl writes a model card into the folder at every save; the console shows lineage instead.
        super(SFTTrainer, self)._save_checkpoint(model, trial)
