"""Makes the training text of Studio-Mini-3M: `python -m base_model.make_text --seed 11 --documents 20 | less`."""

import argparse
import json
import random
from collections.abc import Iterator

from .corpus import facts, headlines, numbers, talk, tasks
from .corpus.item import Item, Maker

_FAMILIES = {"facts": facts.MAKERS, "numbers": numbers.MAKERS, "talk": talk.MAKERS, "tasks": tasks.MAKERS, "headlines": headlines.MAKERS}
_PAGE_SHARE = 0.1

Message = dict[str, str]


def makers() -> dict[str, tuple[Maker, int]]:
    """Every question maker by name, with its weight."""
    return {f"{family}.{make.__name__}": (make, weight) for family, pairs in _FAMILIES.items() for make, weight in pairs}


def chat(items: list[Item], system: str | None = None) -> list[Message]:
    messages = [{"role": "system", "content": system}] if system else []
    for item in items:
        messages += [{"role": "user", "content": item.user}, {"role": "assistant", "content": item.answer}]
    return messages


def documents(seed: int) -> Iterator[str | list[Message]]:
    """Endless training documents: plain text (str) or a conversation. The same seed gives the same documents."""
    rng = random.Random(seed)
    table = list(makers().values())
    makes, weights = [make for make, _ in table], [weight for _, weight in table]
    while True:
        if rng.random() < _PAGE_SHARE:
            yield headlines.page(rng)
            continue
        turns = rng.choices([1, 2, 3], [0.84, 0.12, 0.04])[0]
        chosen = rng.choices(makes, weights, k=turns)
        system = rng.choice(talk.SYSTEMS) if rng.random() < 0.12 else None
        yield chat([make(rng, False) for make in chosen], system)


def held_out(seed: int, each: int) -> dict[str, list[Item]]:
    """Scored questions in wordings that never occur in `documents`, `each` of every kind that can be scored."""
    rng = random.Random(seed)
    found: dict[str, list[Item]] = {}
    for name, (make, _) in makers().items():
        items = [make(rng, True) for _ in range(each)]
        if items[0].key:
            found[name] = items
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--documents", type=int, default=20, help="how many to print, one JSON value a line")
    options = parser.parse_args()
    for document, _ in zip(documents(options.seed), range(options.documents), strict=False):
        print(json.dumps(document, ensure_ascii=False))


if __name__ == "__main__":
    main()
