"""Answers each sample's last question greedily and compares with the expected replies; goes on after a kill."""

import os
import time
from collections.abc import Iterator

from . import model_files, run_log
from .chat_tokens import use_chat_template
from .contracts_generated import EngineSpec
from .evaluation.answer_file import AnswerFile, require_same, write_in_order
from .evaluation.choices import give_choices, score_choice
from .evaluation.local_model import LocalModel, room_for
from .evaluation.questions import Question, encode, read_questions
from .evaluation.scoring import score_answer, summarise
from .evaluation.service import ServedModel
from .events import EventWriter
from .failures import Stopped
from .stopping import StopFlag


def run(spec: EngineSpec, events: EventWriter, stop: StopFlag) -> None:
    os.makedirs(spec.paths.work, exist_ok=True)
    if spec.runner.harness is not None:
        # Two seconds of imports that no other evaluation needs.
        from .evaluation import harness

        events.started(None)
        harness.run(spec, events)
        return
    file = AnswerFile(os.path.join(spec.paths.work, "answers.jsonl"), keep=spec.attempt > 1)
    events.started(len(file.answers) or None)
    events.progress("preparing")
    questions = read_questions(spec.paths.dataset)
    require_same(file.answers, {question.number: question.expected for question in questions})
    if spec.runner.service is None and _asks_choices(spec):
        run_log.say(f"{give_choices(questions)} of {len(questions)} samples are multiple choice")
    open_questions = [question for question in questions if question.number not in file.answers]
    try:
        _answer_all(spec, open_questions, len(questions), file, events)
    except Stopped as stopped:
        file.close()
        stopped.step = len(file.answers)
        raise
    file.close()
    answers = [file.answers[question.number] for question in questions]
    write_in_order(os.path.join(spec.paths.output or spec.paths.work, "answers.jsonl"), answers)
    _report(spec, answers, events)


def _asks_choices(spec: EngineSpec) -> bool:
    return any(metric in ("choice", "choice_norm") for metric in spec.runner.metrics)


def _answer_all(spec: EngineSpec, questions: list[Question], total: int, file: AnswerFile, events: EventWriter) -> None:
    if not questions:
        return
    run_log.say(f"{len(questions)} of {total} samples to answer, at most {spec.runner.maxNewTokens} tokens each")
    events.progress("loading", total - len(questions), total)
    began, before, last = time.monotonic(), len(file.answers), 0.0
    for question, answer in _answers(spec, questions):
        file.add(_row(question, answer))
        done = len(file.answers)
        if done == total or time.monotonic() - last > 1:
            last = time.monotonic()
            remaining = (last - began) / (done - before) * (total - done)
            events.progress("answering", done, total, remaining)


def _answers(spec: EngineSpec, questions: list[Question]) -> Iterator[tuple[Question, dict]]:
    runner = spec.runner
    if runner.service is not None:
        yield from ServedModel(runner.service, runner.maxNewTokens).answer(questions)
        return
    tokenizer = model_files.load_tokenizer(spec.paths.model)
    use_chat_template(tokenizer)
    model = LocalModel(spec.paths.model, tokenizer)
    losses = "perplexity" in runner.metrics
    encode(tokenizer, questions, room_for(model.length, runner.maxNewTokens), model.length, losses)
    for batch in model.batches(questions, runner.maxNewTokens):
        answers = model.answer(batch, runner.maxNewTokens)
        known = model.losses(batch) if losses else [{} for _ in batch]
        chosen = model.choices(batch) if _asks_choices(spec) else [{} for _ in batch]
        for question, answer, loss, choice in zip(batch, answers, known, chosen, strict=True):
            yield question, {**answer, **loss, **choice}


def _row(question: Question, answer: dict) -> dict:
    return {
        "number": question.number,
        "question": question.asked,
        "expected": question.expected,
        **answer,
        "questionCut": question.cut,
        **score_answer(question.expected, answer["answer"]),
        **(score_choice(question.expected, answer["choices"], answer["choiceScores"]) if "choices" in answer else {}),
    }


def _report(spec: EngineSpec, answers: list[dict], events: EventWriter) -> None:
    correct = sum(answer["correct"] for answer in answers)
    found = summarise(answers, list(spec.runner.metrics), spec.runner.seed)
    run_log.say(f"{correct} of {len(answers)} replies equal the expected ones")
    for metric, figure in found.items():
        run_log.say(f"{metric}: {figure['value']:.4f} ({figure['lower']:.4f} to {figure['upper']:.4f})")
    events.result(
        "evaluate",
        samples=len(answers),
        correct=correct,
        accuracy=correct / len(answers),
        metrics=found,
        cutAnswers=sum(answer["cut"] for answer in answers),
        cutQuestions=sum(answer["questionCut"] for answer in answers),
    )
