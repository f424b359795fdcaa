"""A gateway of our own in front of an engine that behaves as the request asks; see gateway/testing/clients.child.ts."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def address():
    node = shutil.which("node")
    assert node, "node is not on the PATH"
    command = [node, "--disable-warning=ExperimentalWarning", "gateway/testing/clients.child.ts"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        url = process.stdout.readline().strip()
        assert url.startswith("http"), "the gateway did not start"
        yield f"{url}/v1"
        process.stdin.close()
        assert process.wait(timeout=20) == 0
