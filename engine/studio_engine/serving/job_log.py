"""What a server printed: its output is the job's log, and its last words tell why it could not start."""

import os
import stat


class JobLog:
    def __init__(self) -> None:
        """Standard output must be a file for anything to be read back."""
        self._path: str | None = None
        if stat.S_ISREG(os.fstat(1).st_mode):
            self._path = os.readlink("/proc/self/fd/1")
        self._start = 0

    def mark(self) -> None:
        """From here on a new server speaks."""
        self._start = os.fstat(1).st_size

    def since_mark(self, limit: int = 256 * 1024) -> str:
        if self._path is None:
            return ""
        try:
            with open(self._path, "rb") as file:
                size = os.fstat(file.fileno()).st_size
                file.seek(max(self._start, size - limit))
                return file.read().decode("utf-8", "replace")
        except OSError:
            return ""
