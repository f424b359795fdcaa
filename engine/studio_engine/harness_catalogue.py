"""Writes which tasks of lm-evaluation-harness Studio offers, and what data each one reads.

python -m studio_engine.harness_catalogue ../lib/domain/evaluations/harness/catalogue.generated.json

Run again when the harness' version changes: a test compares. A task is offered when its figure is accuracy or exact
match, its data is one repository of plain files, and it runs with what the environment holds.
"""

import json
import logging
import sys
from pathlib import Path

# Folders of the harness. All of it is 13,000 tasks, mostly translations of these; adding one is a line.
FAMILIES = [
    "aclue",
    "agieval",
    "arc",
    "asdiv",
    "bbh/cot_fewshot",
    "bbh/fewshot",
    "ceval",
    "cmmlu",
    "commonsense_qa",
    "copal_id",
    "glue",
    "gpqa",
    "gsm8k",
    "headqa",
    "hellaswag",
    "hendrycks_ethics",
    "kobest",
    "logiqa",
    "logiqa2",
    "mathqa",
    "medmcqa",
    "medqa",
    "mgsm/direct",
    "mmlu/default",
    "mmlu_pro",
    "nq_open",
    "openbookqa",
    "paws-x",
    "piqa",
    "pubmedqa",
    "qa4mre",
    "race",
    "sciq",
    "siqa",
    "storycloze",
    "super_glue",
    "swag",
    "tmmluplus",
    "triviaqa",
    "truthfulqa",
    "winogrande",
    "wsc273",
    "xcopa",
    "xnli",
    "xstorycloze",
    "xwinograd",
]
MAIN = {"multiple_choice": "acc", "generate_until": "exact_match"}
FIGURES = ("acc", "acc_norm", "exact_match")
# What would run code of its own, read pictures, or load data by other means.
REFUSED = ("class", "custom_dataset", "unsafe_code", "doc_to_image", "doc_to_audio", "use_prompt", "process_results")


def catalogue() -> dict:
    import lm_eval
    import lm_eval.tasks
    from lm_eval.tasks._index import Kind, TaskIndex

    logging.getLogger("lm_eval").setLevel(logging.ERROR)
    root = Path(lm_eval.tasks.__file__).parent
    tasks, groups = {}, {}
    for family in FAMILIES:
        index = TaskIndex.build([root / family])
        for name, entry in index.items():
            if entry.kind == Kind.TASK and (found := _task(entry.yaml_path, entry.cfg, root)):
                tasks[name] = found
        for name, entry in index.items():
            if entry.kind == Kind.GROUP:
                leaves = _leaves(entry.cfg, index)
                if leaves and all(leaf in tasks for leaf in leaves):
                    groups[name] = leaves
    return {
        "version": lm_eval.__version__,
        "tasks": dict(sorted(tasks.items())),
        "groups": dict(sorted(groups.items())),
    }


def _task(path: Path, config: dict, root: Path) -> dict | None:
    from lm_eval.tasks._yaml_loader import load_yaml

    output = config.get("output_type", "generate_until")
    repository = str(config.get("dataset_path") or "")
    split = config.get("test_split") or config.get("validation_split")
    options = set(config.get("dataset_kwargs") or {}) - {"trust_remote_code"}
    if output not in MAIN or repository.count("/") != 1 or not split or options:
        return None
    if any(config.get(key) for key in REFUSED) or config.get("repeats", 1) != 1:
        return None
    if (config.get("generation_kwargs") or {}).get("do_sample"):
        return None
    metrics = config.get("metric_list") or [{"metric": each} for each in ("acc", "acc_norm", "exact_match")]
    names = [each["metric"] for each in metrics if not each.get("hf_evaluate")]
    if MAIN[output] not in names:
        return None
    try:
        # What it imports has to be here too.
        load_yaml(path, resolve_func=True)
    except Exception as error:
        print(f"{path.relative_to(root)}: {error}", file=sys.stderr)
        return None
    return {
        "config": str(path.relative_to(root)),
        "repository": repository,
        "subset": config.get("dataset_name"),
        "split": split,
        "shotSplit": _shot_split(config, split),
        "shots": config.get("num_fewshot"),
        "choice": output == "multiple_choice",
        "norm": output == "multiple_choice" and "acc_norm" in names,
    }


def _shot_split(config: dict, split: str) -> str | None:
    """Where examples come from; null: the task brings its own."""
    own = config.get("fewshot_config") or {}
    named = own.get("split") or config.get("fewshot_split")
    if named or own.get("samples"):
        return named
    return config.get("training_split") or config.get("validation_split") or split


def _leaves(config: dict, index: dict) -> list[str] | None:
    """Task names of a group whose figure is the mean over all its samples; None for any other."""
    from lm_eval.config.group import GroupConfig
    from lm_eval.tasks._index import Kind

    if set(config) - set(GroupConfig.__dataclass_fields__):
        return None
    aggregated = config.get("aggregate_metric_list") or []
    aggregated = [aggregated] if isinstance(aggregated, dict) else aggregated
    if not all(each.get("weight_by_size", True) for each in aggregated):
        return None
    leaves: list[str] = []
    members = config.get("task") or []
    for member in [members] if isinstance(members, str) else members:
        entry = index.get(member) if isinstance(member, str) else None
        if entry is None:
            return None
        if entry.kind == Kind.GROUP:
            found = _leaves(entry.cfg, index)
        else:
            found = sorted(entry.tags) if entry.kind == Kind.TAG else [member]
        if not found:
            return None
        leaves += found
    return list(dict.fromkeys(leaves))


def text() -> str:
    """A line a task, so that a new version of the harness can be read as a difference."""
    made = catalogue()
    parts = [f'"version": {json.dumps(made["version"])}']
    for key in ("tasks", "groups"):
        lines = ",\n".join(f"    {json.dumps(name)}: {json.dumps(value)}" for name, value in made[key].items())
        parts.append(f'"{key}": {{\n{lines}\n  }}')
    return "{\n  " + ",\n  ".join(parts) + "\n}\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(text(), encoding="utf-8")
