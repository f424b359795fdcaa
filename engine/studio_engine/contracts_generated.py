"""Generated from lib/contracts/agent by scripts/generate/engine-contracts.ts. Do not edit."""

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, RootModel
from typing import Annotated, Literal


class Expected(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    architecture: Annotated[str | None, Field(max_length=200)]
    modelType: Annotated[str | None, Field(max_length=100)]
    quantised: bool
    config: dict[str, str | float | bool]


class Paths(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    model: str
    dataset: str | None
    output: str | None
    work: str


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
    maxNewTokens: Annotated[int, Field(ge=1, le=1024)]


class EngineSpec(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    jobId: Annotated[str, Field(pattern="^job_[0-9a-hjkmnp-tv-z]{26}$")]
    attempt: Annotated[int, Field(gt=0)]
    runner: TuneSpec | CheckWeightsSpec | ProbeTuneSpec | EvaluateSpec
    paths: Paths
    threads: Annotated[int, Field(ge=1)]


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


class EvaluateResult(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    kind: Literal["evaluate"]
    samples: int
    correct: int
    accuracy: float


class Failure(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    code: Annotated[str, Field(max_length=100, min_length=1)]
    kind: Literal["user", "system"]
    message: Annotated[str, Field(max_length=4000)]
    advice: Annotated[str | None, Field(max_length=2000)]


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


class ResultEvent(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    type: Literal["result"]
    at: AwareDatetime
    result: TuneResult | CheckWeightsResult | ProbeTuneResult | EvaluateResult


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
        | ResultEvent
        | FailureEvent
        | StoppedEvent,
        Field(title="RunnerEvent"),
    ]
