"""Runners of Studio: tune, measure, evaluate and check models. See __main__ for how one is started."""
