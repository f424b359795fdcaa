"""A process that has imported the engine once and forks for each job: 20 s of imports become a fork.

Requests are JSON lines on a unix socket, answered in order:
  {"ping": true}                                            → {"ok": true, "pid": n}
  {"spec": PATH, "events": PATH, "log": PATH, "cwd"?: PATH} → {"pid": n, "startTime": "…"}   or {"error": "…"}
After `--lonely-seconds` without a request it ends: the agent that asked was killed, and none followed.
A child is its own session and outlives this process. When it ends, `exit.json` beside its events says
{"code": n | null, "signal": name | null}; the child writes it for an ordinary end, this process for a killed one.
"""

import contextlib
import gc
import json
import os
import selectors
import signal
import socket
import sys
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor

from .forked_child import run_in_child, write_exit
from .single_threaded import SINGLE_THREADED

# Of 20 steps; children are forked by the main thread, which keeps its own.
LOW_PRIORITY = 15
CHECK_SECONDS = 1.0


def import_training() -> None:
    """What a job would import, so that a child finds it in memory."""
    import accelerate  # noqa: F401
    import peft  # noqa: F401
    import torch
    import torch.utils.tensorboard
    import transformers.models.auto.modeling_auto
    import transformers.models.qwen2.modeling_qwen2  # noqa: F401
    import trl  # noqa: F401

    from . import check_weights, compress, evaluate, probe_tune, runner, tune  # noqa: F401

    torch.set_num_threads(1)


def import_serving() -> None:
    """In a thread of low priority: half a minute of imports must not slow down what people wait for."""
    from .serving import forking, vllm_arguments

    def run() -> None:
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LOW_PRIORITY)
        from . import runner, serve  # noqa: F401

        forking.import_everything()

    os.environ.update(vllm_arguments.environment(cards=0))
    with ThreadPoolExecutor(1) as pool:
        pool.submit(run).result()


IMPORTS = {"train": import_training, "serve": import_serving}


class WarmRunner:
    def __init__(self, path: str, lonely_seconds: float):
        self._path = path
        self._lonely_seconds = lonely_seconds
        self._selector = selectors.DefaultSelector()
        self._children: dict[int, str] = {}
        self._connections: dict[socket.socket, bytes] = {}
        self._stopping = False
        self._listener = self._listen()
        self._wake, wake_write = os.pipe()
        for fd in (self._wake, wake_write):
            os.set_blocking(fd, False)
        signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._selector.register(self._wake, selectors.EVENT_READ)

    def _listen(self) -> socket.socket:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self._path)
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        previous = os.umask(0o177)
        try:
            listener.bind(self._path)
        finally:
            os.umask(previous)
        listener.listen(64)
        listener.setblocking(False)
        return listener

    def _stop(self, *_signal) -> None:
        self._stopping = True

    def run(self) -> int:
        print(json.dumps({"ready": True, "pid": os.getpid()}), flush=True)
        heard = time.monotonic()
        while not self._stopping and time.monotonic() - heard < self._lonely_seconds:
            for key, _events in self._selector.select(CHECK_SECONDS):
                if key.fileobj is self._listener:
                    heard = time.monotonic()
                    self._accept()
                elif key.fileobj == self._wake:
                    with contextlib.suppress(BlockingIOError):
                        os.read(self._wake, 4096)
                else:
                    self._read(key.fileobj)
            self._reap()
        # Children are sessions of their own: they go on, and find nobody to wait for them, which is fine.
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self._path)
        return 0

    def _accept(self) -> None:
        connection, _address = self._listener.accept()
        connection.setblocking(False)
        self._connections[connection] = b""
        self._selector.register(connection, selectors.EVENT_READ)

    def _read(self, connection: socket.socket) -> None:
        try:
            data = connection.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            return self._drop(connection)
        *lines, self._connections[connection] = (self._connections[connection] + data).split(b"\n")
        for line in filter(None, lines):
            answer = self._answer(line)
            try:
                connection.setblocking(True)
                connection.settimeout(5)
                connection.sendall(json.dumps(answer).encode() + b"\n")
                connection.setblocking(False)
            except OSError:
                return self._drop(connection)

    def _drop(self, connection: socket.socket) -> None:
        self._selector.unregister(connection)
        del self._connections[connection]
        connection.close()

    def _answer(self, line: bytes) -> dict:
        try:
            request = json.loads(line)
            if request.get("ping"):
                return {"ok": True, "pid": os.getpid()}
            missing = [name for name in ("spec", "events", "log") if not isinstance(request.get(name), str)]
            if missing:
                return {"error": f"missing: {', '.join(missing)}"}
            return self._fork(request)
        except Exception as error:
            traceback.print_exc()
            return {"error": f"{type(error).__name__}: {error}"}

    def _fork(self, request: dict) -> dict:
        os.makedirs(os.path.dirname(os.path.abspath(request["log"])), exist_ok=True)
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid == 0:
            self._become_child(request)
        self._children[pid] = request["events"]
        return {"pid": pid, "startTime": start_time(pid)}

    def _become_child(self, request: dict) -> None:
        """Never returns."""
        code = 1
        try:
            os.setsid()
            signal.set_wakeup_fd(-1)
            for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT):
                signal.signal(number, signal.SIG_DFL)
            self._selector.close()
            self._listener.close()
            for connection in self._connections:
                connection.close()
            code = run_in_child(request)
        except BaseException:
            traceback.print_exc()
        finally:
            with contextlib.suppress(Exception):
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(code)

    def _reap(self) -> None:
        while self._children:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            events = self._children.pop(pid, None)
            if events is not None:
                write_exit(events, os.waitstatus_to_exitcode(status))


def start_time(pid: int) -> str:
    """Field 22 of /proc/PID/stat: with the pid it names one process for ever."""
    with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
        return file.read().rpartition(")")[2].split()[19]


def threads_now() -> int:
    return len(os.listdir("/proc/self/task"))


def serve(path: str, engine: str, lonely_seconds: float) -> int:
    os.environ.update(SINGLE_THREADED)
    IMPORTS[engine]()
    # What was imported is never garbage; leaving it out keeps its pages shared with the children.
    gc.collect()
    gc.freeze()
    if threads_now() > 1:
        print(f"warning: {threads_now()} threads before the first fork", file=sys.stderr, flush=True)
    return WarmRunner(path, lonely_seconds).run()
