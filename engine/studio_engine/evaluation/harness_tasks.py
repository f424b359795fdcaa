"""Tasks of lm-evaluation-harness on files at hand: the harness' own definition, with the data read from a folder."""

import hashlib
import logging
import os
from pathlib import Path

import lm_eval
import lm_eval.tasks
from lm_eval.api.task import ConfigurableTask
from lm_eval.tasks._yaml_loader import load_yaml

from ..contracts_generated import HarnessLeaf
from ..failures import is_disk_full, is_out_of_memory, system, user

VERSION = lm_eval.__version__
# What Studio compares; others of a task's metrics are of whole corpora, or take packages that are not here.
FIGURES = ("acc", "acc_norm", "exact_match")
DATA_ADVICE = "Bring the data as the hub has it, one folder OWNER/NAME with its parquet, jsonl or csv files."
_ROOT = Path(lm_eval.tasks.__file__).parent
_READ_AT_ONCE = 1024 * 1024

logging.getLogger("lm_eval").setLevel(logging.ERROR)


def load_task(leaf: HarnessLeaf, folder: str, cache: str, few_shot: int | None, seed: int) -> ConfigurableTask:
    """`folder`: the leaf's repository. `cache`: where tables made of its files may lie."""
    config = load_yaml(_definition(leaf), resolve_func=True)
    for key in ("tag", "group", "task_list"):
        config.pop(key, None)
    shots = _shots(config.get("num_fewshot"), few_shot)
    config |= {
        "dataset_path": leaf.format,
        "dataset_name": None,
        "dataset_kwargs": {"data_files": _files(leaf, folder), "cache_dir": cache},
        "num_fewshot": shots,
        "metric_list": _metrics(config),
    }
    if shots == 0:
        # The harness reads the examples' part all the same; it need not be here.
        config |= {"fewshot_split": None, "training_split": None, "fewshot_config": None}
        if config.get("test_split"):
            config["validation_split"] = None
    try:
        task = ConfigurableTask(config=config)
    except Exception as error:
        if is_disk_full(error) or is_out_of_memory(error):
            raise
        reason = str(error).strip().splitlines() or [type(error).__name__]
        message = (
            f"{leaf.repository} does not hold what the task {leaf.name} reads: {type(error).__name__}: {reason[0]}"
        )
        raise user("harness.data", message[:1000], DATA_ADVICE) from error
    task.set_fewshot_seed(seed=seed)
    return task


def _definition(leaf: HarnessLeaf) -> Path:
    path = (_ROOT / leaf.config).resolve()
    if not path.is_relative_to(_ROOT.resolve()) or not path.is_file():
        message = f"lm-evaluation-harness {VERSION} has no definition {leaf.config}."
        raise system("harness.definition", message, "Start the evaluation anew with the present list of tasks.")
    return path


def _shots(own: int | None, asked: int | None) -> int:
    """As the harness has it: a task that says none gets none."""
    return own or 0 if asked is None or own == 0 else asked


def _metrics(config: dict) -> list[dict] | None:
    listed = config.get("metric_list")
    return None if listed is None else [each for each in listed if each["metric"] in FIGURES]


def _files(leaf: HarnessLeaf, folder: str) -> dict[str, list[str]]:
    root = Path(folder).resolve()
    found = {}
    for split, names in leaf.files.items():
        paths = [root / name for name in names]
        for name, path in zip(names, paths, strict=True):
            if not path.resolve().is_relative_to(root) or not path.is_file():
                message = f"{leaf.repository}/{name} is not there any more."
                raise user("harness.data_missing", message, "Bring the file back, or start a new evaluation.")
        found[split] = [str(path) for path in paths]
    return found


def digest(leaves: list[HarnessLeaf], folders: dict[str, str]) -> str:
    """Of every file that is read: names of parts, order and content."""
    whole = hashlib.sha256()
    for leaf in leaves:
        for split in sorted(leaf.files):
            for name in leaf.files[split]:
                part = hashlib.sha256()
                with open(os.path.join(folders[leaf.repository], name), "rb") as file:
                    while block := file.read(_READ_AT_ONCE):
                        part.update(block)
                whole.update(f"{leaf.name}\0{split}\0{part.hexdigest()}\n".encode())
    return whole.hexdigest()
