"""One question with its answer, and the choice of a phrasing that keeps held-out wordings out of training."""

import random
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """key is the part of the answer that must be there for it to count as right; empty: not scored."""

    user: str
    answer: str
    key: str = ""


Maker = Callable[[random.Random, bool], Item]


_BEFORE_ZH = ["请问，", "请问", "你好，", "我想知道，", "问一下，", "帮忙回答：", "问题：", "那么", "再问一个：", "哎，", "小助手，"]
_BEFORE_EN = ["Please answer: ", "Hi, ", "Question: ", "Tell me, ", "I want to know: ", "OK, ", "So, ", "Next: "]
_AFTER_ZH = ["谢谢", "谢谢！", "快告诉我。", "简单说就行。"]
_AFTER_EN = [" Thanks.", " Thank you!", " Keep it short.", " Please answer."]
_CHANGED = 0.35


def pick(rng: random.Random, held: bool, train: list[str], unseen: list[str]) -> str:
    """A wording: from `train` when making training text, from `unseen` when measuring.

    Training wordings are often given polite words before or after, so that the model heeds what is asked, not how it starts.
    """
    if held:
        return rng.choice(unseen)
    wording = rng.choice(train)
    if rng.random() > _CHANGED:
        return wording
    chinese = any("\u4e00" <= letter <= "\u9fff" for letter in wording)
    turn = rng.randrange(4)
    if turn == 0 and wording[-1] in "？?。.！":
        return wording[:-1]
    if turn == 1 and wording[-1] in "？?。.！":
        return wording + rng.choice(_AFTER_ZH if chinese else _AFTER_EN)
    return rng.choice(_BEFORE_ZH if chinese else _BEFORE_EN) + wording
