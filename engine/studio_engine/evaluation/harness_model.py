"""The weights in this process as a model of lm-evaluation-harness; what it answered survives a kill."""

import contextlib
import os
from collections.abc import Callable, Iterator

from lm_eval.api.model import CacheHook, CachingLM
from lm_eval.models.huggingface import HFLM

from .. import model_files
from .local_model import LocalModel


class CountedModel(HFLM):
    """Tells how many requests of which kind are asked now, those with known answers left out, and of every answer."""

    def __init__(
        self, folder: str, batch_size: int, on_begin: Callable[[str, int], None], on_answer: Callable[[], None]
    ):
        tokenizer = model_files.load_tokenizer(folder)
        local = LocalModel(folder, tokenizer)
        super().__init__(
            pretrained=local.model,
            backend="causal",
            tokenizer=tokenizer,
            batch_size=batch_size,
            max_length=local.length,
        )
        self._on_begin, self._on_answer = on_begin, on_answer

    def set_cache_hook(self, cache_hook: CacheHook) -> None:
        super().set_cache_hook(_Telling(cache_hook, self._on_answer))

    def loglikelihood(self, requests, disable_tqdm: bool = True):
        self._on_begin("loglikelihood", len(requests))
        return super().loglikelihood(requests, disable_tqdm)

    def generate_until(self, requests, disable_tqdm: bool = True):
        self._on_begin("generate_until", len(requests))
        return super().generate_until(requests, disable_tqdm)


class _Telling:
    def __init__(self, hook: CacheHook, on_answer: Callable[[], None]):
        self._hook, self._on_answer = hook, on_answer

    def add_partial(self, attr: str, request, answer) -> None:
        self._hook.add_partial(attr, request, answer)
        self._on_answer()


@contextlib.contextmanager
def remembering(model: CountedModel, path: str, keep: bool) -> Iterator[CachingLM]:
    """Answers are kept in the file as they come. `keep`: those of an earlier attempt count."""
    if not keep and os.path.exists(path):
        os.remove(path)
    caching = CachingLM(model, path)
    try:
        yield caching
    finally:
        caching.dbdict.close()
