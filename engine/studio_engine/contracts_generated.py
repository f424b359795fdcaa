"""Generated from lib/contracts/agent by scripts/generate/engine-contracts.ts. Do not edit."""

from pydantic import AnyUrl, AwareDatetime, BaseModel, ConfigDict, Field, RootModel, StringConstraints
from typing import Annotated, Literal
from typing_extensions import TypeAliasType


class Expected(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    architecture: Annotated[str | None, Field(max_length=200)]
    modelType: Annotated[str | None, Field(max_length=100)]
    quantised: bool
    config: dict[str, str | float | bool]


EnvironmentAdditionalProperty = TypeAliasType(
    "EnvironmentAdditionalProperty", Annotated[str, Field(max_length=4000)]
)


class Paths(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    model: str | None
    dataset: str | None
    benchmark: str | None
    repositories: dict[str, str]
    output: str | None
    code: str | None
    work: str


class FieldSchema0(RootModel[str]):
    model_config = ConfigDict(
        regex_engine="python-re",
    )
    root: Annotated[
        str,
        Field(
            max_length=1200,
            pattern="^storage:\\/\\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\\/[^\\0]*)?$",
        ),
    ]


class TuneHyperparameters(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    iterations: Annotated[int, Field(ge=0, le=100000)]
    epochs: Annotated[float, Field(gt=0.0, le=1000.0)]
    learningRate: Annotated[float, Field(gt=0.0, le=0.1)]
    batchSize: Annotated[int, Field(ge=1, le=4096)]
    maxLength: Annotated[int, Field(ge=16, le=131072)]
    packing: bool
    warmupRatio: Annotated[float, Field(ge=0.0, le=1.0)]
    scheduler: Literal["linear", "cosine", "constant", "constant_with_warmup"]
    weightDecay: Annotated[float, Field(ge=0.0, le=1.0)]
    maxGradNorm: Annotated[float, Field(gt=0.0, le=1000.0)]
    loraRank: Annotated[int, Field(ge=1, le=512)]
    loraAlpha: Annotated[float, Field(gt=0.0, le=2048.0)]
    loraDropout: Annotated[float, Field(ge=0.0, le=0.9)]
    validationFraction: Annotated[float, Field(ge=0.0, le=0.5)]
    saveEverySteps: Annotated[int, Field(ge=1, le=100000)]
    logEverySteps: Annotated[int, Field(ge=1, le=1000)]
    seed: Annotated[int, Field(ge=0, le=2147483647)]


class HarnessLeaf(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    name: Annotated[str, Field(max_length=200, min_length=1)]
    config: Annotated[str, Field(max_length=300, min_length=1)]
    repository: Annotated[str, Field(max_length=200, min_length=1)]
    format: Literal["parquet", "json", "csv"]
    files: dict[str, list[str]]


class FieldSchema6(RootModel[str]):
    root: Annotated[str, Field(max_length=300, min_length=1)]


class TuneSpec(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        regex_engine="python-re",
    )
    kind: Literal["tune"]
    method: Literal["full", "lora"]
    model: Annotated[
        str,
        Field(
            max_length=1200,
            pattern="^storage:\\/\\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\\/[^\\0]*)?$",
        ),
    ]
    dataset: Annotated[
        str,
        Field(
            max_length=1200,
            pattern="^storage:\\/\\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\\/[^\\0]*)?$",
        ),
    ]
    output: Annotated[
        str,
        Field(
            max_length=1200,
            pattern="^storage:\\/\\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\\/[^\\0]*)?$",
        ),
    ]
    hyperparameters: TuneHyperparameters


class CheckWeightsSpec(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        regex_engine="python-re",
    )
    kind: Literal["check-weights"]
    model: Annotated[
        str,
        Field(
            max_length=1200,
            pattern="^storage:\\/\\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\\/[^\\0]*)?$",
        ),
    ]
    expected: Expected


class ProbeTuneSpec(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        regex_engine="python-re",
    )
    kind: Literal["probe-tune"]
    method: Literal["full", "lora"]
    model: Annotated[
        str,
        Field(
            max_length=1200,
            pattern="^storage:\\/\\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\\/[^\\0]*)?$",
        ),
    ]
    dataset: Annotated[
        str,
        Field(
            max_length=1200,
            pattern="^storage:\\/\\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\\/[^\\0]*)?$",
        ),
    ]
    hyperparameters: TuneHyperparameters


class Service(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    urls: Annotated[list[AnyUrl], Field(max_length=64, min_length=1)]
    servedName: Annotated[str, Field(max_length=200, min_length=1)]
    concurrency: Annotated[int, Field(ge=1, le=1024)]


class CompressSpec(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        regex_engine="python-re",
    )
    kind: Literal["compress"]
    method: Literal["smoothquant-w8a8", "awq-w4a16"]
    model: Annotated[
        str,
        Field(
            max_length=1200,
            pattern="^storage:\\/\\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\\/[^\\0]*)?$",
        ),
    ]
    dataset: FieldSchema0 | None
    benchmark: FieldSchema0 | None
    output: Annotated[
        str,
        Field(
            max_length=1200,
            pattern="^storage:\\/\\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\\/[^\\0]*)?$",
        ),
    ]
    migrationStrength: Annotated[float, Field(ge=0.0, le=1.0)]
    samples: Annotated[int, Field(ge=8, le=4096)]
    maxLength: Annotated[int, Field(ge=32, le=32768)]
    reportSamples: Annotated[int, Field(ge=0, le=1000)]
    measureSpeed: bool
    seed: Annotated[int, Field(ge=0, le=2147483647)]


class Custom(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    command: Annotated[str, Field(max_length=8000, min_length=1)]
    code: FieldSchema0 | None
    requirements: Annotated[list[FieldSchema6], Field(max_length=200)]
    healthPath: Annotated[str, Field(max_length=200, pattern="^\\/.*")]


class ServeSpec(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        regex_engine="python-re",
    )
    kind: Literal["serve"]
    model: Annotated[
        str,
        Field(
            max_length=1200,
            pattern="^storage:\\/\\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\\/[^\\0]*)?$",
        ),
    ]
    servedName: Annotated[str, Field(max_length=200, min_length=1)]
    maxLength: Annotated[int, Field(ge=16, le=1048576)]
    maxConcurrency: Annotated[int, Field(ge=1, le=1024)]
    quantisation: Literal["auto", "ascend"]
    environment: dict[
        Annotated[
            str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", max_length=100)
        ],
        EnvironmentAdditionalProperty,
    ]
    custom: Custom | None
    drainSeconds: Annotated[float, Field(ge=0.0, le=3600.0)]


class HarnessTask(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    name: Annotated[str, Field(max_length=200, min_length=1)]
    leaves: Annotated[list[HarnessLeaf], Field(min_length=1)]


class HarnessSpec(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    tasks: Annotated[list[HarnessTask], Field(min_length=1)]
    fewShot: Annotated[int | None, Field(ge=0, le=64)]
    limit: Annotated[int | None, Field(ge=1)]
    batchSize: Annotated[int, Field(ge=1, le=1024)]
    chatTemplate: bool


class EvaluateSpec(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        regex_engine="python-re",
    )
    kind: Literal["evaluate"]
    model: Annotated[
        str,
        Field(
            max_length=1200,
            pattern="^storage:\\/\\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\\/[^\\0]*)?$",
        ),
    ]
    dataset: Annotated[
        str,
        Field(
            max_length=1200,
            pattern="^storage:\\/\\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\\/[^\\0]*)?$",
        ),
    ]
    harness: HarnessSpec | None
    output: FieldSchema0 | None
    maxNewTokens: Annotated[int, Field(ge=1, le=4096)]
    metrics: Annotated[
        list[
            Literal[
                "exact_match",
                "rouge_1",
                "rouge_2",
                "rouge_l",
                "bleu_4",
                "perplexity",
                "choice",
                "choice_norm",
            ]
        ],
        Field(min_length=1),
    ]
    seed: Annotated[int, Field(ge=0, le=2147483647)]
    service: Service | None


class EngineSpec(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    jobId: Annotated[str, Field(pattern="^job_[0-9a-hjkmnp-tv-z]{26}$")]
    attempt: Annotated[int, Field(gt=0)]
    runner: (
        TuneSpec
        | CheckWeightsSpec
        | ProbeTuneSpec
        | EvaluateSpec
        | CompressSpec
        | ServeSpec
    )
    paths: Paths
    threads: Annotated[int, Field(ge=1)]
    memoryBytes: Annotated[int, Field(gt=0)]
    cards: Annotated[int, Field(ge=0)]


class TuneResult(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    kind: Literal["tune"]
    steps: int
    tokens: float
    finalLoss: float | None
    finalValidationLoss: float | None
    parameters: float
    sizeBytes: float


class CheckWeightsResult(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    kind: Literal["check-weights"]
    architecture: str | None
    parameters: float
    sizeBytes: float
    contextLength: float | None
    dtype: str | None
    vocabularySize: float | None


class ProbeTuneResult(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    kind: Literal["probe-tune"]
    tokensPerSecond: float
    secondsPerStep: float
    averageSampleTokens: float
    stepsForOneEpoch: int
    peakMemoryBytes: float


class HarnessFigure(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    metric: str
    filter: str
    value: float
    stderr: float | None


class Layer(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    name: str
    error: float


class Example(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    question: str
    expected: str
    before: str
    after: str


class Answers(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    samples: int
    changed: int
    correctBefore: int
    correctAfter: int
    examples: list[Example]


class Failure(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    code: Annotated[str, Field(max_length=100, min_length=1)]
    kind: Literal["user", "system"]
    message: Annotated[str, Field(max_length=4000)]
    advice: Annotated[str | None, Field(max_length=2000)]


class MetricInterval(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    value: float
    lower: float
    upper: float


class FieldSchema3(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    tokensPerSecond: float
    firstTokenSeconds: float
    memoryBytes: float


class StartedEvent(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    type: Literal["started"]
    at: AwareDatetime
    resumedFromStep: int | None


class ProgressEvent(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    type: Literal["progress"]
    at: AwareDatetime
    phase: Literal[
        "preparing",
        "loading",
        "training",
        "validating",
        "merging",
        "saving",
        "checking",
        "answering",
        "measuring",
        "calibrating",
        "installing",
        "importing",
        "warming",
        "serving",
        "draining",
    ]
    step: Annotated[int, Field(ge=0)]
    total: Annotated[int, Field(ge=0)]
    remainingSeconds: Annotated[float | None, Field(ge=0.0)]


class MetricEvent(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    type: Literal["metric"]
    at: AwareDatetime
    step: Annotated[int, Field(ge=0)]
    values: dict[
        Literal[
            "loss",
            "validation_loss",
            "learning_rate",
            "grad_norm",
            "tokens_per_second",
            "cpu_percent",
            "memory_bytes",
            "npu_percent",
            "npu_memory_bytes",
            "requests_running",
            "requests_waiting",
            "kv_cache_percent",
            "prompt_tokens_per_second",
            "generation_tokens_per_second",
        ],
        float,
    ]


class CheckpointEvent(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    type: Literal["checkpoint"]
    at: AwareDatetime
    step: Annotated[int, Field(ge=0)]


class ArtifactEvent(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        regex_engine="python-re",
    )
    type: Literal["artifact"]
    at: AwareDatetime
    name: Annotated[str, Field(max_length=200)]
    uri: Annotated[
        str,
        Field(
            max_length=1200,
            pattern="^storage:\\/\\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\\/[^\\0]*)?$",
        ),
    ]
    sizeBytes: Annotated[float, Field(ge=0.0)]


class EndpointEvent(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    type: Literal["endpoint"]
    at: AwareDatetime
    url: AnyUrl


class HealthEvent(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    type: Literal["health"]
    at: AwareDatetime
    healthy: bool
    reason: Annotated[str | None, Field(max_length=1000)]
    restarts: Annotated[int, Field(ge=0)]


class HarnessResult(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    name: str
    taskVersion: str
    fewShot: int
    samples: int
    dataSha256: str
    figures: list[HarnessFigure]
    metrics: dict[
        Literal[
            "exact_match",
            "rouge_1",
            "rouge_2",
            "rouge_l",
            "bleu_4",
            "perplexity",
            "choice",
            "choice_norm",
        ],
        MetricInterval,
    ]


class Harness(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    version: str
    tasks: list[HarnessResult]


class EvaluateResult(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    kind: Literal["evaluate"]
    samples: int
    correct: int
    accuracy: float
    metrics: dict[
        Literal[
            "exact_match",
            "rouge_1",
            "rouge_2",
            "rouge_l",
            "bleu_4",
            "perplexity",
            "choice",
            "choice_norm",
        ],
        MetricInterval,
    ]
    harness: Harness | None
    cutAnswers: int
    cutQuestions: int


class Speed(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    engine: Literal["vllm", "transformers"]
    prompts: int
    newTokens: int
    before: FieldSchema3
    after: FieldSchema3


class CompressionReport(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    tokens: int
    perplexityBefore: float
    perplexityAfter: float
    layers: list[Layer]
    answers: Answers | None
    speed: Speed | None


class CompressResult(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    kind: Literal["compress"]
    format: Literal["compressed-tensors", "ascend"]
    parameters: float
    sizeBytes: float
    originalBytes: float
    linearLayers: int
    calibrationTokens: int
    report: CompressionReport | None


class ResultEvent(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    type: Literal["result"]
    at: AwareDatetime
    result: (
        TuneResult
        | CheckWeightsResult
        | ProbeTuneResult
        | EvaluateResult
        | CompressResult
    )


class FailureEvent(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    type: Literal["failure"]
    at: AwareDatetime
    failure: Annotated[Failure, Field(title="Failure")]


class StoppedEvent(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    type: Literal["stopped"]
    at: AwareDatetime
    step: int | None


class RunnerEvent(
    RootModel[
        StartedEvent
        | ProgressEvent
        | MetricEvent
        | CheckpointEvent
        | ArtifactEvent
        | EndpointEvent
        | HealthEvent
        | ResultEvent
        | FailureEvent
        | StoppedEvent
    ]
):
    root: Annotated[
        StartedEvent
        | ProgressEvent
        | MetricEvent
        | CheckpointEvent
        | ArtifactEvent
        | EndpointEvent
        | HealthEvent
        | ResultEvent
        | FailureEvent
        | StoppedEvent,
        Field(title="RunnerEvent"),
    ]
