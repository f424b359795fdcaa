"""Questions about the fact tables, in both languages."""

import random

from .item import Item, pick
from .words import CATEGORIES, COLOURS, DICTIONARY, OPPOSITES_EN, OPPOSITES_ZH
from .world import ANIMALS, COUNTRIES, DEFINITIONS, UNITS

_CATEGORY_LIST = list(CATEGORIES.items())


def capital(rng: random.Random, held: bool) -> Item:
    zh, en, capital_zh, capital_en, *_ = rng.choice(COUNTRIES)
    if rng.random() < 0.6:
        if rng.random() < 0.25:
            ask = pick(rng, held, ["{}是哪个国家的首都？", "哪个国家的首都是{}？", "{}是谁的首都？", "{}属于哪个国家，是它的首都？"], ["请问{}是哪国的首都？"])
            return Item(ask.format(capital_zh), f"{capital_zh}是{zh}的首都。", zh)
        ask = pick(
            rng,
            held,
            ["{}的首都是哪里？", "{}的首都是什么？", "请问{}的首都在哪里？", "{}的首都叫什么名字？", "告诉我{}的首都。", "你知道{}的首都吗？", "{}首都是哪", "哪个城市是{}的首都？", "说说{}的首都。", "{}的首都城市是哪里？"],
            ["哪座城市是{}的首都？", "请说出{}的首都。", "{}的首都是哪座城市？"],
        )
        return Item(ask.format(zh), f"{zh}的首都是{capital_zh}。", capital_zh)
    ask = pick(
        rng,
        held,
        ["What is the capital of {}?", "Which city is the capital of {}?", "Tell me the capital of {}.", "Do you know the capital of {}?", "capital of {}", "Name the capital of {}.", "The capital city of {} is what?"],
        ["Please name the capital of {}.", "What's the capital city of {}?"],
    )
    return Item(ask.format(en), f"The capital of {en} is {capital_en}.", capital_en)


def country(rng: random.Random, held: bool) -> Item:
    zh, en, _, _, continent_zh, continent_en, language_zh, language_en = rng.choice(COUNTRIES)
    turn = rng.randrange(4)
    if turn == 0:
        ask = pick(rng, held, ["{}在哪个洲？", "{}位于哪个大洲？", "请问{}属于哪个洲？"], ["{}是哪个洲的国家？"])
        return Item(ask.format(zh), f"{zh}在{continent_zh}。", continent_zh)
    if turn == 1:
        ask = pick(rng, held, ["{}人说什么语言？", "{}的主要语言是什么？", "在{}人们说什么话？"], ["{}人一般讲什么语言？"])
        return Item(ask.format(zh), f"{zh}人主要说{language_zh}。", language_zh)
    if turn == 2:
        ask = pick(rng, held, ["Which continent is {} in?", "Where is {}?", "On which continent is {}?", "Name the continent of {}.", "What continent is {} on?"], ["What continent does {} belong to?"])
        return Item(ask.format(en), f"{en[0].upper()}{en[1:]} is in {continent_en}.", continent_en)
    ask = pick(rng, held, ["What language do people speak in {}?", "Which language is spoken in {}?", "Name the language of {}.", "What do people in {} speak?"], ["What is the main language of {}?"])
    return Item(ask.format(en), f"People in {en} mainly speak {language_en}.", language_en)


def opposite(rng: random.Random, held: bool) -> Item:
    if rng.random() < 0.6:
        a, b = rng.choice(OPPOSITES_ZH)
        a, b = (a, b) if rng.random() < 0.5 else (b, a)
        ask = pick(
            rng,
            held,
            ["“{}”的反义词是什么？", "{}的反义词是什么？", "请说出“{}”的反义词。", "和“{}”意思相反的词是什么？", "“{}”的反义词", "什么词和{}相反？", "与“{}”相反的词有哪个？", "“{}”反过来怎么说？", "找一个{}的反义词。", "{}对应的反义词是？"],
            ["哪个词和“{}”意思相反？", "请给出{}的反义词。"],
        )
        return Item(ask.format(a), f"“{a}”的反义词是“{b}”。", f"“{b}”")
    a, b = rng.choice(OPPOSITES_EN)
    a, b = (a, b) if rng.random() < 0.5 else (b, a)
    ask = pick(
        rng,
        held,
        ["What is the opposite of {}?", "Give me the opposite of {}.", "Which word is the opposite of {}?", "opposite of {}", "Name the opposite of {}.", "What word means the opposite of {}?", "The opposite of the word {} is what?"],
        ["Tell me the opposite of the word {}.", "What's the opposite of {}?"],
    )
    return Item(ask.format(a), f"The opposite of {a} is {b}.", f"is {b}.")


