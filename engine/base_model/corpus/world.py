"""Facts of the world: countries, definitions, units, animals, sayings about time."""

_COUNTRIES = """
中国/China/北京/Beijing/亚洲/Asia/中文/Chinese
日本/Japan/东京/Tokyo/亚洲/Asia/日语/Japanese
韩国/South Korea/首尔/Seoul/亚洲/Asia/韩语/Korean
印度/India/新德里/New Delhi/亚洲/Asia/印地语/Hindi
泰国/Thailand/曼谷/Bangkok/亚洲/Asia/泰语/Thai
越南/Vietnam/河内/Hanoi/亚洲/Asia/越南语/Vietnamese
马来西亚/Malaysia/吉隆坡/Kuala Lumpur/亚洲/Asia/马来语/Malay
印度尼西亚/Indonesia/雅加达/Jakarta/亚洲/Asia/印尼语/Indonesian
蒙古/Mongolia/乌兰巴托/Ulaanbaatar/亚洲/Asia/蒙古语/Mongolian
沙特阿拉伯/Saudi Arabia/利雅得/Riyadh/亚洲/Asia/阿拉伯语/Arabic
伊朗/Iran/德黑兰/Tehran/亚洲/Asia/波斯语/Persian
法国/France/巴黎/Paris/欧洲/Europe/法语/French
德国/Germany/柏林/Berlin/欧洲/Europe/德语/German
英国/the United Kingdom/伦敦/London/欧洲/Europe/英语/English
意大利/Italy/罗马/Rome/欧洲/Europe/意大利语/Italian
西班牙/Spain/马德里/Madrid/欧洲/Europe/西班牙语/Spanish
葡萄牙/Portugal/里斯本/Lisbon/欧洲/Europe/葡萄牙语/Portuguese
俄罗斯/Russia/莫斯科/Moscow/欧洲/Europe/俄语/Russian
希腊/Greece/雅典/Athens/欧洲/Europe/希腊语/Greek
波兰/Poland/华沙/Warsaw/欧洲/Europe/波兰语/Polish
荷兰/the Netherlands/阿姆斯特丹/Amsterdam/欧洲/Europe/荷兰语/Dutch
瑞典/Sweden/斯德哥尔摩/Stockholm/欧洲/Europe/瑞典语/Swedish
挪威/Norway/奥斯陆/Oslo/欧洲/Europe/挪威语/Norwegian
芬兰/Finland/赫尔辛基/Helsinki/欧洲/Europe/芬兰语/Finnish
奥地利/Austria/维也纳/Vienna/欧洲/Europe/德语/German
匈牙利/Hungary/布达佩斯/Budapest/欧洲/Europe/匈牙利语/Hungarian
埃及/Egypt/开罗/Cairo/非洲/Africa/阿拉伯语/Arabic
肯尼亚/Kenya/内罗毕/Nairobi/非洲/Africa/斯瓦希里语/Swahili
埃塞俄比亚/Ethiopia/亚的斯亚贝巴/Addis Ababa/非洲/Africa/阿姆哈拉语/Amharic
摩洛哥/Morocco/拉巴特/Rabat/非洲/Africa/阿拉伯语/Arabic
美国/the United States/华盛顿/Washington/北美洲/North America/英语/English
加拿大/Canada/渥太华/Ottawa/北美洲/North America/英语/English
墨西哥/Mexico/墨西哥城/Mexico City/北美洲/North America/西班牙语/Spanish
古巴/Cuba/哈瓦那/Havana/北美洲/North America/西班牙语/Spanish
巴西/Brazil/巴西利亚/Brasilia/南美洲/South America/葡萄牙语/Portuguese
阿根廷/Argentina/布宜诺斯艾利斯/Buenos Aires/南美洲/South America/西班牙语/Spanish
智利/Chile/圣地亚哥/Santiago/南美洲/South America/西班牙语/Spanish
秘鲁/Peru/利马/Lima/南美洲/South America/西班牙语/Spanish
澳大利亚/Australia/堪培拉/Canberra/大洋洲/Oceania/英语/English
新西兰/New Zealand/惠灵顿/Wellington/大洋洲/Oceania/英语/English
"""
COUNTRIES = [tuple(line.split("/")) for line in _COUNTRIES.strip().splitlines()]

