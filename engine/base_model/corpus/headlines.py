"""Plain news-like text and questions about it. Topics are never named: the text shows what goes together, not what it is called."""

import random

from .item import Item, pick
from .topics import GIVEN, PLACES, SURNAMES, TOPICS

_TOPIC_NAMES = list(TOPICS)
_DAYS = "今天 昨晚 今晨 本周 近日 周末 月底 下周 今年 去年 日前 周三".split()
_PATTERNS = [
    "{place}{actor}{event}",
    "{thing}{event}",
    "{actor}：{thing}{event}",
    "{day}{thing}{event}",
    "{place}：{thing}与{thing2}受关注",
    "{actor}谈{thing}和{thing2}",
    "{actor}{event}，{thing}有新进展",
    "{day}，{place}{actor}{event}",
    "{thing}带动{thing2}，{actor}{event}",
    "{actor}{name}：看好{thing}",
    "{thing}、{thing2}都有新消息",
    "{number}名{actor}{day}来到{place}",
    "{actor}联手{actor2}，{thing}{event}",
    "从{thing}到{thing2}：{place}一年变化",
    "{thing}来了，{actor}怎么看",
    "为何{thing}{event}？{actor}解答",
]
_SENTENCES = [
    "{day}，{actor}在{place}{event}。",
    "{actor}{name}说，{thing}和{thing2}很重要。",
    "很多{actor}都在讨论{thing}。",
    "{thing}{event}以后，{actor}非常高兴。",
    "据了解，{thing}已经{event}，{thing2}也会有变化。",
    "{actor}表示，下一步会继续关注{thing}。",
    "{place}的{actor}告诉记者，{thing}比去年多了{number}。",
    "说到{thing}，人们常常会想到{thing2}。",
]


def person(rng: random.Random) -> str:
    return rng.choice(SURNAMES) + rng.choice(GIVEN)


def fill(rng: random.Random, pattern: str, topic: str, thing: str | None = None) -> str:
    actors, things, events = TOPICS[topic]
    first, second = rng.sample(things, 2)
    return pattern.format(
        actor=rng.choice(actors),
        actor2=rng.choice(actors),
        thing=thing or first,
        thing2=second if second != thing else first,
        event=rng.choice(events),
        place=rng.choice(PLACES),
        day=rng.choice(_DAYS),
        name=person(rng),
        number=rng.choice([3, 5, 8, 12, 20, 30, 45, 60, 100, 150, 200, 300, 500]),
    )


def headline(rng: random.Random, topic: str, thing: str | None = None) -> str:
    pattern = rng.choice(_PATTERNS)
    while thing and "{thing}" not in pattern:
        pattern = rng.choice(_PATTERNS)
    return fill(rng, pattern, topic, thing)


def page(rng: random.Random) -> str:
    """Plain text: headlines, sentences or words of one topic, one after the other."""
    topic = rng.choice(_TOPIC_NAMES)
    turn = rng.random()
    if turn < 0.55:
        return "\n".join(headline(rng, topic) for _ in range(rng.randint(2, 7)))
    if turn < 0.85:
        return "".join(fill(rng, rng.choice(_SENTENCES), topic) for _ in range(rng.randint(2, 5)))
    actors, things, events = TOPICS[topic]
    return "、".join(rng.sample(actors + things + events, rng.randint(5, 12)))


def write_headline(rng: random.Random, held: bool) -> Item:
    topic = rng.choice(_TOPIC_NAMES)
    thing = rng.choice(TOPICS[topic][1])
    ask = pick(rng, held, ["写一条关于{}的新闻标题。", "请围绕“{}”拟一个标题。", "以{}为题写一句新闻。"], ["请拟一条和{}有关的新闻标题。"])
    return Item(ask.format(thing), headline(rng, topic, thing), thing)


def related_words(rng: random.Random, held: bool) -> Item:
    actors, things, events = TOPICS[rng.choice(_TOPIC_NAMES)]
    word, *rest = rng.sample(actors + things, 4)
    ask = pick(rng, held, ["说三个和“{}”有关的词。", "由{}你会想到哪些词？", "写出与{}相关的三个词语。"], ["请列出三个跟“{}”相关的词。"])
    return Item(ask.format(word), "、".join(rest) + "。")


def same_topic(rng: random.Random, held: bool) -> Item:
    first = rng.choice(_TOPIC_NAMES)
    same = rng.random() < 0.5
    second = first if same else rng.choice([name for name in _TOPIC_NAMES if name != first])
    ask = pick(rng, held, ["下面两句话说的是同一类事情吗？\n1. {}\n2. {}", "这两条消息的话题一样吗？\n{}\n{}", "判断两句话是否属于同一个话题。\n甲：{}\n乙：{}"], ["请看这两句，它们是一个话题吗？\n{}\n{}"])
    answer = "是，话题相同。" if same else "不是，话题不同。"
    return Item(ask.format(headline(rng, first), headline(rng, second)), answer, answer)


def summarise(rng: random.Random, held: bool) -> Item:
    """A short report whose first sentence holds the point."""
    topic = rng.choice(_TOPIC_NAMES)
    actors, things, events = TOPICS[topic]
    actor, thing, event, place, day = rng.choice(actors), rng.choice(things), rng.choice(events), rng.choice(PLACES), rng.choice(_DAYS)
    rest = "".join(fill(rng, rng.choice(_SENTENCES[1:6]), topic) for _ in range(rng.randint(1, 2)))
    body = f"{day}，{place}{actor}为{thing}忙碌，结果{event}。{rest}"
    ask = pick(rng, held, ["用一句话概括：{}", "给下面的内容写摘要：{}", "总结这段话：{}", "请概括下面这段话的主要内容：{}"], ["请用一句话总结：{}"])
    short = f"{place}{actor}为{thing}忙碌，结果{event}。"
    return Item(ask.format(body), short, short)


MAKERS = [(write_headline, 4), (related_words, 2), (same_topic, 3), (summarise, 3)]