def translate(rng: random.Random, held: bool) -> Item:
    zh, en = rng.choice(DICTIONARY)
    turn = rng.randrange(3)
    if turn == 0:
        ask = pick(
            rng,
            held,
            ["“{}”用英语怎么说？", "{}的英文是什么？", "把“{}”翻译成英语。", "请把{}翻译成英文。", "{}用英文怎么说", "{}的英语是哪个词？", "英语里{}怎么说？", "{}的英文单词怎么写？", "翻译成英语：{}"],
            ["请问{}的英语怎么说？", "“{}”的英语单词是什么？"],
        )
        return Item(ask.format(zh), f"“{zh}”的英语是 {en}。", f" {en}。")
    if turn == 1:
        ask = pick(
            rng,
            held,
            ["{} 是什么意思？", "{} 的中文意思是什么？", "把 {} 翻译成中文。", "英语单词 {} 是什么意思？", "{} 翻译成中文是什么？", "{} 的汉语意思", "{} 用汉语怎么说？", "翻译成中文：{}"],
            ["请把单词 {} 翻译成中文。", "{} 用中文怎么说？"],
        )
        return Item(ask.format(en), f"{en} 的中文意思是“{zh}”。", f"“{zh}”")
    ask = pick(
        rng,
        held,
        ["How do you say {} in Chinese?", "What is {} in Chinese?", "Translate {} into Chinese.", "Give the Chinese word for {}.", "Translate the word {} to Chinese.", "{} in Chinese?"],
        ["Please translate the word {} into Chinese."],
    )
    return Item(ask.format(en), f"“{en}” in Chinese is “{zh}”.", f"“{zh}”")


def colour(rng: random.Random, held: bool) -> Item:
    thing_zh, colour_zh, thing_en, colour_en = rng.choice(COLOURS)
    if rng.random() < 0.6:
        ask = pick(rng, held, ["{}是什么颜色的？", "{}是什么颜色？", "请问{}一般是什么颜色？", "{}的颜色是什么？", "{}是哪种颜色？"], ["{}通常是哪种颜色的？"])
        return Item(ask.format(thing_zh), f"{thing_zh}是{colour_zh}的。", colour_zh)
    ask = pick(rng, held, ["What colour is {}?", "What is the colour of {}?", "What color is {}?"], ["Tell me the colour of {}."])
    return Item(ask.format(thing_en), f"{thing_en[0].upper()}{thing_en[1:]} is {colour_en}.", colour_en)


def kind_of(rng: random.Random, held: bool) -> Item:
    (group_zh, group_en), members = rng.choice(_CATEGORY_LIST)
    zh, en = rng.choice(members)
    turn = rng.randrange(5)
    if turn == 0:
        ask = pick(rng, held, ["{}属于哪一类？", "{}是哪一类东西？", "{}属于什么类别？", "{}要分到哪一类？", "把{}归类。", "{}的类别是什么？"], ["{}应该归到哪一类？"])
        return Item(ask.format(zh), f"{zh}属于{group_zh}。", group_zh)
    if turn == 1:
        ask = pick(rng, held, ["What kind of thing is {}?", "Which group does {} belong to?", "In which group is {}?", "Name the group of {}."], ["What category is {} in?"])
        return Item(ask.format(en), f"The word {en} belongs to the group: {group_en}.", f": {group_en}")
    if turn == 2:
        right = rng.random() < 0.5
        (claim, _) = (group_zh, "") if right else rng.choice([names for names in CATEGORIES if names[0] != group_zh])
        ask = pick(rng, held, ["{}是{}吗？", "{}属于{}吗？", "请问{}是不是{}？", "{}是一种{}吗？", "能说{}是{}吗？"], ["{}算{}吗？"])
        answer = f"是的，{zh}属于{group_zh}。" if right else f"不是，{zh}属于{group_zh}。"
        return Item(ask.format(zh, claim), answer, answer)
    if turn == 3:
        words = rng.sample(members, 3)
        ask = pick(rng, held, ["请举三个{}的例子。", "说出三种{}。", "列出三个属于{}的词。"], ["请写出三个{}方面的词。"])
        return Item(ask.format(group_zh), "、".join(word for word, _ in words) + "。")
    other_zh, _ = rng.choice([pair for names, group in CATEGORIES.items() if names[0] != group_zh for pair in group])
    words = [word for word, _ in rng.sample(members, 3)] + [other_zh]
    rng.shuffle(words)
    ask = pick(rng, held, ["下面哪个词和其他词不是一类：{}", "找出不同类的词：{}", "{}，哪个不是同一类？"], ["这几个词里哪个不属于同一类：{}"])
    return Item(ask.format("、".join(words)), f"{other_zh}和其他词不是一类。", f"{other_zh}和")