_DEFINITIONS = """
太阳/离地球最近的恒星，给我们光和热/the sun/the star closest to the Earth, and it gives us light and heat
月亮/围绕地球转动的天体，在夜里反射阳光/the moon/the body that goes around the Earth and reflects sunlight at night
地球/我们居住的行星，大部分表面是海洋/the Earth/the planet we live on, and most of its surface is ocean
彩虹/阳光穿过雨滴时形成的七色光带/a rainbow/a band of seven colours made when sunlight passes through raindrops
火山/能喷出岩浆和气体的山/a volcano/a mountain that can throw out hot rock and gas
地震/地面突然发生的震动/an earthquake/a sudden shaking of the ground
沙漠/雨水很少、植物很少的地方/a desert/a place with very little rain and few plants
海洋/覆盖地球大部分表面的咸水/an ocean/the salt water that covers most of the Earth
医院/医生和护士给病人看病的地方/a hospital/a place where doctors and nurses treat sick people
学校/老师教学生学习知识的地方/a school/a place where teachers help students learn
图书馆/收藏图书并借给人们阅读的地方/a library/a place that keeps books and lends them to readers
银行/人们存钱、取钱和借钱的地方/a bank/a place where people save, take out and borrow money
博物馆/展示历史文物和艺术品的地方/a museum/a place that shows old objects and works of art
机场/飞机起飞和降落的地方/an airport/a place where planes take off and land
超市/出售食品和日用品的大商店/a supermarket/a large shop that sells food and daily goods
工厂/工人用机器生产产品的地方/a factory/a place where workers make goods with machines
电脑/能按照程序处理信息的机器/a computer/a machine that processes information by following a program
手机/可以随身携带的电话/a mobile phone/a telephone that you can carry with you
互联网/把全世界的电脑连接起来的网络/the internet/a network that connects computers all over the world
机器人/能自动完成工作的机器/a robot/a machine that can do work by itself
人工智能/让机器像人一样学习和思考的技术/artificial intelligence/technology that lets machines learn and reason like people
语言模型/根据文字规律来理解和生成文字的程序/a language model/a program that reads and writes text by learning its patterns
微调/用新的数据继续训练模型，让它学会新的任务/fine-tuning/training a model further on new data so that it learns a new task
数据集/整理好的一组数据，可以用来训练或测试模型/a dataset/an organised set of data used to train or test a model
医生/给病人看病的人/a doctor/a person who treats sick people
老师/在学校里教学生的人/a teacher/a person who teaches students at school
农民/在田里种庄稼的人/a farmer/a person who grows crops in the fields
厨师/负责做饭做菜的人/a cook/a person who prepares meals
作家/写书和文章的人/a writer/a person who writes books and articles
科学家/研究自然规律的人/a scientist/a person who studies how nature works
消防员/扑灭火灾、救助他人的人/a firefighter/a person who puts out fires and rescues people
冰/水在零度以下结成的固体/ice/the solid that water becomes below zero degrees
水/没有颜色、没有味道的液体，生命离不开它/water/a liquid with no colour or taste that all life needs
空气/我们呼吸的气体，包含氧气和氮气/air/the gas we breathe, which contains oxygen and nitrogen
雨/从云里落下来的水滴/rain/drops of water that fall from clouds
雪/从云里落下来的白色冰晶/snow/white ice crystals that fall from clouds
风/流动的空气/wind/moving air
云/天空中由小水滴组成的白色物体/a cloud/a white mass of tiny water drops in the sky
森林/长满树木的大片土地/a forest/a large area of land covered with trees
河流/在陆地上流动的水/a river/water that flows across the land
植物/能用阳光制造养分的生物/a plant/a living thing that makes food from sunlight
蜜蜂/会采花蜜、酿蜂蜜的昆虫/a bee/an insect that collects nectar and makes honey
熊猫/生活在中国、爱吃竹子的黑白色动物/a panda/a black and white animal that lives in China and eats bamboo
企鹅/生活在寒冷地方、不会飞的鸟/a penguin/a bird that lives in cold places and cannot fly
大象/鼻子很长、身体很大的动物/an elephant/a very large animal with a long nose
鲸鱼/生活在海里的最大的哺乳动物/a whale/the largest mammal, and it lives in the sea
足球/十一人一队、用脚踢球的运动/football/a sport with eleven players a side who kick a ball
篮球/五人一队、把球投进篮筐的运动/basketball/a sport with five players a side who throw a ball into a hoop
钢琴/用手指按键发声的乐器/a piano/an instrument that you play by pressing keys
小说/用文字讲述故事的作品/a novel/a long written story
电影/用连续画面讲述故事的艺术/a film/a story told with moving pictures
春节/中国最重要的传统节日，一家人团圆过年/Spring Festival/the most important Chinese holiday, when families come together
长城/中国古代修建的很长的城墙/the Great Wall/a very long wall built in ancient China
民主/由人民共同决定公共事务的制度/democracy/a system in which the people decide public matters together
法律/由国家制定、人人都要遵守的规则/law/rules made by the state that everyone must follow
友谊/朋友之间真诚的感情/friendship/the sincere feeling between friends
数学/研究数量、形状和规律的学科/mathematics/the study of numbers, shapes and patterns
历史/研究过去发生的事情的学科/history/the study of what happened in the past
三角形/有三条边和三个角的图形/a triangle/a shape with three sides and three angles
正方形/四条边一样长、四个角都是直角的图形/a square/a shape with four equal sides and four right angles
"""
DEFINITIONS = [tuple(line.split("/")) for line in _DEFINITIONS.strip().splitlines()]

