"""The list of tasks that Studio offers is what the installed harness defines."""

from pathlib import Path

from studio_engine.harness_catalogue import text

LIST = Path(__file__).resolve().parents[2] / "lib/domain/evaluations/harness/catalogue.generated.json"


def test_the_list_is_that_of_this_version():
    assert text() == LIST.read_text(encoding="utf-8")