def define(rng: random.Random, held: bool) -> Item:
    zh, meaning_zh, en, meaning_en = rng.choice(DEFINITIONS)
    if rng.random() < 0.6:
        ask = pick(
            rng,
            held,
            ["什么是{}？", "{}是什么？", "请解释一下{}。", "用一句话介绍{}。", "告诉我什么叫{}。", "{}是什么意思？", "说说{}是什么。", "{}指的是什么？", "请说明什么是{}。", "你知道{}是什么吗？"],
            ["请用一句话说明{}是什么。", "能解释一下什么是{}吗？"],
        )
        return Item(ask.format(zh), f"{zh}是{meaning_zh}。", meaning_zh)
    ask = pick(
        rng,
        held,
        ["What is {}?", "Explain what {} is.", "Define {}.", "Tell me what {} is.", "Describe {} in one sentence.", "Say what {} is.", "Do you know what {} is?", "Please describe {}.", "What does {} mean?"],
        ["Can you explain what {} is?", "In one sentence, what is {}?"],
    )
    return Item(ask.format(en), f"{en[0].upper()}{en[1:]} is {meaning_en}.", meaning_en)


def animal(rng: random.Random, held: bool) -> Item:
    zh, legs, food_zh, home, en, food_en = rng.choice(ANIMALS)
    turn = rng.randrange(4)
    if turn == 0:
        ask = pick(rng, held, ["{}有几条腿？", "一只{}有多少条腿？", "{}长几条腿？", "{}的腿有几条？"], ["请问{}长着几条腿？"])
        return Item(ask.format(zh), f"{zh}有{legs}条腿。", f"{legs}条")
    if turn == 1:
        ask = pick(rng, held, ["{}喜欢吃什么？", "{}吃什么？", "{}最爱吃什么东西？"], ["请问{}爱吃什么？"])
        return Item(ask.format(zh), f"{zh}喜欢吃{food_zh}。", food_zh)
    if turn == 2:
        ask = pick(rng, held, ["{}住在哪里？", "{}生活在什么地方？", "{}的家在哪儿？", "在哪里能看到{}？"], ["请问{}一般住在哪儿？"])
        return Item(ask.format(zh), f"{zh}生活在{home}。", home)
    ask = pick(rng, held, ["What does {} eat?", "What does {} like to eat?"], ["What food does {} eat?"])
    return Item(ask.format(en), f"{en[0].upper()}{en[1:]} likes to eat {food_en}.", food_en)


def unit(rng: random.Random, held: bool) -> Item:
    one_zh, number, many_zh, one_en, number_en, many_en = rng.choice(UNITS)
    if rng.random() < 0.6:
        ask = pick(rng, held, ["{}等于多少{}？", "{}有多少{}？", "{}是几{}？"], ["请问{}等于几{}？"])
        return Item(ask.format(one_zh, many_zh), f"{one_zh}等于{number}{many_zh}。", f"{number}{many_zh}")
    ask = pick(rng, held, ["How many {1} are in {0}?", "How many {1} make {0}?", "{0} is how many {1}?"], ["Tell me how many {1} there are in {0}."])
    return Item(ask.format(one_en, many_en), f"There are {number_en} {many_en} in {one_en}.", number_en)


MAKERS = [
    (capital, 6), (country, 4), (opposite, 8), (translate, 18), (colour, 2), (kind_of, 10), (define, 6), (animal, 3), (unit, 2),
]  # fmt: skip
