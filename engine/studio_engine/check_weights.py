"""Checks a folder of weights against its template: structure, tokenizer, tensors, and a real answer when it fits."""

from transformers import PreTrainedModel

from . import run_log
from .contracts_generated import EngineSpec, Expected
from .events import EventWriter
from .model_files import folder_size
from .stopping import StopFlag
from .weight_config import (
    build_without_memory,
    check_generation,
    check_quantisation,
    check_structure,
    check_template,
    field_of,
    load_config,
    read_config,
)
from .weight_tensors import (
    check_tokenizer,
    compare,
    fits_memory,
    load_and_run,
    read_tensors,
)

STEPS = 6
LENGTH_FIELDS = ("max_position_embeddings", "seq_length", "n_positions", "max_sequence_length")


def run(spec: EngineSpec, events: EventWriter, stop: StopFlag) -> None:
    folder, expected = spec.paths.model, _whole_numbers(spec.runner.expected)
    events.started()
    done = 0

    def finished(what: str) -> None:
        nonlocal done
        done += 1
        stop.raise_if_requested()
        run_log.say(f"checked: {what}")
        events.progress("checking", done, STEPS)

    events.progress("checking", 0, STEPS)
    check_template(expected)
    finished("template")
    config = read_config(folder)
    check_generation(folder)
    check_quantisation(config, expected.quantised)
    check_structure(config, expected)
    model = build_without_memory(load_config(folder, config))
    finished("config.json and generation_config.json")
    check_tokenizer(folder, field_of(config, "vocab_size"))
    finished("tokenizer")
    tensors = read_tensors(folder)
    finished("weight files")
    parameters = _check_tensors(model, config, tensors)
    finished("tensors")
    _try(folder, config, tensors)
    finished("trial answer")
    length = next((value for name in LENGTH_FIELDS if (value := field_of(config, name)) is not None), None)
    dtype = config.get("dtype") or config.get("torch_dtype")
    events.result(
        "check-weights",
        architecture=config["architectures"][0],
        parameters=parameters,
        sizeBytes=folder_size(folder),
        contextLength=length,
        dtype=None if dtype is None else str(dtype),
        vocabularySize=field_of(config, "vocab_size"),
    )


def _whole_numbers(expected: Expected) -> Expected:
    """JSON knows one kind of number; transformers tells 64 from 64.0."""
    whole = {
        name: int(value) if isinstance(value, float) and value.is_integer() else value
        for name, value in expected.config.items()
    }
    return expected.model_copy(update={"config": whole})


def _check_tensors(model: PreTrainedModel, config: dict, tensors) -> int:
    """Number of parameters. Quantised tensors bear other names and shapes than the model they stand for."""
    if config.get("quantization_config") is None:
        compare(model, tensors)
    return sum(value.numel() for value in model.parameters())


def _try(folder: str, config: dict, tensors) -> None:
    if config.get("quantization_config") is not None:
        run_log.say("quantised weights are not loaded here: serving them is what shows that they work")
    elif fits_memory(tensors):
        load_and_run(folder)
    else:
        run_log.say(f"{tensors.bytes} bytes of weights do not fit beside other work; their headers were compared")
