"""A disk without space: the runner's last word still reaches the agent."""

import json
import subprocess
import sys

from conftest import ENGINE

MOUNT = 'mount -t tmpfs -o size="$1" tmpfs "$2" && shift 2 && exec "$@"'
CODE = """
import errno, json, sys
from studio_engine.events import EventWriter
from studio_engine.failures import classify
path = sys.argv[1]
events = EventWriter(path)
error = None
for step in range(100000):
    try:
        events.metric(step, {"loss": 1.0})
    except OSError as full:
        error = full
        break
events.failure(classify(error, path).failure)
with open(path, encoding="utf-8") as file:
    print(json.dumps([error.errno == errno.ENOSPC, step, [json.loads(line) for line in file]]))
"""


def test_the_failure_is_written_whole_after_everything_before_it(tmp_path):
    run = [sys.executable, "-c", CODE, str(tmp_path / "events.jsonl")]
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-ec", MOUNT, "sh", "262144", str(tmp_path), *run],
        cwd=ENGINE,
        capture_output=True,
        text=True,
        check=True,
    )
    full, last, events = json.loads(done.stdout)
    assert full
    assert [event["step"] for event in events[:-1]] == list(range(last + 1))
    failure = events[-1]["failure"]
    assert failure["code"] == "disk.full"
    assert f"0 MB free at {tmp_path}" in failure["message"]
