"""A runner for tests that speaks the engine's protocol and does what `plan.json` in its model folder says."""

import argparse
import json
import os
import signal
import socket
import sys
import time
from datetime import datetime, timezone


def now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Term(Exception):
    pass


def serve(spec: dict, plan: dict, emit) -> int:
    """A server in a group of its own, as the engine's; it drains for `busySeconds`."""
    server = os.fork()
    if server == 0:
        os.setpgid(0, 0)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        time.sleep(600)
        os._exit(0)
    try:
        emit("started", resumedFromStep=None)
        for phase in ("importing", "loading", "warming", "serving"):
            emit("progress", phase=phase, step=0, total=0, remainingSeconds=None)
        emit("endpoint", url="http://127.0.0.1:9")
        emit("health", healthy=True, reason=None, restarts=0)
        print(f"serving {spec['runner']['servedName']} with server {server}", flush=True)
        for step in range(100000):
            time.sleep(plan["stepSeconds"])
            emit("metric", step=step, values={"requests_running": 1})
    except Term:
        emit("progress", phase="draining", step=0, total=1, remainingSeconds=plan.get("busySeconds", 0))
        time.sleep(plan.get("busySeconds", 0))
        os.kill(server, signal.SIGKILL)
        emit("stopped", step=None)
    return 143


def on_term(*_):
    raise Term


def run(spec_path: str, events_path: str) -> int:
    with open(spec_path) as file:
        spec = json.load(file)
    with open(os.path.join(spec["paths"]["model"], "plan.json")) as file:
        plan = json.load(file)
    events = open(events_path, "a")

    def emit(kind: str, **fields) -> None:
        events.write(json.dumps({"type": kind, "at": now(), **fields}) + "\n")
        events.flush()

    signal.signal(signal.SIGTERM, signal.SIG_IGN if plan.get("ignoreTerm") else on_term)
    if spec["runner"]["kind"] == "serve":
        return serve(spec, plan, emit)
    checkpoint = os.path.join(spec["paths"]["work"], "step")
    step = int(open(checkpoint).read()) if os.path.exists(checkpoint) else 0
    steps = plan["steps"]
    print("hello from the runner", flush=True)
    try:
        time.sleep(plan.get("quietSeconds", 0))
        emit("started", resumedFromStep=step or None)
        while step < steps:
            step += 1
            time.sleep(plan["stepSeconds"])
            with open(checkpoint, "w") as file:
                file.write(str(step))
            emit("metric", step=step, values={"loss": 1 / step})
            emit("progress", phase="training", step=step, total=steps, remainingSeconds=0)
            print(f"lm loss {1 / step} at step {step}", flush=True)
    except Term:
        emit("stopped", step=step)
        return 143
    end = plan.get("end", "result")
    if end == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if end == "failure":
        emit("failure", failure={"code": "tune.diverged", "kind": "user", "message": "nan", "advice": "lower it"})
        return 1
    if spec["paths"]["output"]:
        os.makedirs(os.path.join(spec["paths"]["output"], "adapter"), exist_ok=True)
        for name in ("config.json", "adapter/说明.txt"):
            with open(os.path.join(spec["paths"]["output"], name), "w") as file:
                file.write("{}")
    emit("result", result={"kind": "tune", "steps": steps, "tokens": steps * 10, "finalLoss": 0.5,
                           "finalValidationLoss": None, "parameters": 10, "sizeBytes": 2})
    time.sleep(plan.get("lingerSeconds", 0))
    return 0


def start_time(pid: int) -> str:
    with open(f"/proc/{pid}/stat") as file:
        return file.read().rpartition(")")[2].split()[19]


def fork(request: dict) -> dict:
    pid = os.fork()
    if pid:
        return {"pid": pid, "startTime": start_time(pid)}
    os.setsid()
    log = os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)
    code = run(request["spec"], request["events"])
    with open(os.path.join(os.path.dirname(request["events"]), "exit.json"), "w") as file:
        json.dump({"code": code, "signal": None}, file)
    os._exit(code)


def warm(path: str) -> int:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(path)
    server.listen(8)
    while True:
        connection, _ = server.accept()
        line = connection.makefile().readline()
        if line:
            request = json.loads(line)
            answer = {"ok": True} if request.get("ping") else fork(request)
            connection.sendall((json.dumps(answer) + "\n").encode())
        connection.close()


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("kind")
    for name in ("--spec", "--events", "--socket", "--engine", "--lonely-seconds"):
        parser.add_argument(name)
    arguments = parser.parse_args()
    return warm(arguments.socket) if arguments.kind == "warm" else run(arguments.spec, arguments.events)


if __name__ == "__main__":
    sys.exit(main())
