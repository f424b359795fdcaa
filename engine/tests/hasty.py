"""The runner with short patience, so that a test of it is short too. Arguments: spec, events."""

import sys

from studio_engine import runner
from studio_engine.serving import api, backoff, instance

api.PROBE_SECONDS = 0.3
backoff.FIRST_SECONDS = 0.05
instance.PROBE_SECONDS = 0.1
instance.SAMPLE_SECONDS = 0.2
instance.HUNG_SECONDS = 3.0
instance.LEAVE_SECONDS = 2.0

if __name__ == "__main__":
    sys.exit(runner.run_job(sys.argv[1], sys.argv[2], "serve"))
