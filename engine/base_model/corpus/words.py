"""Word tables: categories with Chinese and English names, opposites, colours of things."""

_CATEGORIES = {
    ("水果", "fruit"): "苹果=apple 香蕉=banana 梨=pear 桃子=peach 葡萄=grape 西瓜=watermelon 橙子=orange 柠檬=lemon 草莓=strawberry 樱桃=cherry 芒果=mango 菠萝=pineapple",
    ("蔬菜", "vegetable"): "白菜=cabbage 胡萝卜=carrot 土豆=potato 西红柿=tomato 黄瓜=cucumber 洋葱=onion 菠菜=spinach 南瓜=pumpkin 茄子=eggplant 玉米=corn 芹菜=celery 蘑菇=mushroom",
    ("动物", "animal"): "猫=cat 狗=dog 马=horse 牛=cow 羊=sheep 猪=pig 兔子=rabbit 老虎=tiger 狮子=lion 大象=elephant 猴子=monkey 熊猫=panda 狐狸=fox 狼=wolf 熊=bear 鹿=deer",
    ("鸟类", "bird"): "鸡=chicken 鸭子=duck 鹅=goose 麻雀=sparrow 燕子=swallow 老鹰=eagle 鸽子=pigeon 猫头鹰=owl 鹦鹉=parrot 企鹅=penguin 孔雀=peacock 天鹅=swan",
    ("昆虫", "insect"): "蚂蚁=ant 蜜蜂=bee 蝴蝶=butterfly 蚊子=mosquito 苍蝇=fly 蜻蜓=dragonfly 蟋蟀=cricket 甲虫=beetle",
    ("颜色", "colour"): "红色=red 蓝色=blue 绿色=green 黄色=yellow 黑色=black 白色=white 紫色=purple 粉色=pink 灰色=grey 棕色=brown 橙色=orange",
    ("衣服", "clothing"): "衬衫=shirt 裤子=trousers 裙子=skirt 外套=coat 毛衣=sweater 帽子=hat 袜子=sock 鞋子=shoe 手套=glove 围巾=scarf",
    ("家具", "furniture"): "桌子=table 椅子=chair 床=bed 沙发=sofa 柜子=cabinet 书架=bookshelf 书桌=desk 凳子=stool",
    ("交通工具", "vehicle"): "自行车=bicycle 公共汽车=bus 火车=train 飞机=plane 轮船=ship 地铁=subway 卡车=truck 摩托车=motorcycle 出租车=taxi 小船=boat",
    ("职业", "job"): "医生=doctor 老师=teacher 护士=nurse 司机=driver 厨师=cook 农民=farmer 工人=worker 警察=policeman 律师=lawyer 画家=painter 作家=writer 歌手=singer 科学家=scientist 工程师=engineer 消防员=firefighter",
    ("乐器", "instrument"): "钢琴=piano 小提琴=violin 吉他=guitar 鼓=drum 笛子=flute 小号=trumpet 二胡=erhu 口琴=harmonica",
    ("运动项目", "sport"): "足球=football 篮球=basketball 网球=tennis 游泳=swimming 跑步=running 滑雪=skiing 乒乓球=table tennis 羽毛球=badminton 排球=volleyball 拳击=boxing",
    ("饮料", "drink"): "水=water 牛奶=milk 茶=tea 咖啡=coffee 果汁=juice 可乐=cola 啤酒=beer 豆浆=soy milk",
    ("食物", "food"): "米饭=rice 面条=noodles 面包=bread 饺子=dumplings 鸡蛋=egg 蛋糕=cake 汤=soup 豆腐=tofu 奶酪=cheese 肉=meat",
    ("文具", "stationery"): "铅笔=pencil 钢笔=pen 橡皮=eraser 尺子=ruler 本子=notebook 剪刀=scissors 胶水=glue 书包=schoolbag",
    ("电器", "appliance"): "电视=television 冰箱=refrigerator 洗衣机=washing machine 空调=air conditioner 电脑=computer 手机=mobile phone 台灯=lamp 风扇=fan 微波炉=microwave",
    ("身体部位", "body part"): "头=head 手=hand 脚=foot 眼睛=eye 耳朵=ear 鼻子=nose 嘴=mouth 牙齿=tooth 头发=hair 手指=finger 腿=leg 肩膀=shoulder",
    ("天气", "weather"): "雨=rain 雪=snow 风=wind 云=cloud 雷=thunder 闪电=lightning 雾=fog 彩虹=rainbow",
    ("家人", "family member"): "爸爸=father 妈妈=mother 哥哥=elder brother 姐姐=elder sister 弟弟=younger brother 妹妹=younger sister 爷爷=grandfather 奶奶=grandmother 儿子=son 女儿=daughter",
    ("场所", "place"): "学校=school 医院=hospital 银行=bank 公园=park 超市=supermarket 图书馆=library 机场=airport 车站=station 餐馆=restaurant 电影院=cinema 博物馆=museum 工厂=factory 邮局=post office",
    ("花", "flower"): "玫瑰=rose 菊花=chrysanthemum 荷花=lotus 向日葵=sunflower 百合=lily 牡丹=peony 郁金香=tulip 兰花=orchid",
    ("金属", "metal"): "金=gold 银=silver 铜=copper 铁=iron 铝=aluminium 锡=tin",
    ("星球", "planet"): "地球=Earth 火星=Mars 金星=Venus 木星=Jupiter 土星=Saturn 水星=Mercury",
    ("形状", "shape"): "圆形=circle 正方形=square 三角形=triangle 长方形=rectangle 星形=star 心形=heart",
    ("情绪", "emotion"): "快乐=happiness 悲伤=sadness 愤怒=anger 恐惧=fear 惊讶=surprise 骄傲=pride",
}

