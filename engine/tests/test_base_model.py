"""The shipped base model answers, and its text can be made again."""

from itertools import islice
from pathlib import Path

import pytest

from base_model.evaluate import answers, right
from base_model.make_text import documents, held_out

WEIGHTS = Path(__file__).parent.parent / "base_model" / "weights"
MOST_BYTES = 9_000_000
FACTS_SHARE = 0.85

SIMPLE = [
    ("你好", "你好"),
    ("你是谁？", "Studio-Mini"),
    ("Who are you?", "Studio-Mini"),
    ("法国的首都是哪里？", "巴黎"),
    ("What is the capital of Japan?", "Tokyo"),
    ("3加5等于几？", "8"),
    ("What is 2 plus 2?", "4"),
    ("“大”的反义词是什么？", "小"),
    ("苹果用英语怎么说？", "apple"),
    ("天空是什么颜色的？", "蓝"),
    ("一个星期有几天？", "7"),
    ("What is the opposite of hot?", "cold"),
    ("把下面的句子分类，只回答类别。类别：正面、负面\n句子：耳机用了两天就坏了，很失望。", "负面"),
]


@pytest.fixture(scope="module")
def loaded():
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    model = AutoModelForCausalLM.from_pretrained(WEIGHTS, dtype=torch.float32).eval()
    return model, AutoTokenizer.from_pretrained(WEIGHTS)


def test_simple_questions_are_answered(loaded):
    made = answers(*loaded, [question for question, _ in SIMPLE])
    wrong = [(question, answer) for (question, key), answer in zip(SIMPLE, made, strict=True) if key not in answer]
    assert len(wrong) <= 1, wrong


def test_facts_in_unseen_wordings_are_answered(loaded):
    questions = held_out(seed=5, each=8)
    items = [
        item for name in ("facts.capital", "facts.opposite", "facts.define", "talk.talk") for item in questions[name]
    ]
    made = answers(*loaded, [item.user for item in items])
    share = sum(map(right, items, made)) / len(items)
    assert share >= FACTS_SHARE, [(item.user, answer) for item, answer in zip(items, made, strict=True)]


def test_the_chat_template_marks_answers_for_training(loaded):
    _, tokenizer = loaded
    talk = [{"role": "user", "content": "你好"}, {"role": "assistant", "content": "你好！"}]
    made = tokenizer.apply_chat_template(talk, return_dict=True, return_assistant_tokens_mask=True)
    trained = [token for token, kept in zip(made["input_ids"], made["assistant_masks"], strict=True) if kept]
    assert tokenizer.decode(trained) == "你好！<|im_end|>"
    text = "Studio 里有 3 个数据集！\n  It's fine. 𠮷"
    assert tokenizer.decode(tokenizer(text)["input_ids"]) == text


def test_the_text_is_the_same_for_the_same_seed():
    first, again, other = (list(islice(documents(seed), 200)) for seed in (3, 3, 4))
    assert first == again
    assert first != other


def test_no_held_out_question_is_in_the_training_text():
    talks = (document for document in islice(documents(11), 20_000) if not isinstance(document, str))
    asked = {message["content"] for talk in talks for message in talk}
    unseen = [item.user for items in held_out(seed=5, each=50).values() for item in items]
    assert [question for question in unseen if question in asked and question not in ONE_WORDING] == []


# Facts that have one wording only; they are in the training text on purpose.
ONE_WORDING = {"How many days are in a week?", "How many seasons are in a year?"}


def test_it_is_small_enough_to_ship():
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) <= MOST_BYTES
