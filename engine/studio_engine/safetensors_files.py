"""Reads what safetensors files say they hold, without loading them, and finds cut-off files."""

import json
import os
import struct
from dataclasses import dataclass

SINGLE, INDEX = "model.safetensors", "model.safetensors.index.json"
PICKLES = ("pytorch_model.bin", "pytorch_model.bin.index.json")
MOST_HEADER_BYTES = 100_000_000


class BadFile(Exception):
    """One sentence about one file."""


@dataclass
class Tensors:
    shapes: dict[str, tuple[int, ...]]
    dtypes: dict[str, str]
    bytes: int
    parameters: int


def weight_files(folder: str) -> list[str]:
    """Names of the files; raises BadFile when one that the index names is absent."""
    if os.path.isfile(os.path.join(folder, INDEX)):
        return _indexed(folder)
    if os.path.isfile(os.path.join(folder, SINGLE)):
        return [SINGLE]
    found = [name for name in PICKLES if os.path.isfile(os.path.join(folder, name))]
    if found:
        raise BadFile(f"The weights are a pickle ({found[0]}), which may hold code; only safetensors are read.")
    raise BadFile(f"Neither {SINGLE} nor {INDEX} is in the folder.")


def _indexed(folder: str) -> list[str]:
    try:
        with open(os.path.join(folder, INDEX), encoding="utf-8") as file:
            names = sorted(set(json.load(file)["weight_map"].values()))
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise BadFile(f"{INDEX} cannot be read: {error}") from None
    absent = [name for name in names if not os.path.isfile(os.path.join(folder, os.path.basename(name)))]
    if absent:
        raise BadFile(f"{INDEX} names {len(names)} files, of which {len(absent)} are absent: {', '.join(absent[:5])}.")
    return [os.path.basename(name) for name in names]


def read_headers(folder: str, names: list[str]) -> Tensors:
    tensors = Tensors({}, {}, 0, 0)
    for name in names:
        header = _header(os.path.join(folder, name), name)
        for tensor, fields in header.items():
            if tensor == "__metadata__":
                continue
            shape = tuple(fields["shape"])
            count = 1
            for size in shape:
                count *= size
            tensors.shapes[tensor] = shape
            tensors.dtypes[tensor] = fields["dtype"]
            tensors.parameters += count
            tensors.bytes += fields["data_offsets"][1] - fields["data_offsets"][0]
    return tensors


def _header(path: str, name: str) -> dict:
    size = os.path.getsize(path)
    with open(path, "rb") as file:
        head = file.read(8)
        if len(head) < 8:
            raise BadFile(f"{name} is cut off: it has {size} bytes, not even a header.")
        length = struct.unpack("<Q", head)[0]
        if length > MOST_HEADER_BYTES:
            raise BadFile(f"{name} is no safetensors file: its header claims {length} bytes.")
        raw = file.read(length)
    if len(raw) < length:
        raise BadFile(f"{name} is cut off inside its header: {size} bytes of at least {8 + length}.")
    try:
        header = json.loads(raw)
        ends = [fields["data_offsets"][1] for key, fields in header.items() if key != "__metadata__"]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadFile(f"{name} is no safetensors file: its header is not readable.") from None
    expected = 8 + length + max(ends, default=0)
    if size != expected:
        what = "is cut off" if size < expected else "is longer than its header says"
        raise BadFile(f"{name} {what}: {size} bytes, expected {expected}.")
    return header
