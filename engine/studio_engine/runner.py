"""Runs one job from its spec file to its last event. Used by the command line and by the warm runner's children."""

import contextlib
import importlib
import os
import sys
import traceback

from pydantic import ValidationError

from .contracts_generated import EngineSpec
from .events import EventWriter
from .failures import Stopped, classify, system
from .stopping import StopFlag

DONE, FAILED, STOPPED = 0, 1, 143
MODULES = {
    "tune": "tune",
    "probe-tune": "probe_tune",
    "check-weights": "check_weights",
    "evaluate": "evaluate",
    "compress": "compress",
    "serve": "serve",
}
# It brings its own libraries, and has its say before it imports them.
PREPARES_ITSELF = {"serve"}


def run_job(spec_path: str, events_path: str, kind: str | None = None) -> int:
    """`kind` guards against a spec of another kind; None takes the spec's own."""
    first = os.environ.get("RANK", "0") == "0"
    events = EventWriter(events_path if first else None)
    stop = StopFlag()
    stop.install()
    try:
        spec = _read_spec(spec_path, kind)
        if spec.runner.kind not in PREPARES_ITSELF:
            from . import devices

            devices.prepare(spec.threads)
            _quiet()
        importlib.import_module(f".{MODULES[spec.runner.kind]}", __package__).run(spec, events, stop)
        return DONE
    except Stopped as stopped:
        events.stopped(getattr(stopped, "step", None))
        return STOPPED
    except BaseException as error:
        # A full disk takes no trace either.
        with contextlib.suppress(OSError):
            traceback.print_exc()
            sys.stderr.flush()
        events.failure(classify(error, events_path).failure)
        return FAILED


def _quiet() -> None:
    """Progress bars tear a log file to pieces."""
    import datasets
    import transformers

    transformers.utils.logging.disable_progress_bar()
    datasets.disable_progress_bars()


def _read_spec(path: str, kind: str | None) -> EngineSpec:
    try:
        with open(path, encoding="utf-8") as file:
            spec = EngineSpec.model_validate_json(file.read())
    except (OSError, ValidationError) as error:
        raise system("spec.invalid", f"The job's spec cannot be read: {error}", None) from error
    if kind is not None and spec.runner.kind != kind:
        raise system("spec.invalid", f"The spec is of kind {spec.runner.kind}, not {kind}.", None)
    return spec
