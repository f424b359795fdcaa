"""Which tokens are taught."""

import pytest
import tiny
from transformers import AutoTokenizer

from studio_engine.chat_tokens import PLAIN_TEMPLATE, encode_all, encode_conversation
from studio_engine.failures import EngineFailure

TALK = [
    {"role": "system", "content": "Be brief."},
    {"role": "user", "content": "one?"},
    {"role": "assistant", "content": "first reply"},
    {"role": "user", "content": "two?"},
    {"role": "assistant", "content": "第二 reply"},
]


@pytest.fixture()
def tokenizer(model):
    return AutoTokenizer.from_pretrained(model)


def taught_text(tokenizer, messages) -> list[str]:
    ids, taught = encode_conversation(tokenizer, messages)
    runs, current = [], []
    for token, mark in zip([*ids, 0], [*taught, 0], strict=True):
        if mark:
            current.append(token)
        elif current:
            runs.append(tokenizer.decode(current))
            current = []
    return runs


def test_only_replies_and_their_end_are_taught(tokenizer):
    assert taught_text(tokenizer, TALK) == ["first reply<|im_end|>", "第二 reply<|im_end|>"]


def test_the_whole_conversation_is_read(tokenizer):
    ids, _taught = encode_conversation(tokenizer, TALK)
    assert tokenizer.decode(ids) == tokenizer.apply_chat_template(TALK, tokenize=False)


def test_a_template_that_hides_earlier_replies_still_teaches_the_last(tokenizer):
    tokenizer.chat_template = (
        "{% for m in messages %}{{ m.role }}:"
        "{% if m.role == 'assistant' and not loop.last %}…{% else %}{{ m.content }}{% endif %}<|im_end|>{% endfor %}"
        "{% if add_generation_prompt %}assistant:{% endif %}"
    )
    assert taught_text(tokenizer, TALK)[-1] == "第二 reply<|im_end|>"
    assert len(taught_text(tokenizer, TALK)) == 1


def test_without_an_end_mark_the_end_token_is_added(tokenizer):
    tokenizer.chat_template = (
        "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}"
        "{% if add_generation_prompt %}assistant: {% endif %}"
    )
    assert taught_text(tokenizer, TALK)[-1].endswith("reply<|im_end|>")


def test_the_plain_template_of_base_models(tokenizer):
    tokenizer.chat_template = PLAIN_TEMPLATE
    runs = taught_text(tokenizer, TALK)
    assert [run.strip() for run in runs] == ["first reply\n<|im_end|>", "第二 reply\n<|im_end|>"]


def test_long_samples_are_cut_and_those_without_a_reply_left_out(tokenizer):
    long = [{"role": "user", "content": "goal " * 300}, {"role": "assistant", "content": "sport"}]
    store = encode_all(tokenizer, [TALK, long], 150)
    assert (len(store), store.cut, store.dropped) == (1, 1, 1)
    with pytest.raises(EngineFailure) as refused:
        encode_all(tokenizer, [long], 150)
    assert refused.value.failure.code == "dataset.no_reply"


def test_samples_are_given_back_as_they_went_in(tokenizer):
    talks = [sample["messages"] for sample in tiny.conversations(20)]
    store = encode_all(tokenizer, talks, 128)
    for index, talk in enumerate(talks):
        ids, taught = encode_conversation(tokenizer, talk)
        assert store.sample(index)[0].tolist() == ids
        assert store.sample(index)[1].tolist() == taught
