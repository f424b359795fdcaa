"""Lines of the job's log. The iteration line keeps the form that Megatron's log readers know."""

import time


def say(text: str) -> None:
    print(f"[{time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime())}] {text}", flush=True)


def iteration_line(
    step: int,
    total: int,
    samples: int,
    milliseconds: float,
    learning_rate: float,
    batch_size: int,
    loss: float,
    grad_norm: float | None,
    tokens_per_second: float,
) -> str:
    norm = "n/a" if grad_norm is None else f"{grad_norm:.3f}"
    return (
        f"iteration {step:8d}/{total:8d} | consumed samples: {samples:12d} | "
        f"elapsed time per iteration (ms): {milliseconds:.1f} | learning rate: {learning_rate:.6E} | "
        f"global batch size: {batch_size:5d} | lm loss: {loss:.6E} | grad norm: {norm} | "
        f"tokens per second per card: {tokens_per_second:.1f} |"
    )
