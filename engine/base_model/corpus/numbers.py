"""Small arithmetic, comparing, counting, calendar."""

import random

from .item import Item, pick
from .topics import NAMES_EN
from .world import DAYS_EN, DAYS_ZH, MONTH_DAYS, MONTHS_EN, SEASONS


def _sum(rng: random.Random) -> tuple[int, str, int, int]:
    """Mostly small numbers: most stay within 20."""
    turn = rng.random()
    top = 10 if turn < 0.5 else 20 if turn < 0.85 else 50 if turn < 0.95 else 99
    if rng.random() < 0.2:
        a, b = rng.randint(1, 9), rng.randint(1, 9)
        return a, "×", b, a * b
    a, b = rng.randint(0, top), rng.randint(0, top)
    if rng.random() < 0.55:
        return a, "+", b, a + b
    a, b = max(a, b), min(a, b)
    return a, "-", b, a - b


def arithmetic(rng: random.Random, held: bool) -> Item:
    a, sign, b, result = _sum(rng)
    if rng.random() < 0.7:
        word = {"+": "加", "-": "减", "×": "乘以"}[sign]
        if rng.random() < 0.5:
            ask = pick(rng, held, ["{}{}{}等于几？", "{}{}{}等于多少？", "请问{}{}{}等于多少？", "{}{}{}是多少？", "算算{}{}{}。", "{}{}{}的结果是多少？", "{}{}{}是几"], ["{}{}{}得多少？", "帮我算一下{}{}{}。"])
            return Item(ask.format(a, word, b), f"{a}{word}{b}等于{result}。", f"等于{result}。")
        shown = rng.choice([sign, "*" if sign == "×" else sign])
        ask = pick(rng, held, ["{}{}{}=？", "计算：{}{}{}", "{}{}{}=", "{} {} {} = ?", "算一算 {} {} {}"], ["请计算{}{}{}的结果。"])
        return Item(ask.format(a, shown, b), f"{a} {sign} {b} = {result}", f"= {result}")
    word = {"+": "plus", "-": "minus", "×": "times"}[sign]
    ask = pick(rng, held, ["What is {} {} {}?", "How much is {} {} {}?", "Compute {} {} {}.", "{} {} {} is what?", "Calculate {} {} {}.", "Tell me {} {} {}.", "{} {} {}?"], ["Please tell me what {} {} {} is.", "What does {} {} {} equal?"])
    return Item(ask.format(a, word, b), f"{a} {word} {b} is {result}.", f"is {result}.")


def story_sum(rng: random.Random, held: bool) -> Item:
    a, b = rng.randint(1, 12), rng.randint(1, 12)
    more = rng.random() < 0.5
    if not more:
        a, b = max(a, b) + 1, min(a, b)
    result = a + b if more else a - b
    if rng.random() < 0.6:
        name, (thing, measure) = "小" + rng.choice("明红刚丽强芳"), rng.choice([("苹果", "个"), ("铅笔", "支"), ("书", "本"), ("糖", "块"), ("气球", "个")])
        change = rng.choice(["又买了", "妈妈又给了"] if more else ["吃掉了" if thing in ("苹果", "糖") else "送人", "丢了"])
        ask = pick(rng, held, [f"{name}有{a}{measure}{thing}，{change}{b}{measure}，现在有几{measure}？", f"{name}原来有{a}{measure}{thing}，{change}{b}{measure}，还有多少{measure}？"], [f"{name}手里有{a}{measure}{thing}，{change}{b}{measure}，这时有几{measure}？"])
        return Item(ask, f"{a} {'+' if more else '-'} {b} = {result}，现在有{result}{measure}{thing}。", f"现在有{result}{measure}")
    name, thing = rng.choice(NAMES_EN), rng.choice(["apples", "books", "pens", "coins"])
    change = "gets" if more else "gives away"
    ask = pick(rng, held, [f"{name} has {a} {thing} and {change} {b}. How many {thing} now?", f"{name} has {a} {thing}. {name} {change} {b}. How many are there now?"], [f"If {name} has {a} {thing} and {change} {b}, how many {thing} does {name} have?"])
    return Item(ask, f"{a} {'+' if more else '-'} {b} = {result}, so {name} has {result} {thing}.", f"has {result} ")


def compare(rng: random.Random, held: bool) -> Item:
    a, b = rng.sample(range(0, 100), 2)
    bigger = rng.random() < 0.5
    result = max(a, b) if bigger else min(a, b)
    if rng.random() < 0.65:
        word = "大" if bigger else "小"
        ask = pick(rng, held, [f"{a}和{b}哪个{word}？", f"{a}和{b}哪个更{word}？", f"比较{a}和{b}，哪个数{word}？", f"{a}、{b}，{word}的是哪个？", f"请选出{a}和{b}里{word}的数。"], [f"在{a}和{b}中，更{word}的是哪个？"])
        return Item(ask, f"{result}更{word}。", f"{result}更")
    word = "bigger" if bigger else "smaller"
    ask = pick(rng, held, [f"Which is {word}, {a} or {b}?", f"Is {a} or {b} {word}?"], [f"Between {a} and {b}, which number is {word}?"])
    return Item(ask, f"{result} is {word}.", f"{result} is")


