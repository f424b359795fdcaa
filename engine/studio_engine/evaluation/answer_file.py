"""answers.jsonl: a line an answer, appended as they come, so that a killed job goes on where it was."""

import json
import os

from ..failures import system

FLUSH_EVERY = 64


class AnswerFile:
    def __init__(self, path: str, keep: bool):
        """`keep`: an earlier attempt's answers count; a torn last line does not."""
        self.answers: dict[int, dict] = {}
        if keep and os.path.exists(path):
            end = self._read(path)
            os.truncate(path, end)
        self._file = open(path, "a" if keep else "w", encoding="utf-8")  # noqa: SIM115
        self._unsaved = 0

    def _read(self, path: str) -> int:
        end = 0
        with open(path, "rb") as file:
            for line in file:
                if not line.endswith(b"\n"):
                    break
                try:
                    answer = json.loads(line)
                except ValueError:
                    break
                self.answers[answer["number"]] = answer
                end += len(line)
        return end

    def add(self, answer: dict) -> None:
        self.answers[answer["number"]] = answer
        self._file.write(json.dumps(answer, ensure_ascii=False) + "\n")
        self._file.flush()
        self._unsaved += 1
        if self._unsaved >= FLUSH_EVERY:
            self.sync()

    def sync(self) -> None:
        os.fsync(self._file.fileno())
        self._unsaved = 0

    def close(self) -> None:
        self.sync()
        self._file.close()


def write_in_order(path: str, answers: list[dict]) -> None:
    partial = f"{path}.partial"
    with open(partial, "w", encoding="utf-8") as file:
        for answer in answers:
            file.write(json.dumps(answer, ensure_ascii=False) + "\n")
    os.rename(partial, path)


def require_same(found: dict[int, dict], expected: dict[int, str]) -> None:
    """Answers to another dataset would count for nothing."""
    for number, answer in found.items():
        if expected.get(number) != answer["expected"]:
            message = "The dataset is not the one this job began with."
            raise system("evaluate.changed", message, "Start a new evaluation.")