def _pairs(text: str) -> list[tuple[str, str]]:
    """Splits "苹果=apple 空调=air conditioner": an English side may hold spaces, a Chinese side never does."""
    pairs: list[tuple[str, str]] = []
    for word in text.split(" "):
        if "=" in word:
            chinese, english = word.split("=")
            pairs.append((chinese, english))
        else:
            chinese, english = pairs[-1]
            pairs[-1] = (chinese, f"{english} {word}")
    return pairs


CATEGORIES = {names: _pairs(text) for names, text in _CATEGORIES.items()}

VERBS = _pairs(
    "吃=eat 喝=drink 看=look 听=listen 说=speak 读=read 写=write 走=walk 跑=run 跳=jump 睡觉=sleep 工作=work 学习=study 唱歌=sing 跳舞=dance 游泳=swim 飞=fly 买=buy 卖=sell 打开=open 关闭=close 帮助=help 等待=wait 思考=think 记住=remember 忘记=forget 喜欢=like 爱=love 哭=cry 笑=laugh 教=teach 画=draw 洗=wash 做饭=cook 旅行=travel 开始=start 停止=stop"
)
ADJECTIVES = _pairs(
    "大=big 小=small 高=tall 矮=short 长=long 快=fast 慢=slow 热=hot 冷=cold 新=new 旧=old 好=good 坏=bad 漂亮=beautiful 聪明=clever 强壮=strong 安静=quiet 干净=clean 容易=easy 困难=difficult 便宜=cheap 昂贵=expensive 甜=sweet 苦=bitter 重=heavy 轻=light 年轻=young 忙=busy 饿=hungry 累=tired 高兴=happy 难过=sad 安全=safe 危险=dangerous 重要=important"
)
OTHER_WORDS = _pairs(
    "太阳=sun 月亮=moon 星星=star 山=mountain 河=river 海=sea 湖=lake 岛=island 森林=forest 天空=sky 火=fire 石头=stone 树=tree 草=grass 花=flower 书=book 门=door 窗户=window 房子=house 城市=city 国家=country 世界=world 时间=time 今天=today 明天=tomorrow 昨天=yesterday 早上=morning 晚上=evening 春天=spring 夏天=summer 秋天=autumn 冬天=winter 朋友=friend 孩子=child 学生=student 音乐=music 电影=film 钱=money 你好=hello 谢谢=thank you 再见=goodbye 对不起=sorry 语言=language 问题=question 答案=answer 名字=name 礼物=gift 梦=dream 健康=health 和平=peace 科学=science 历史=history 艺术=art 数学=mathematics"
)

OPPOSITES_ZH = _pairs(
    "大=小 高=低 长=短 快=慢 热=冷 新=旧 好=坏 多=少 上=下 左=右 前=后 里=外 开=关 黑=白 轻=重 远=近 早=晚 胖=瘦 强=弱 深=浅 厚=薄 宽=窄 甜=苦 硬=软 明亮=黑暗 干净=肮脏 安静=吵闹 安全=危险 容易=困难 便宜=昂贵 年轻=年老 聪明=愚蠢 勇敢=胆小 高兴=难过 成功=失败 开始=结束 进步=退步 增加=减少 前进=后退 上升=下降 胜利=失败 富有=贫穷 温暖=寒冷 潮湿=干燥 真=假 买=卖 来=去 哭=笑 生=死 朋友=敌人 白天=黑夜 东=西 南=北 记住=忘记 打开=关闭 喜欢=讨厌 复杂=简单 光滑=粗糙 整齐=混乱 公开=秘密"
)
OPPOSITES_EN = _pairs(
    "big=small high=low long=short fast=slow hot=cold new=old good=bad many=few up=down left=right front=back inside=outside open=closed black=white light=heavy far=near early=late fat=thin strong=weak deep=shallow thick=thin wide=narrow sweet=bitter hard=soft bright=dark clean=dirty quiet=noisy safe=dangerous easy=difficult cheap=expensive young=old clever=stupid brave=cowardly happy=sad success=failure start=finish rich=poor warm=cool wet=dry true=false buy=sell come=go cry=laugh love=hate friend=enemy day=night east=west north=south remember=forget simple=complex smooth=rough full=empty first=last win=lose push=pull give=take"
)
COLOURS = [
    tuple(row.split("/"))
    for row in (
        "天空/蓝色/the sky/blue",
        "草/绿色/grass/green",
        "雪/白色/snow/white",
        "煤/黑色/coal/black",
        "太阳/金色/the sun/golden",
        "血/红色/blood/red",
        "牛奶/白色/milk/white",
        "香蕉/黄色/a banana/yellow",
        "树叶/绿色/a leaf/green",
        "柠檬/黄色/a lemon/yellow",
        "草莓/红色/a strawberry/red",
        "大海/蓝色/the sea/blue",
        "巧克力/棕色/chocolate/brown",
        "大象/灰色/an elephant/grey",
        "胡萝卜/橙色/a carrot/orange",
        "茄子/紫色/an eggplant/purple",
        "西红柿/红色/a tomato/red",
        "乌鸦/黑色/a crow/black",
        "云/白色/a cloud/white",
        "黄瓜/绿色/a cucumber/green",
        "玫瑰/红色/a rose/red",
        "葡萄/紫色/a grape/purple",
        "向日葵/黄色/a sunflower/yellow",
        "消防车/红色/a fire engine/red",
        "天鹅/白色/a swan/white",
    )
]
DICTIONARY = [pair for words in CATEGORIES.values() for pair in words] + VERBS + ADJECTIVES + OTHER_WORDS
