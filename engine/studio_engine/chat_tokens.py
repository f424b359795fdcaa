"""Turns conversations into token ids and marks which tokens are taught: the assistant's replies and their end."""

from array import array
from itertools import islice

import numpy as np

from .failures import user

# Conversations rendered and encoded together.
AT_ONCE = 200

# For base models without a template; saved with the result, so serving renders the same text.
PLAIN_TEMPLATE = (
    "{% for message in messages %}{{ message.role + ':\n' + message.content + '\n' }}"
    "{% if message.role == 'assistant' and eos_token %}{{ eos_token }}{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}{{ 'assistant:\n' }}{% endif %}"
)


class TokenStore:
    """Samples as one flat array with offsets: a million short samples cost 8 bytes a token, not Python lists."""

    def __init__(self) -> None:
        self._ids = array("i")
        self._taught = array("b")
        self._ends = array("q", [0])
        self.cut = 0
        self.dropped = 0

    def add(self, ids: list[int], taught: list[int], max_length: int) -> None:
        if len(ids) > max_length:
            self.cut += 1
            ids, taught = ids[:max_length], taught[:max_length]
        if not any(taught[1:]):
            self.dropped += 1
            return
        self._ids.extend(ids)
        self._taught.extend(taught)
        self._ends.append(len(self._ids))

    def freeze(self) -> "TokenStore":
        self.ids = np.frombuffer(self._ids, dtype=np.int32)
        self.taught = np.frombuffer(self._taught, dtype=np.int8)
        self.ends = np.frombuffer(self._ends, dtype=np.int64)
        return self

    def __len__(self) -> int:
        return len(self._ends) - 1

    @property
    def lengths(self) -> np.ndarray:
        return np.diff(self.ends)

    def sample(self, index: int) -> tuple[np.ndarray, np.ndarray]:
        """(token ids, 1 where the token is taught)."""
        start, end = self.ends[index], self.ends[index + 1]
        return self.ids[start:end], self.taught[start:end]


def use_chat_template(tokenizer) -> None:
    if not tokenizer.chat_template:
        tokenizer.chat_template = PLAIN_TEMPLATE


def encode_conversation(tokenizer, messages: list[dict]) -> tuple[list[int], list[int]]:
    return encode_many(tokenizer, [messages])[0]


def encode_many(tokenizer, conversations: list[list[dict]]) -> list[tuple[list[int], list[int]]]:
    """Token ids and marks of each. Many at once: a call of the tokenizer costs more than a short sample in it."""
    texts = _render(tokenizer, conversations)
    replies = [
        (which, index)
        for which, messages in enumerate(conversations)
        for index, message in enumerate(messages)
        if message["role"] == "assistant"
    ]
    before = _render_before(tokenizer, [conversations[which][:index] for which, index in replies])
    inner = [(which, index) for which, index in replies if index < len(conversations[which]) - 1]
    after = dict(zip(inner, _render(tokenizer, [conversations[w][: n + 1] for w, n in inner]), strict=True))
    spans: list[list[tuple[int, int]]] = [[] for _ in conversations]
    for (which, index), start in zip(replies, before, strict=True):
        text = texts[which]
        content = conversations[which][index]["content"]
        if span := _reply_span(start, after.get((which, index), text), text, content):
            spans[which].append(span)
    encoded = tokenizer(texts, add_special_tokens=False, return_offsets_mapping=True)
    found = zip(texts, spans, encoded["input_ids"], encoded["offset_mapping"], strict=True)
    return [_mark(tokenizer, *each) for each in found]


def _mark(tokenizer, text: str, spans: list[tuple[int, int]], ids: list[int], offsets) -> tuple[list[int], list[int]]:
    taught = [0] * len(ids)
    position = 0
    for start, end in spans:
        while position < len(ids) and offsets[position][1] <= start:
            position += 1
        while position < len(ids) and offsets[position][0] < end:
            taught[position] = 1
            position += 1
    if spans and spans[-1][1] >= len(text.rstrip()) and tokenizer.eos_token_id is not None:
        last = len(ids) - 1
        while last >= 0 and not taught[last]:
            last -= 1
        ends = ids[last] == tokenizer.eos_token_id or ids[last] in tokenizer.all_special_ids
        if last >= 0 and not ends:
            ids, taught = [*ids[: last + 1], tokenizer.eos_token_id], [*taught[: last + 1], 1]
    return ids, taught


def _render(tokenizer, conversations: list[list[dict]], **options) -> list[str]:
    return tokenizer.apply_chat_template(conversations, tokenize=False, **options) if conversations else []


def _render_before(tokenizer, conversations: list[list[dict]]) -> list[str]:
    """What stands before each reply. A template may refuse an empty or one-sided conversation: nothing stands there."""
    try:
        return _render(tokenizer, conversations, add_generation_prompt=True)
    except Exception:
        if len(conversations) == 1:
            return [""]
        return [text for each in conversations for text in _render_before(tokenizer, [each])]


def _reply_span(before: str, after: str, text: str, content: str) -> tuple[int, int] | None:
    """
    Characters of a reply with its end-of-turn mark, found by what is rendered before and up to it: needs no markers in
    the template. None where a template shows earlier replies otherwise.
    """
    if not text.startswith(after):
        return None
    start = _common_prefix(before, text)
    if start < len(before) and not content.strip():
        return None
    end = start + len(text[start : len(after)].rstrip())
    return (start, end) if end > start else None


def _common_prefix(left: str, right: str) -> int:
    if right.startswith(left):
        return len(left)
    return next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def encode_all(tokenizer, conversations, max_length: int, on_sample=lambda count: None) -> TokenStore:
    store = TokenStore()
    rest = iter(conversations)
    count = 0
    while batch := list(islice(rest, AT_ONCE)):
        for ids, taught in encode_many(tokenizer, batch):
            store.add(ids, taught, max_length)
            count += 1
            on_sample(count)
    if len(store) == 0:
        raise user(
            "dataset.no_reply",
            f"No sample has an assistant reply within the first {max_length} tokens.",
            "Choose a larger maximum length, or a dataset with shorter questions.",
        )
    return store.freeze()
