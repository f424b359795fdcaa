"""A stop arrives wherever it is asked for."""

import contextlib
import os
import signal

import pytest

from studio_engine.failures import Stopped
from studio_engine.stopping import StopFlag


@pytest.fixture
def flag():
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    flag = StopFlag()
    flag.install()
    yield flag
    for number, handler in before.items():
        signal.signal(number, handler)


def test_a_library_that_tries_things_out_does_not_swallow_a_stop(flag):
    with pytest.raises(Stopped), contextlib.suppress(Exception):
        os.kill(os.getpid(), signal.SIGTERM)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_stop_lost_in_a_destructor_is_raised_at_the_next_check(flag):
    class Cleaning:
        def __del__(self):
            os.kill(os.getpid(), signal.SIGTERM)

    cleaning = Cleaning()
    del cleaning
    with pytest.raises(Stopped):
        flag.raise_if_requested()


def test_while_deferred_only_the_flag_is_set(flag):
    flag.deferred = True
    os.kill(os.getpid(), signal.SIGTERM)
    assert flag.requested
