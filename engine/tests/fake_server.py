"""What a person's own start command may be: a small server that does as the file $CONTROL says, now."""

import json
import os
import signal
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def control() -> dict:
    with open(os.environ["CONTROL"], encoding="utf-8") as file:
        return json.load(file)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        wish = control()
        if self.path == "/health":
            time.sleep(wish.get("healthSeconds", 0))
            self.answer(wish.get("health", 200), "")
        elif self.path == "/metrics" and "running" in wish:
            self.answer(200, f'vllm:num_requests_running{{engine="0"}} {wish["running"]}\n')
        elif self.path == "/seen":
            self.answer(200, json.dumps({"environment": dict(os.environ), "folder": os.getcwd()}))
        else:
            self.answer(404, "")

    def answer(self, status: int, body: str) -> None:
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_words) -> None:
        pass


def leave(*_signal) -> None:
    print("asked to leave", flush=True)
    sys.exit(0)


if control().get("breaks"):
    print("the model is not my cup of tea", flush=True)
    sys.exit(3)
signal.signal(signal.SIGTERM, leave)
ThreadingHTTPServer((os.environ["HOST"], int(os.environ["PORT"])), Handler).serve_forever()
