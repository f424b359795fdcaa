"""Tasks on given text: sorting into given labels, finding who, where and when, repeating, counting words.

The label sets here are about feelings, intents, languages and word groups; news topics are left for tuning to teach.
"""

import random

from .headlines import person
from .item import Item, pick
from .topics import NAMES_EN, PLACES
from .words import CATEGORIES, DICTIONARY

_GROUPS = [names[0] for names in CATEGORIES]
_FEELINGS = {
    "正面": "这家店的{}很好吃，服务也周到。|{}非常好用，我很喜欢。|这次买的{}质量不错，值得推荐。|孩子特别喜欢这个{}，很满意。|{}送得很快，包装也好。",
    "负面": "这家店的{}太难吃了，再也不来了。|{}用了两天就坏了，很失望。|这次买的{}质量太差，要求退款。|客服态度很坏，{}也不好用。|{}等了一个月才到，很生气。",
}
_INTENTS = {
    "查询": "请帮我看看{}到哪里了|我想知道{}的价格|{}还有货吗|怎么查{}的记录",
    "购买": "我要买两件{}|请给我下单一个{}|帮我订一份{}|我想购买{}",
    "退货": "我想把{}退掉|{}不合适，能退吗|请帮我办理{}的退货|这个{}我不要了，要退钱",
    "投诉": "我要投诉卖{}的人|你们的{}太差，我要找经理|{}的事情一直没人管，我要投诉|对{}的服务很不满，要投诉",
}
_QUESTION = {
    "问句": "你今天去{}吗？|{}在哪里？|为什么{}这么远？|谁去过{}？",
    "陈述句": "我昨天去了{}。|{}离这里不远。|他们在{}等车。|{}的人很多。",
    "感叹句": "{}真美啊！|我太喜欢{}了！|{}变化真大啊！|多么热闹的{}呀！",
}
_THINGS = "耳机 雨伞 水杯 面条 外套 键盘 台灯 书包 蛋糕 手表 风扇 果汁 沙发 鞋子 牛奶".split()
_ACTS = "看书 画画 跑步 唱歌 钓鱼 下棋 散步 写信 做饭 拍照 学游泳 打太极 卖水果 修车 种花 讲故事".split()
_SPOTS = "公园 学校 图书馆 车站 河边 广场 家 超市 医院 办公室 山上 海边".split()
_WHEN = "星期一 星期三 星期六 早上 中午 晚上 昨天 今天 上个月 三月 去年冬天 国庆节".split()


def _labelled(rng: random.Random) -> tuple[str, str, list[str]]:
    """A sentence, its label and all labels of its set."""
    table, fillers = rng.choice([(_FEELINGS, _THINGS), (_INTENTS, _THINGS), (_QUESTION, PLACES)])
    label = rng.choice(list(table))
    return rng.choice(table[label].split("|")).format(rng.choice(fillers)), label, list(table)


def classify(rng: random.Random, held: bool) -> Item:
    if rng.random() < 0.45:
        (group, _), members = rng.choice(list(CATEGORIES.items()))
        text, label = rng.choice(members)[0], group
        labels = [group, *rng.sample([name for name in _GROUPS if name != group], rng.randint(1, 5))]
    else:
        text, label, labels = _labelled(rng)
    rng.shuffle(labels)
    ask = pick(
        rng,
        held,
        [
            "把下面的句子分类，只回答类别。类别：{labels}\n句子：{text}",
            "“{text}”属于{labels}中的哪一类？",
            "请从{labels}中选一个合适的标签。\n内容：{text}\n标签：",
            "对下面的内容分类（{labels}）：{text}",
            "判断类别，可选：{labels}。\n{text}",
        ],
        ["请判断这段内容的类别，只能选{labels}之一。\n{text}"],
    )
    return Item(ask.format(labels="、".join(labels), text=text), label, label)


def language(rng: random.Random, held: bool) -> Item:
    zh, en = rng.choice(DICTIONARY)
    text, label = rng.choice([(zh, "中文"), (en, "英文"), (f"我喜欢{zh}", "中文"), (f"I like {en}", "英文")])
    ask = pick(rng, held, ["“{}”是中文还是英文？", "下面的文字是什么语言：{}"], ["请判断“{}”是中文还是英文。"])
    return Item(ask.format(text), f"{label}。", label)


def find(rng: random.Random, held: bool) -> Item:
    if rng.random() < 0.3:
        who, other = rng.sample(NAMES_EN, 2)
        place, act = rng.choice(["park", "school", "library", "kitchen", "station", "garden"]), rng.choice(["reading", "running", "singing", "cooking", "painting", "sleeping"])
        text = f"{who} is {act} in the {place}, and {other} is waiting outside."
        ask, answer, key = rng.choice([(f"Who is {act}?", f"{who} is {act}.", f"{who} is"), (f"Where is {who}?", f"{who} is in the {place}.", place), (f"What is {who} doing?", f"{who} is {act}.", act), ("Who is waiting?", f"{other} is waiting.", f"{other} is")])
        shape = pick(rng, held, ["{text} {ask}", "{text}\n{ask}", "Read and answer. {text} {ask}"], ["Text: {text}\nQuestion: {ask}"])
        return Item(shape.format(text=text, ask=ask), answer, key)
    who, when, place, spot, act = person(rng), rng.choice(_WHEN), rng.choice(PLACES), rng.choice(_SPOTS), rng.choice(_ACTS)
    text = rng.choice([f"{when}，{who}在{place}的{spot}{act}。", f"{who}{when}在{place}的{spot}{act}。", f"在{place}的{spot}，{who}{when}{act}。"])
    ask, answer, key = rng.choice(
        [(f"谁在{act}？", f"{who}。", who), (f"{who}在做什么？", f"{act}。", act), (f"{who}在哪里{act}？", f"{place}的{spot}。", f"{place}的{spot}"), (f"{who}什么时候{act}？", f"{when}。", when)]
    )
    shape = pick(rng, held, ["{text}\n问题：{ask}", "{text}{ask}", "阅读下面的句子，回答问题。\n{text}\n{ask}", "请根据句子回答：{text}{ask}"], ["已知：{text}\n请问：{ask}"])
    return Item(shape.format(text=text, ask=ask), answer, key)


def repeat(rng: random.Random, held: bool) -> Item:
    words = [zh if rng.random() < 0.7 else en for zh, en in rng.sample(DICTIONARY, rng.randint(1, 5))]
    turn = rng.randrange(4)
    if turn == 0:
        text = "".join(zh for zh, _ in rng.sample(DICTIONARY, rng.randint(1, 4)))
        ask = pick(rng, held, ["请重复：{}", "跟我说：{}", "把这句话再说一遍：{}", "Repeat: {}"], ["请照着说一遍：{}"])
        return Item(ask.format(text), text, text)
    shown = "、".join(words)
    if turn == 1:
        ask = pick(rng, held, ["下面一共有几个词：{}", "数一数有几个词：{}"], ["请问这里有几个词：{}"])
        return Item(ask.format(shown), f"一共有{len(words)}个词。", f"有{len(words)}个")
    if turn == 2:
        ask = pick(rng, held, ["第一个词是什么：{}", "说出下面的第一个词：{}"], ["请找出第一个词：{}"])
        return Item(ask.format(shown), f"{words[0]}。", words[0])
    ask = pick(rng, held, ["最后一个词是什么：{}", "说出下面的最后一个词：{}"], ["请找出最后一个词：{}"])
    return Item(ask.format(shown), f"{words[-1]}。", words[-1])


MAKERS = [(classify, 12), (language, 1), (find, 8), (repeat, 5)]