def count(rng: random.Random, held: bool) -> Item:
    start = rng.randint(1, 12)
    end = start + rng.randint(2, 8)
    turn = rng.randrange(4)
    if turn == 0:
        ask = pick(rng, held, ["从{}数到{}。", "请从{}数到{}", "写出{}到{}的数字。"], ["麻烦你从{}开始数到{}。"])
        numbers = "、".join(str(n) for n in range(start, end + 1))
        return Item(ask.format(start, end), f"{numbers}。", numbers)
    if turn == 1:
        ask = pick(rng, held, ["Count from {} to {}.", "Please count from {} to {}.", "Say the numbers from {} to {}.", "List the numbers {} to {}."], ["Can you count from {} up to {}?"])
        numbers = ", ".join(str(n) for n in range(start, end + 1))
        return Item(ask.format(start, end), f"{numbers}.", numbers)
    n = rng.randint(1, 99)
    if turn == 2:
        ask = pick(rng, held, ["{}后面的数是几？", "{}的下一个数是多少？", "比{}大1的数是几？", "{}加一是几？"], ["紧跟在{}后面的是什么数？"])
        return Item(ask.format(n), f"{n}后面的数是{n + 1}。", f"是{n + 1}。")
    ask = pick(rng, held, ["{}是奇数还是偶数？", "请问{}是单数还是双数？"], ["判断{}是奇数还是偶数。"])
    word = "偶数" if n % 2 == 0 else "奇数"
    return Item(ask.format(n), f"{n}是{word}。", word)


def calendar(rng: random.Random, held: bool) -> Item:
    turn = rng.randrange(7)
    month, day = rng.randrange(12), rng.randrange(7)
    step = rng.choice([1, -1])
    if turn == 0:
        ask = pick(rng, held, ["{}月有多少天？", "{}月有几天？"], ["请问一年里{}月一共几天？"])
        note = "（闰年29天）" if month == 1 else ""
        return Item(ask.format(month + 1), f"{month + 1}月有{MONTH_DAYS[month]}天{note}。", f"有{MONTH_DAYS[month]}天")
    if turn == 1:
        word = "后" if step == 1 else "前"
        ask = pick(rng, held, ["{}的{}一天是星期几？", "{}的{}面一天是什么？"], ["请问{}{}一天是星期几？"])
        result = DAYS_ZH[(day + step) % 7]
        return Item(ask.format(DAYS_ZH[day], word), f"{DAYS_ZH[day]}的{word}一天是{result}。", f"是{result}。")
    if turn == 2:
        word = "after" if step == 1 else "before"
        ask = pick(rng, held, ["What day comes {} {}?", "Which day is {} {}?"], ["Tell me the day that comes {} {}."])
        result = DAYS_EN[(day + step) % 7]
        return Item(ask.format(word, DAYS_EN[day]), f"{result} comes {word} {DAYS_EN[day]}.", f"{result} comes")
    if turn == 3:
        word = "after" if step == 1 else "before"
        ask = pick(rng, held, ["What month comes {} {}?", "Which month is {} {}?"], ["Tell me the month that comes {} {}."])
        result = MONTHS_EN[(month + step) % 12]
        return Item(ask.format(word, MONTHS_EN[month]), f"{result} comes {word} {MONTHS_EN[month]}.", f"{result} comes")
    if turn == 4:
        ask = pick(rng, held, ["{}的英文是什么？", "{}用英语怎么说？"], ["请问{}的英语怎么说？"])
        return Item(ask.format(f"{month + 1}月"), f"“{month + 1}月”的英语是 {MONTHS_EN[month]}。", MONTHS_EN[month])
    if turn == 5:
        place = rng.randrange(4)
        ask = pick(rng, held, ["{}之后是什么季节？", "{}过完是什么季节？"], ["{}结束后是哪个季节？"])
        result = SEASONS[(place + 1) % 4][0]
        return Item(ask.format(SEASONS[place][0]), f"{SEASONS[place][0]}之后是{result}。", f"是{result}")
    ask, answer = rng.choice([("一年有几个季节？", "一年有四个季节：春天、夏天、秋天、冬天。"), ("一个星期有几天？", "一个星期有7天。"), ("一年有多少天？", "一年有365天，闰年有366天。"), ("How many days are in a week?", "There are 7 days in a week."), ("How many seasons are in a year?", "There are four seasons in a year: spring, summer, autumn and winter.")])
    return Item(("麻烦说一下，" + ask if held and ord(ask[0]) > 127 else ask), answer, answer)


MAKERS = [(arithmetic, 44), (story_sum, 8), (compare, 9), (count, 6), (calendar, 6)]
