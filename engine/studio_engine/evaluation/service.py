"""A running service as the model: questions go to its servers side by side, which batch them as they come."""

import itertools
import json
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from urllib import error as errors
from urllib import request as requests

from ..contracts_generated import Service
from ..failures import EngineFailure, user
from .questions import Question

ANSWER_SECONDS = 600
PAUSES = (0.5, 2, 5, 10, 20)
ADVICE = "See that the service runs and is ready, then resume: answered samples are kept."


class ServedModel:
    def __init__(self, service: Service, new_tokens: int):
        self._service, self._new_tokens = service, new_tokens
        self._urls = itertools.cycle(str(url).rstrip("/") for url in service.urls)

    def answer(self, questions: list[Question]) -> Iterator[tuple[Question, dict]]:
        """In the order they come back."""
        waiting = iter(questions)
        with ThreadPoolExecutor(self._service.concurrency) as pool:
            running = {}
            try:
                for question in itertools.islice(waiting, self._service.concurrency):
                    running[pool.submit(self._ask, question, next(self._urls))] = question
                while running:
                    done, _rest = wait(running, return_when=FIRST_COMPLETED)
                    for future in done:
                        question = running.pop(future)
                        answer = future.result()
                        following = next(waiting, None)
                        if following is not None:
                            running[pool.submit(self._ask, following, next(self._urls))] = following
                        yield question, answer
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    def _ask(self, question: Question, url: str) -> dict:
        body = {
            "model": self._service.servedName,
            "messages": question.messages[:-1],
            "temperature": 0,
            "max_tokens": self._new_tokens,
        }
        choice = post(f"{url}/v1/chat/completions", body)["choices"][0]
        return {
            "answer": (choice["message"].get("content") or "").strip(),
            "cut": choice.get("finish_reason") == "length",
        }


def post(url: str, body: dict) -> dict:
    """Asks again while the server is busy or away; a refusal is the caller's."""
    data = json.dumps(body).encode()
    reason = ""
    for pause in (*PAUSES, None):
        try:
            call = requests.Request(url, data, {"content-type": "application/json"})
            with requests.urlopen(call, timeout=ANSWER_SECONDS) as answer:
                return json.load(answer)
        except errors.HTTPError as error:
            reason = f"{error.code}: {_message(error)}"
            if error.code < 500 and error.code not in (408, 429):
                raise _refused(reason) from error
        except (OSError, ValueError) as error:
            reason = str(error)
        if pause is not None:
            time.sleep(pause)
    raise user("service.unreachable", f"The service does not answer: {reason}"[:1000], ADVICE)


def _message(error: errors.HTTPError) -> str:
    text = error.read(2000).decode(errors="replace")
    try:
        return str(json.loads(text)["error"]["message"])
    except (ValueError, KeyError, TypeError):
        return text


def _refused(reason: str) -> EngineFailure:
    advice = "Ask for fewer new tokens, or choose a dataset whose questions fit the service's maximum length."
    return user("service.refused", f"The service refused a question with {reason}"[:1000], advice)
