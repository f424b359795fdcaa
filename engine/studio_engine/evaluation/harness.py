"""Runs tasks of lm-evaluation-harness and writes their answers as those of a dataset: a line a question."""

import os
import time

import numpy as np
from lm_eval import evaluator
from lm_eval.api.metrics import pooled_sample_stderr
from lm_eval.api.task import ConfigurableTask

from .. import run_log
from ..contracts_generated import EngineSpec, HarnessTask
from ..events import EventWriter
from ..failures import EngineFailure, Stopped, is_disk_full, is_out_of_memory, user
from .answer_file import write_in_order
from .harness_model import CountedModel, remembering
from .harness_samples import rows_of
from .harness_tasks import DATA_ADVICE, FIGURES, VERSION, digest, load_task
from .scoring import summarise

MOST_SAMPLES = 100_000


def run(spec: EngineSpec, events: EventWriter) -> None:
    harness, folders = spec.runner.harness, spec.paths.repositories
    events.progress("preparing")
    tasks: dict[str, ConfigurableTask] = {}
    cache = os.path.join(spec.paths.work, "tables")
    for leaf in (leaf for task in harness.tasks for leaf in task.leaves):
        if leaf.name not in tasks:
            tasks[leaf.name] = load_task(leaf, folders[leaf.repository], cache, harness.fewShot, spec.runner.seed)
    _refuse_too_many(tasks, harness.limit)
    shots = ", ".join(sorted({str(task.config.num_fewshot) for task in tasks.values()}))
    run_log.say(f"lm-evaluation-harness {VERSION}: {len(tasks)} tasks, {shots} examples before each question")
    events.progress("loading")
    progress = _Progress(events, tasks)
    model = CountedModel(spec.paths.model, harness.batchSize, progress.begin, progress.answered)
    kept = os.path.join(spec.paths.work, "harness.db")
    with remembering(model, kept, keep=spec.attempt > 1) as caching:
        try:
            found = evaluator.evaluate(
                lm=caching,
                task_dict={"tasks": tasks},
                limit=harness.limit,
                # Every figure here is a mean, whose error needs no resampling; 0 would switch that off too.
                bootstrap_iters=1,
                apply_chat_template=harness.chatTemplate,
                fewshot_as_multiturn=harness.chatTemplate,
            )
        except Stopped as stopped:
            stopped.step = progress.done
            raise
        except Exception as error:
            raise _explained(error) from error
    progress.end()
    _report(spec, tasks, found, events)


def _refuse_too_many(tasks: dict[str, ConfigurableTask], limit: int | None) -> None:
    count = sum(min(len(task.eval_docs), limit or MOST_SAMPLES) for task in tasks.values())
    if count > MOST_SAMPLES:
        message = f"The tasks hold {count} questions; an evaluation answers at most {MOST_SAMPLES}."
        raise user("harness.too_many", message, "Choose fewer tasks, or limit the questions of each.")


def _explained(error: Exception) -> Exception:
    """Templates and code of a task meet the data of a person here."""
    if isinstance(error, EngineFailure) or is_disk_full(error) or is_out_of_memory(error):
        return error
    if isinstance(error, (KeyError, TypeError, ValueError, IndexError, AttributeError)):
        message = f"A task does not get by with the data: {type(error).__name__}: {error}"
        return user("harness.data", message[:1000], DATA_ADVICE)
    return error


class _Progress:
    """In requests: a choice is one for each of its options."""

    def __init__(self, events: EventWriter, tasks: dict[str, ConfigurableTask]):
        self._events, self._tasks = events, tasks
        self.done = self._total = self._new = 0
        self._began, self._last = time.monotonic(), 0.0

    def begin(self, kind: str, asked: int) -> None:
        requests = [each for task in self._tasks.values() for each in task.instances]
        self._total = len(requests)
        self.done += sum(each.request_type == kind for each in requests) - asked
        self._began = time.monotonic()
        self._new = 0
        self._events.progress("answering", self.done, self._total)

    def answered(self) -> None:
        self.done += 1
        self._new += 1
        now = time.monotonic()
        if now - self._last > 1:
            self._last = now
            remaining = (now - self._began) / self._new * (self._total - self.done)
            self._events.progress("answering", min(self.done, self._total), self._total, max(0.0, remaining))

    def end(self) -> None:
        self._events.progress("answering", self._total, self._total)


def _report(spec: EngineSpec, tasks: dict[str, ConfigurableTask], found: dict, events: EventWriter) -> None:
    rows: dict[str, list[dict]] = {}
    count = 0
    for name, task in tasks.items():
        rows[name] = list(rows_of(task, found["samples"][name], first=count + 1))
        count += len(rows[name])
    answers = [row for name in tasks for row in rows[name]]
    write_in_order(os.path.join(spec.paths.output or spec.paths.work, "answers.jsonl"), answers)
    seed = spec.runner.seed
    measured = []
    for task in spec.runner.harness.tasks:
        own = [row for leaf in task.leaves for row in rows[leaf.name]]
        measured.append(
            {
                "name": task.name,
                "taskVersion": str(tasks[task.leaves[0].name].VERSION),
                "fewShot": int(tasks[task.leaves[0].name].config.num_fewshot),
                "samples": len(own),
                "dataSha256": digest(task.leaves, spec.paths.repositories),
                "figures": _figures(task, found),
                "metrics": _summary(own, seed),
            }
        )
        for figure in measured[-1]["figures"]:
            run_log.say(f"{task.name} {figure['metric']},{figure['filter']}: {figure['value']:.4f}")
    correct = sum(row["correct"] for row in answers)
    events.result(
        "evaluate",
        samples=len(answers),
        correct=correct,
        accuracy=correct / len(answers),
        metrics=_summary(answers, seed),
        harness={"version": VERSION, "tasks": measured},
    )


def _summary(rows: list[dict], seed: int) -> dict:
    return summarise(rows, ["exact_match", "choice", "choice_norm"], seed)


def _figures(task: HarnessTask, found: dict) -> list[dict]:
    """The harness' own; a group's are the means over all its questions, as the harness weighs them."""
    names = [leaf.name for leaf in task.leaves]
    results = [found["results"][name] for name in names]
    sizes = [found["n-samples"][name]["effective"] for name in names]
    figures = []
    for key in results[0]:
        metric, _comma, chosen = key.partition(",")
        if metric not in FIGURES or not all(key in each for each in results):
            continue
        errors = [each.get(f"{metric}_stderr,{chosen}") for each in results]
        figures.append(
            {
                "metric": metric,
                "filter": chosen,
                "value": float(np.average([each[key] for each in results], weights=sizes)),
                "stderr": _stderr(errors, sizes),
            }
        )
    return figures


def _stderr(errors: list, sizes: list[int]) -> float | None:
    if any(not isinstance(each, (int, float)) for each in errors) or sum(sizes) <= len(sizes):
        return None
    return float(errors[0]) if len(errors) == 1 else float(pooled_sample_stderr(errors, sizes))
