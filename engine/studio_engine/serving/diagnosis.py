"""Why a server could not start, from its last words. What the person can change is told apart from the rest."""

import re

from ..failures import EngineFailure, system, user

CHECK = "Run the weight check of this model: it names the file and field that is wrong."
MEMORY = "Choose a larger flavor, a shorter maximum length, less concurrency or quantised weights."
TAIL_LINES = 12

# Trying again would end the same way. The first that fits the log wins; `{0}` is what its first group holds.
_CERTAIN = (
    (
        r"Model architectures (\[[^\]]*\]) (?:are not supported|failed to be inspected)",
        (
            "serve.architecture",
            "The serving engine does not know this structure: {0}.",
            "Choose a model that the serving engine supports.",
        ),
    ),
    (
        r"(?:contains custom code|trust_remote_code)",
        (
            "serve.own_code",
            "The structure of this model is code that ships with its weights, which is never run.",
            "Choose a model whose structure the serving engine knows.",
        ),
    ),
    (
        r"(?:model type `?([\w-]+)`? but Transformers does not recognize"
        r"|Unrecognized (?:model|configuration class)[^\n]*)",
        ("serve.architecture", "config.json names a structure that is not known here.", CHECK),
    ),
    (
        r"max_model_len[^\n]* greater than the derived max_model_len \(\w+=(\d+)",
        (
            "serve.max_length",
            "The maximum length is more than the model was made for, {0} tokens.",
            "Choose a maximum length that the model allows.",
        ),
    ),
    (
        r"((?:Unknown quantization method|[\w ]*quantization[^\n]{0,80} (?:not supported|does not match))[^\n]*)",
        (
            "serve.quantisation",
            "These quantised weights cannot be served here: {0}",
            "Choose W8A8 weights or the unquantised version.",
        ),
    ),
    (
        r"(larger than the available KV cache memory|No available memory for the cache blocks)",
        ("serve.memory", "The memory beside the weights does not hold the cache of one request.", MEMORY),
    ),
    (
        r"(?:less than requested memory for kv|less than desired CPU memory)",
        ("out_of_memory", "The node has less free memory than the instance was given.", MEMORY),
    ),
    (
        r"(?i:can't allocate memory|cannot allocate memory|out of memory|OutOfMemoryError|std::bad_alloc)",
        ("out_of_memory", "The model needs more memory than the instance was given.", MEMORY),
    ),
    (
        r"(SafetensorError[^\n]*|Error while deserializing header[^\n]*|Cannot find any model weights[^\n]*"
        r"|There is no module or parameter named[^\n]*|(?:size|shape) mismatch[^\n]*|weights were not initialized[^\n]*"
        r"|incomplete metadata[^\n]*|Attempted to load weight[^\n]*)",
        ("model.load_failed", "The weights do not load: {0}", CHECK),
    ),
    (
        r"((?:Can't load|Couldn't instantiate|Unable to load|Failed to load)[^\n]*tokenizer[^\n]*)",
        ("model.tokenizer_failed", "The tokenizer does not load: {0}", CHECK),
    ),
    (
        r"((?:validation errors? for ModelConfig|not a valid JSON file|Can't load the configuration)[^\n]*"
        r"(?:\n[^\n]*)?)",
        ("serve.config", "The server refuses the model's configuration: {0}", CHECK),
    ),
)
_PREFIX = re.compile(r"^\((?:APIServer|EngineCore|Worker)[^)]*\)\s*(?:[A-Z]+ \d\d-\d\d \d\d:\d\d:\d\d \[[^\]]*\]\s*)?")
_ERROR = re.compile(r"^(?:[\w]+\.)*\w*(?:Error|Exception|bad_alloc)\b.*")
# Lines that an error's own message may go on for.
MESSAGE_LINES = 5


def certain(log: str) -> EngineFailure | None:
    """A cause that no second start would change. Only what was raised counts: settings are logged as well."""
    text = "\n".join(_errors(log))
    for pattern, (code, message, advice) in _CERTAIN:
        found = re.search(pattern, text)
        if found:
            held = next((group for group in found.groups() if group), found[0])
            return user(code, message.format(held.strip()[:500]) + _last_words(log), advice)
    return None


def gave_up(log: str, how: str, starts: int) -> EngineFailure:
    """It never became healthy, and nothing it said is known."""
    if "SIGKILL" in how:
        return user(
            "out_of_memory",
            f"The server was killed while it started, {starts} times in a row: most likely the memory ran out."
            + _last_words(log),
            MEMORY,
        )
    return system(
        "serve.start_failed",
        f"The server did not become healthy in {starts} starts; the last time {how}.{_last_words(log)}",
        "The log says more. Correct the start command or the model, then start the service again.",
    )


def _lines(log: str) -> list[str]:
    return [_PREFIX.sub("", line).rstrip() for line in log.splitlines()]


def _errors(log: str) -> list[str]:
    """Every exception once, with the lines of its message, in the order they were raised."""
    lines = _lines(log)
    found: dict[str, None] = {}
    for at, line in enumerate(lines):
        if not _ERROR.match(line):
            continue
        message = [line]
        for more in lines[at + 1 : at + MESSAGE_LINES]:
            if not more.strip() or more.startswith(("Traceback", "During handling")) or _ERROR.match(more):
                break
            message.append(more)
        found["\n".join(message)] = None
    return list(found)


def _last_words(log: str) -> str:
    said = _errors(log)[:3] or [line for line in _lines(log) if line.strip()][-TAIL_LINES:]
    return f"\nFrom the log:\n{chr(10).join(said)}"[:2500] if said else ""
