"""A server as a process group of its own: the job's SIGTERM does not reach it before it is drained."""

import contextlib
import ctypes
import os
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable

PR_SET_PDEATHSIG = 1
HANDLED = (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD, signal.SIGHUP, signal.SIGPIPE)


class ServerProcess:
    def __init__(self, pid: int, scratch: str | None = None):
        self.pid = pid
        self._scratch = scratch
        self.started_at = time.monotonic()
        self._status: int | None = None

    @classmethod
    def start(cls, main: Callable[[], object], scratch: str | None = None) -> "ServerProcess":
        """Runs `main` in a fork; it may exec. It ends when this process is gone; `scratch` is removed with it."""
        sys.stdout.flush()
        sys.stderr.flush()
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            _become_server(parent, main)
        with contextlib.suppress(OSError):
            os.setpgid(pid, pid)
        return cls(pid, scratch)

    def exit_code(self) -> int | None:
        """None while it runs; negative for the signal that ended it."""
        if self._status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid != 0:
                self._status = os.waitstatus_to_exitcode(status)
                self._clear()
        return self._status

    def terminate(self) -> None:
        """To the leader alone: it knows in which order its workers have to leave."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)

    def kill(self) -> None:
        """The whole group, workers that lost their leader included."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        if self._status is None:
            with contextlib.suppress(ChildProcessError):
                self._status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
                self._clear()

    def _clear(self) -> None:
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)


def end_with_parent(parent: int) -> None:
    """Linux kills this process when the thread that started it is gone."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def how_it_ended(code: int) -> str:
    if code < 0:
        return f"it was ended by signal {signal.Signals(-code).name}"
    return f"it left with code {code}"


def _become_server(parent: int, main: Callable[[], object]) -> None:
    """Never returns."""
    code = 1
    try:
        os.setpgid(0, 0)
        end_with_parent(parent)
        signal.set_wakeup_fd(-1)
        for number in HANDLED:
            signal.signal(number, signal.SIG_DFL)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        main()
        code = 0
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 0 if left.code is None else 1
    except BaseException:
        traceback.print_exc()
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)
