"""python -m studio_engine KIND --spec spec.json --events events.jsonl
python -m studio_engine warm --engine train|serve --socket PATH [--lonely-seconds N]

Exit codes: 0 done (a `result` was written), 1 failed (`failure`), 143 stopped by SIGTERM (`stopped`).
"""

import argparse
import math
import os
import sys

KINDS = ("tune", "check-weights", "probe-tune", "evaluate", "compress", "serve")


def main() -> int:
    for name in ("HF_HUB_OFFLINE", "HF_DATASETS_OFFLINE", "HF_EVALUATE_OFFLINE"):
        os.environ.setdefault(name, "1")
    # On cores shared with other work, threads that spin while they wait made a step ten times slower.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    # Progress bars tear a log file to pieces; the warm parent's first line has to be that it is ready.
    os.environ.setdefault("TQDM_DISABLE", "1")
    os.environ.setdefault("LLM_COMPRESSOR_LOG_LEVEL", "ERROR")
    parser = argparse.ArgumentParser(prog="studio_engine")
    parser.add_argument("kind", choices=[*KINDS, "warm"])
    parser.add_argument("--spec")
    parser.add_argument("--events")
    parser.add_argument("--socket")
    parser.add_argument("--engine", choices=["train", "serve"], default="train")
    parser.add_argument("--lonely-seconds", type=float, default=math.inf)
    arguments = parser.parse_args()
    if arguments.kind == "warm":
        if not arguments.socket:
            parser.error("warm needs --socket PATH")
        from .warm import serve

        return serve(arguments.socket, arguments.engine, arguments.lonely_seconds)
    if not arguments.spec or not arguments.events:
        parser.error(f"{arguments.kind} needs --spec FILE and --events FILE")
    from .runner import run_job

    return run_job(arguments.spec, arguments.events, arguments.kind)


if __name__ == "__main__":
    sys.exit(main())
