"""The server as its callers see it: alive, its own figures, and one real request."""

import http.client
import json
import re
import socket
import threading
from contextlib import closing
from dataclasses import dataclass

HOST = "127.0.0.1"
PROBE_SECONDS = 5.0
# The first request of a large model on a CPU takes its time.
FIRST_REQUEST_SECONDS = 300.0
_SAMPLE = re.compile(r"^(?P<name>vllm:\w+)(?:\{[^}]*\})?\s+(?P<value>\S+)")


def free_port(wanted: int | None = None) -> int:
    """`wanted` if nobody has taken it meanwhile, so that an address stays the same over restarts."""
    for port in (wanted, 0) if wanted else (0,):
        with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return probe.getsockname()[1]
    raise OSError("no free port on the loopback address")


@dataclass
class Figures:
    """vLLM's metrics; counters are totals since its start."""

    running: float
    waiting: float
    kv_cache: float
    prompt_tokens: float
    generation_tokens: float


class Api:
    def __init__(self, port: int, health_path: str):
        self.port = port
        self._health_path = health_path

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def problem(self) -> str | None:
        """Why it does not count as healthy right now."""
        try:
            status, _body = self._ask("GET", self._health_path, None, PROBE_SECONDS)
        except OSError as error:
            silent = isinstance(error, TimeoutError)
            return f"no answer within {PROBE_SECONDS:.0f} s" if silent else f"no connection: {error}"
        except http.client.HTTPException as error:
            return f"no HTTP answer: {error!r}"
        return None if status == 200 else f"{self._health_path} answers {status}"

    def figures(self) -> Figures | None:
        """None from a server without vLLM's metrics."""
        try:
            status, body = self._ask("GET", "/metrics", None, PROBE_SECONDS)
        except (OSError, http.client.HTTPException):
            return None
        return read_figures(body.decode("utf-8", "replace")) if status == 200 else None

    def post(self, path: str, body: dict) -> tuple[int, bytes]:
        return self._ask("POST", path, json.dumps(body), FIRST_REQUEST_SECONDS)

    def _ask(self, method: str, path: str, body: str | None, seconds: float) -> tuple[int, bytes]:
        with closing(http.client.HTTPConnection(HOST, self.port, timeout=seconds)) as connection:
            headers = {"Content-Type": "application/json"} if body else {}
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()


class FirstRequest:
    """One real request, sent beside the looks: the server may die or be stopped meanwhile."""

    def __init__(self, api: Api, name: str):
        self.answered = False
        self.error: str | None = None
        self._api, self._name = api, name
        threading.Thread(target=self._send, daemon=True).start()

    def _send(self) -> None:
        """Models without text generation are asked for an embedding."""
        try:
            status, body = self._api.post("/v1/completions", {"model": self._name, "prompt": "1", "max_tokens": 1})
            if status == 404:
                status, body = self._api.post("/v1/embeddings", {"model": self._name, "input": "1"})
        except (OSError, http.client.HTTPException) as error:
            self.error = repr(error)
            return
        if status == 200:
            self.answered = True
        else:
            self.error = f"{status} {body.decode('utf-8', 'replace')[:500]}"


def read_figures(text: str) -> Figures | None:
    """Sums over engines; of older and newer names of one figure whichever is there."""
    sums: dict[str, float] = {}
    for line in text.splitlines():
        found = _SAMPLE.match(line)
        if found:
            name = found["name"].removeprefix("vllm:")
            sums[name] = sums.get(name, 0.0) + float(found["value"])
    if "num_requests_running" not in sums:
        return None
    return Figures(
        running=sums["num_requests_running"],
        waiting=sums.get("num_requests_waiting", 0.0),
        kv_cache=sums.get("kv_cache_usage_perc", sums.get("gpu_cache_usage_perc", 0.0)),
        prompt_tokens=sums.get("prompt_tokens_total", 0.0),
        generation_tokens=sums.get("generation_tokens_total", 0.0),
    )
