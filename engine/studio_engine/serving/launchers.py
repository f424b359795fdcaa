"""The ways to start a server: vLLM in a fork of this process, vLLM as a program, or a command of one's own."""

import os
import shutil
import sys
import tempfile
from typing import Protocol

from ..contracts_generated import EngineSpec
from ..events import EventWriter
from ..single_threaded import SINGLE_THREADED
from . import forking, overlay, vllm_arguments
from .api import HOST
from .model_facts import ModelFacts, read_model
from .server_process import ServerProcess

# What the runner itself was given and a person's command has no business with.
OWN_VARIABLES = ("PYTHONPATH", "UV_", "PIP_INDEX_URL")

# vLLM leaves the sockets between its processes behind; a path to one has room for some 100 bytes.
SOCKETS = "VLLM_RPC_BASE_PATH"


def socket_folder() -> str:
    return tempfile.mkdtemp(prefix="studio-vllm-")


class Launcher(Protocol):
    health_path: str
    # A first real request is sent before it counts as healthy.
    answers_requests: bool
    # A server that imports its libraries itself says this once it goes on to the weights.
    loading_mark: str | None

    def prepare(self, events: EventWriter) -> None: ...
    def start(self, port: int) -> ServerProcess: ...


class VllmLauncher:
    health_path = "/health"
    answers_requests = True

    def __init__(self, spec: EngineSpec, model: ModelFacts):
        self._spec, self._model = spec, model


class ForkLauncher(VllmLauncher):
    """On a CPU: imports once, and every start, restarts too, is a fork."""

    loading_mark = None

    def prepare(self, events: EventWriter) -> None:
        events.progress("importing")
        os.environ.update({**SINGLE_THREADED, **vllm_arguments.environment(self._spec.cards)})
        forking.import_everything()
        forking.freeze()

    def start(self, port: int) -> ServerProcess:
        words = vllm_arguments.arguments(self._spec, self._model, port)
        sockets = socket_folder()

        def run() -> None:
            os.environ[SOCKETS] = sockets
            forking.serve(words, self._spec.threads)

        return ServerProcess.start(run, sockets)


class ProgramLauncher(VllmLauncher):
    """`python -m vllm…`, on any accelerator and with any environment."""

    loading_mark = "Initializing a V"

    def prepare(self, events: EventWriter) -> None:
        """The program imports by itself, at every start."""

    def start(self, port: int) -> ServerProcess:
        spec = self._spec
        words = [sys.executable, "-m", "vllm.entrypoints.openai.api_server"]
        words += vllm_arguments.arguments(spec, self._model, port)
        threads = {"OMP_NUM_THREADS": str(spec.threads)}
        env = {**os.environ, **threads, **vllm_arguments.environment(spec.cards), **spec.runner.environment}
        env[SOCKETS] = sockets = socket_folder()
        return ServerProcess.start(lambda: os.execve(sys.executable, words, env), sockets)


class CommandLauncher:
    """What a person wrote, by `bash -c` in a copy of their code."""

    answers_requests = False
    loading_mark = None

    def __init__(self, spec: EngineSpec):
        self._spec = spec
        self._custom = spec.runner.custom
        self.health_path = self._custom.healthPath
        self._code = os.path.join(spec.paths.work, "code")
        self._path = [os.path.dirname(sys.executable)]

    def prepare(self, events: EventWriter) -> None:
        events.progress("installing")
        shutil.rmtree(self._code, ignore_errors=True)
        if self._spec.paths.code is None:
            os.makedirs(self._code)
        else:
            shutil.copytree(self._spec.paths.code, self._code, symlinks=True)
        wanted = [line.root for line in self._custom.requirements]
        if wanted:
            python = overlay.install(wanted, os.path.join(self._spec.paths.work, "venv"))
            self._path.insert(0, os.path.dirname(python))

    def start(self, port: int) -> ServerProcess:
        spec = self._spec
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OWN_VARIABLES)}
        env = {
            **kept,
            "OMP_NUM_THREADS": str(spec.threads),
            **spec.runner.environment,
            "PATH": os.pathsep.join([*self._path, kept.get("PATH", os.defpath)]),
            "PORT": str(port),
            "HOST": HOST,
            "MODEL_PATH": spec.paths.model,
            "SERVED_NAME": spec.runner.servedName,
        }

        def run() -> None:
            os.chdir(self._code)
            os.execvpe("bash", ["bash", "-c", self._custom.command], env)

        return ServerProcess.start(run)


def choose(spec: EngineSpec) -> Launcher:
    if spec.runner.custom is not None:
        return CommandLauncher(spec)
    model = read_model(spec.paths.model)
    # Refuses what does not fit the memory before anything is imported.
    vllm_arguments.arguments(spec, model, 0)
    # Variables that libraries read when they are imported come too late for a fork.
    forks = spec.cards == 0 and not spec.runner.environment and forking.installed()
    return ForkLauncher(spec, model) if forks else ProgramLauncher(spec, model)
