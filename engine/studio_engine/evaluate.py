"""Answers each sample's last question greedily and counts the replies that equal the expected one."""

import json
import os
import time

import torch

from . import devices, model_files, run_log
from .chat_tokens import use_chat_template
from .contracts_generated import EngineSpec
from .conversations import read_conversations
from .events import EventWriter
from .failures import user
from .stopping import StopFlag

TOKENS_AT_ONCE = 8192
SAMPLES_AT_ONCE = 64


def run(spec: EngineSpec, events: EventWriter, stop: StopFlag) -> None:
    runner = spec.runner
    events.started()
    events.progress("preparing")
    os.makedirs(spec.paths.work, exist_ok=True)
    tokenizer = model_files.load_tokenizer(spec.paths.model)
    use_chat_template(tokenizer)
    tokenizer.padding_side = "left"
    questions = [_question(tokenizer, messages) for messages in read_conversations(spec.paths.dataset)]
    events.progress("loading", 0, len(questions))
    model = _load(spec.paths.model)
    room = _room(model, runner.maxNewTokens)
    for question in questions:
        question["ids"] = question["ids"][-room:]
    correct = _answer_all(model, tokenizer, questions, runner.maxNewTokens, events)
    _write_answers(os.path.join(spec.paths.work, "answers.jsonl"), questions)
    run_log.say(f"{correct} of {len(questions)} replies equal the expected ones")
    events.result("evaluate", samples=len(questions), correct=correct, accuracy=correct / len(questions))


def _question(tokenizer, messages: list[dict]) -> dict:
    last = max(n for n, message in enumerate(messages) if message["role"] == "assistant")
    if last == 0:
        raise user("dataset.invalid", "A sample begins with its reply: there is no question.", "Correct the dataset.")
    prompt = tokenizer.apply_chat_template(messages[:last], tokenize=False, add_generation_prompt=True)
    asked = next((m["content"] for m in reversed(messages[:last]) if m["role"] == "user"), "")
    ids = tokenizer(prompt, add_special_tokens=False)["input_ids"]
    return {"question": asked, "expected": messages[last]["content"].strip(), "ids": ids}


def _load(folder: str):
    dtype = torch.float32 if devices.kind() == "cpu" else model_files.stored_dtype(folder)
    model = model_files.load_model(folder, dtype).eval()
    if devices.kind() != "cpu":
        model = model.to(devices.kind())
    return model


def _room(model, new_tokens: int) -> int:
    """Tokens a question may have."""
    length = getattr(model.config.get_text_config(), "max_position_embeddings", None) or 4096
    if length <= new_tokens:
        raise user(
            "evaluate.too_long",
            f"The model reads {length} tokens, which leaves no room for {new_tokens} new ones.",
            f"Ask for fewer than {length} new tokens.",
        )
    return length - new_tokens


def _answer_all(model, tokenizer, questions: list[dict], new_tokens: int, events: EventWriter) -> int:
    began, done, correct = time.monotonic(), 0, 0
    last = 0.0
    for batch in _batches(sorted(questions, key=lambda question: len(question["ids"])), new_tokens):
        for question, answer in zip(batch, _answers(model, tokenizer, batch, new_tokens), strict=True):
            question["answer"] = answer
            question["correct"] = answer == question["expected"]
            correct += question["correct"]
        done += len(batch)
        if done == len(questions) or time.monotonic() - last > 1:
            last = time.monotonic()
            remaining = (last - began) / done * (len(questions) - done)
            events.progress("answering", done, len(questions), remaining)
    return correct


def _batches(questions: list[dict], new_tokens: int):
    batch: list[dict] = []
    for question in questions:
        size = len(question["ids"]) + new_tokens
        if batch and (len(batch) == SAMPLES_AT_ONCE or (len(batch) + 1) * size > TOKENS_AT_ONCE):
            yield batch
            batch = []
        batch.append(question)
    if batch:
        yield batch


@torch.inference_mode()
def _answers(model, tokenizer, batch: list[dict], new_tokens: int) -> list[str]:
    inputs = tokenizer.pad({"input_ids": [question["ids"] for question in batch]}, return_tensors="pt")
    inputs = {name: value.to(model.device) for name, value in inputs.items()}
    output = model.generate(
        **inputs,
        do_sample=False,
        temperature=None,
        top_p=None,
        top_k=None,
        max_new_tokens=new_tokens,
        eos_token_id=_end_tokens(model, tokenizer),
        pad_token_id=tokenizer.pad_token_id,
    )
    replies = tokenizer.batch_decode(output[:, inputs["input_ids"].shape[1] :], skip_special_tokens=True)
    return [reply.strip() for reply in replies]


def _end_tokens(model, tokenizer) -> list[int]:
    own = model.generation_config.eos_token_id
    listed = own if isinstance(own, list) else [own]
    return sorted({token for token in [*listed, tokenizer.eos_token_id] if token is not None})


def _write_answers(path: str, questions: list[dict]) -> None:
    partial = f"{path}.partial"
    with open(partial, "w", encoding="utf-8") as file:
        for question in questions:
            kept = {name: question[name] for name in ("question", "expected", "answer", "correct")}
            file.write(json.dumps(kept, ensure_ascii=False) + "\n")
    os.rename(partial, path)
