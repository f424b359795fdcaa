"""A dataset as questions: what stands before each sample's last reply, and that reply as the expected answer."""

from dataclasses import dataclass, field

from ..chat_tokens import encode_many
from ..conversations import read_conversations
from ..failures import user

AT_ONCE = 200


@dataclass
class Question:
    #: Place in the dataset, from 1.
    number: int
    asked: str
    expected: str
    messages: list[dict]
    #: Tokens of the prompt.
    ids: list[int] = field(default_factory=list)
    #: Tokens of prompt and expected reply together, and how many of the last are the reply's.
    whole: list[int] = field(default_factory=list)
    reply_tokens: int = 0
    cut: bool = False
    #: The prompt as text, and what it may be answered with, where that is a choice.
    prompt: str = ""
    choices: list[str] = field(default_factory=list)


def read_questions(path: str) -> list[Question]:
    return [_question(number, messages) for number, messages in enumerate(read_conversations(path), 1)]


def _question(number: int, messages: list[dict]) -> Question:
    last = max(n for n, message in enumerate(messages) if message["role"] == "assistant")
    if last == 0:
        raise user(
            "dataset.invalid",
            f"Sample {number} begins with its reply: there is no question.",
            "Correct the dataset: a sample that is evaluated needs a question before its last reply.",
        )
    asked = next((m["content"] for m in reversed(messages[:last]) if m["role"] == "user"), "")
    return Question(number, asked, messages[last]["content"].strip(), messages[: last + 1])


def encode(tokenizer, questions: list[Question], room: int, length: int, with_reply: bool) -> None:
    """Prompts keep their last `room` tokens, prompt and reply their last `length`."""
    for start in range(0, len(questions), AT_ONCE):
        some = questions[start : start + AT_ONCE]
        before = [question.messages[:-1] for question in some]
        texts = tokenizer.apply_chat_template(before, tokenize=False, add_generation_prompt=True)
        prompts = tokenizer(texts, add_special_tokens=False)["input_ids"]
        for question, text, ids in zip(some, texts, prompts, strict=True):
            question.prompt, question.ids, question.cut = text, ids[-room:], len(ids) > room
        if not with_reply:
            continue
        for question, (ids, taught) in zip(some, encode_many(tokenizer, [each.messages for each in some]), strict=True):
            _keep_last_reply(question, ids, taught, length)


def _keep_last_reply(question: Question, ids: list[int], taught: list[int], length: int) -> None:
    end = len(taught)
    while end and not taught[end - 1]:
        end -= 1
    start = end
    while start and taught[start - 1]:
        start -= 1
    question.whole = ids[:end][-length:]
    # The first token of all has nothing before it to be guessed from.
    question.reply_tokens = min(end - start, len(question.whole) - 1) if end > start else 0
