"""The weights in this process: greedy answers and the likelihood of expected ones, batch by batch."""

from collections.abc import Iterator

import torch
from torch.nn.functional import cross_entropy

from .. import devices, model_files
from ..failures import is_out_of_memory, user
from .choices import choice_scores
from .questions import Question

# Tokens and samples of a batch. Measured on 2 cores with 3M parameters: more of either is no faster.
TOKENS_AT_ONCE = {"cpu": 8192}
TOKENS_AT_ONCE_ON_CARDS = 65_536
LEAST_TOKENS = 512
SAMPLES_AT_ONCE = {"cpu": 64}
SAMPLES_AT_ONCE_ON_CARDS = 256


class LocalModel:
    def __init__(self, folder: str, tokenizer):
        kind = devices.kind()
        dtype = torch.float32 if kind == "cpu" else model_files.stored_dtype(folder)
        self.model = model_files.load_model(folder, dtype).eval()
        if kind != "cpu":
            self.model = self.model.to(kind)
        self._tokenizer = tokenizer
        self._tokens = TOKENS_AT_ONCE.get(kind, TOKENS_AT_ONCE_ON_CARDS)
        self._samples = SAMPLES_AT_ONCE.get(kind, SAMPLES_AT_ONCE_ON_CARDS)
        self._ends = _end_tokens(self.model, tokenizer)

    @property
    def length(self) -> int:
        return getattr(self.model.config.get_text_config(), "max_position_embeddings", None) or 4096

    def batches(self, questions: list[Question], new_tokens: int) -> Iterator[list[Question]]:
        """Of like lengths, so that little is padded."""
        batch: list[Question] = []
        for question in sorted(questions, key=lambda each: len(each.ids)):
            size = max(len(question.ids) + new_tokens, len(question.whole))
            if batch and (len(batch) == self._samples or (len(batch) + 1) * size > self._tokens):
                yield batch
                batch = []
            batch.append(question)
        if batch:
            yield batch

    def answer(self, batch: list[Question], new_tokens: int) -> list[dict]:
        """`answer` and whether it was `cut`. A batch too large for the memory is halved."""
        try:
            return self._generate(batch, new_tokens)
        except Exception as error:
            if len(batch) == 1 or not is_out_of_memory(error):
                raise
        half = len(batch) // 2
        self._samples = max(1, half)
        return self.answer(batch[:half], new_tokens) + self.answer(batch[half:], new_tokens)

    @torch.inference_mode()
    def _generate(self, batch: list[Question], new_tokens: int) -> list[dict]:
        inputs = self._pad([question.ids for question in batch])
        output = self.model.generate(
            **inputs,
            do_sample=False,
            temperature=None,
            top_p=None,
            top_k=None,
            max_new_tokens=new_tokens,
            eos_token_id=self._ends,
            pad_token_id=self._tokenizer.pad_token_id,
        )
        replies = output[:, inputs["input_ids"].shape[1] :]
        texts = self._tokenizer.batch_decode(replies, skip_special_tokens=True)
        ends = torch.isin(replies, torch.tensor(self._ends, device=replies.device)).any(dim=1).tolist()
        return [{"answer": text.strip(), "cut": not end} for text, end in zip(texts, ends, strict=True)]

    def losses(self, batch: list[Question]) -> list[dict]:
        """`loss`: the summed negative log-likelihood of the expected reply's `tokens`, its end mark included."""
        try:
            return self._losses(batch)
        except Exception as error:
            if len(batch) == 1 or not is_out_of_memory(error):
                raise
        half = len(batch) // 2
        return self.losses(batch[:half]) + self.losses(batch[half:])

    @torch.inference_mode()
    def _losses(self, batch: list[Question]) -> list[dict]:
        inputs = self._pad([question.whole for question in batch])
        mask, ids = inputs["attention_mask"], inputs["input_ids"]
        inputs["position_ids"] = (mask.cumsum(dim=1) - 1).clamp(min=0)
        longest = max(question.reply_tokens for question in batch)
        # Padded on the left, replies stand last: no other position needs its row of logits.
        logits = self.model(**inputs, use_cache=False, logits_to_keep=longest + 1).logits[:, -longest - 1 : -1]
        each = cross_entropy(logits.float().transpose(1, 2), ids[:, -longest:], reduction="none")
        return [
            {"loss": float(row[longest - question.reply_tokens :].sum()), "tokens": question.reply_tokens}
            for row, question in zip(each, batch, strict=True)
        ]

    def choices(self, batch: list[Question]) -> list[dict]:
        """Log-likelihoods of each question's choices. Rows too many for the memory are halved."""
        try:
            return choice_scores(self.model, self._tokenizer, batch, self._tokens, self.length)
        except Exception as error:
            if self._tokens < LEAST_TOKENS or not is_out_of_memory(error):
                raise
        self._tokens //= 2
        return self.choices(batch)

    def _pad(self, rows: list[list[int]]) -> dict:
        inputs = self._tokenizer.pad({"input_ids": rows}, padding_side="left", return_tensors="pt")
        return {name: inputs[name].to(self.model.device) for name in ("input_ids", "attention_mask")}


def _end_tokens(model, tokenizer) -> list[int]:
    own = model.generation_config.eos_token_id
    listed = own if isinstance(own, list) else [own]
    return sorted({token for token in [*listed, tokenizer.eos_token_id] if token is not None})


def room_for(length: int, new_tokens: int) -> int:
    """Tokens a question may have."""
    if length <= new_tokens:
        raise user(
            "evaluate.too_long",
            f"The model reads {length} tokens, which leaves no room for {new_tokens} new ones.",
            f"Ask for fewer than {length} new tokens.",
        )
    return length - new_tokens
