"""Serves a model until SIGTERM: there is no `result`, only `stopped` or `failure`."""

from .contracts_generated import EngineSpec
from .events import EventWriter
from .serving import launchers
from .serving.instance import Instance
from .stopping import StopFlag


def run(spec: EngineSpec, events: EventWriter, stop: StopFlag) -> None:
    events.started()
    launcher = launchers.choose(spec)
    launcher.prepare(events)
    Instance(spec, events, stop, launcher).run()