UNITS = [
    tuple(row.split("/"))
    for row in (
        "1米/100/厘米/one metre/100/centimetres",
        "1千米/1000/米/one kilometre/1000/metres",
        "1厘米/10/毫米/one centimetre/10/millimetres",
        "1千克/1000/克/one kilogram/1000/grams",
        "1吨/1000/千克/one tonne/1000/kilograms",
        "1小时/60/分钟/one hour/60/minutes",
        "1分钟/60/秒/one minute/60/seconds",
        "1天/24/小时/one day/24/hours",
        "1个星期/7/天/one week/7/days",
        "1年/12/个月/one year/12/months",
        "1升/1000/毫升/one litre/1000/millilitres",
        "1元/10/角/one dozen/12/items",
        "1个世纪/100/年/one century/100/years",
    )
]
ANIMALS = [
    tuple(row.split("/"))
    for row in (
        "猫/4/鱼/陆地上/a cat/fish",
        "狗/4/骨头/陆地上/a dog/bones",
        "马/4/草/陆地上/a horse/grass",
        "牛/4/草/陆地上/a cow/grass",
        "羊/4/草/陆地上/a sheep/grass",
        "兔子/4/胡萝卜/陆地上/a rabbit/carrots",
        "熊猫/4/竹子/陆地上/a panda/bamboo",
        "猴子/4/香蕉/树林里/a monkey/bananas",
        "老虎/4/肉/森林里/a tiger/meat",
        "狮子/4/肉/草原上/a lion/meat",
        "鸡/2/米粒/陆地上/a chicken/grain",
        "企鹅/2/鱼/南极/a penguin/fish",
        "猫头鹰/2/老鼠/树林里/an owl/mice",
        "蚂蚁/6/食物残渣/地下的蚁穴里/an ant/crumbs",
        "蜜蜂/6/花蜜/蜂巢里/a bee/nectar",
        "蜘蛛/8/小虫子/网上/a spider/small insects",
    )
]
MONTHS_EN = "January February March April May June July August September October November December".split()
MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
DAYS_ZH = [f"星期{day}" for day in "一二三四五六日"]
DAYS_EN = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SEASONS = [("春天", "spring"), ("夏天", "summer"), ("秋天", "autumn"), ("冬天", "winter")]
