"""One instance of a service: an OpenAI-compatible server, started, probed, restarted, measured and drained."""
