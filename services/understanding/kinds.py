"""What kind of message a sentence is, where it is no visit."""

import re
from functools import cache

from services.understanding.corrections import is_correction
from services.understanding.wishes import visits_wanted, wants_tasks
from services.understanding.words import any_of, finder_of

_AMOUNT = re.compile(
    r"(?=[\d一二两三四五六七八九十百千¥￥壹贰叁肆伍陆柒捌玖拾佰仟])"
    r"(?!一块[儿去来一])(?:\d[\d,.]*\s?(?:万|元|块|亿|千|百)|[一二两三四五六七八九十百千]+(?:万|千"
    r"|百)[一二三四五六七八九十]?(?:元|块|千)?|[一二两三四五六七八九十百千\d]+(?:元|块钱?)"
    r"|\d{1,3}(?:,\d{3})+|[¥￥]\s?\d|[壹贰叁肆伍陆柒捌玖拾佰仟]{2}|(?<!\d)\d{4,}(?:\.\d+)?(?!\d|年|-))"
)
_NOT_ASKING = re.compile(
    r"没(?:有)?(?:什么|啥|多少|怎么|谁|几)|不怎么|不知道?(?:怎么|什么|啥|哪|谁|为什么|多少|如何)?"
    r"|不晓得|哪里?都|什么都|啥都|谁都|怎么都|好几|十几|几十|几百|停几次|前几|这几|过几|几天前|近几"
    r"|几个(?:老|阿|村|人|孩|婆)|几间|几户(?!要)|几家(?=.{0,6}都)|没有什么|无论|不管|多少有点"
)
_OR_ELSE = re.compile(r"(?:是|在|算).{1,14}还是.{1,10}$|嘛\?|那(?:几|三|四|五)(?:类|种|条|项)")
_GREETING = re.compile(r"^(?:在吗|在不在|忙吗|你好吗|吃了吗|睡了吗|有人吗|在么)[?。!]?$")
_WONDERS = re.compile(r"^[^,。;]{0,4}(?:请教|想问|想了解|咨询一?下|求问|想咨询|了解一?下|问一?下|打听一?下)")
_GOT = re.compile(
    r"(?:问|打听|查|找|办|申请|买|要|联系|争取|落实|协调|对接|领|批|拿|借|约|核|补|修|换|装)(?:到|好"
    r"|清楚|清|妥|下来|着|成|完|回来|上)(?:了|啦)"
)
_EITHER = re.compile(r"(?:[^还都也从,。;]不|[^还都也,。;]没|没有)[,。;\s]*$|([\u4e00-\u9fff]{1,2})不\1(?!然|断|久)")
"""开支不, 提标了没, 合规不合规."""
_NEEDS_ANSWER = re.compile(
    r"(?:我们?|咱们?|队里|工作队)(?:该|应该|要|可以|能)?(?:怎么|如何|咋)|怎么(?:答|回|跟|解释|填|报"
    r"|申请|办理|算|写|处理)(?![^,。;]{0,4}的(?:情况|问题|事|进度))|请问|该怎么|咋(?:答|回|办)"
)


@cache
def _command() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:请|帮我|帮忙|麻烦|给我|我要|我想|把|将"
        rf"|再)?(?:(?:{any_of('command')}).{{0,14}}(?:{any_of('command_objects')})"
        rf"|.{{0,12}}(?:{any_of('command_objects')}).{{0,8}}(?:撤销|撤回|删除|删掉|删了|导出|改一下"
        rf"|改成.{{0,8}}|打印|清空|恢复|发我|发给我)(?:吧|一下|掉|来|出来)?$)"
        r"|^(?:取消|撤销|返回|帮助|菜单|上一步|跳过|退出|开始|导出|设置|撤回|删除|退订)(?:吧|一下)?$|^/[A-Za-z]"
    )


@cache
def _request() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{any_of('requests')})[^,。;]{{0,12}}(?:{any_of('authorities')})"
        rf"|(?:{any_of('requests')})[^,。;]{{0,14}}(?:解决|协调|处理|修|增容|整治|支持|重视|介入|牵头"
        rf"|督促|安排|加装|增设|改造|疏通|清理|落实|过问|研究|派人|出面|给个说法)"
        rf"|(?:{any_of('authorities')})[^,。;说讲已答]{{0,10}}(?:尽快|牵头|协调|出面|解决|派人|来修|认领|处理)"
        rf"|(?:镇里|村里|我们|队里|我队)[^,。;]{{0,6}}(?:解决不了|协调不了|协调不下来|没办法解决"
        rf"|无法解决|推不动|管不了|没权)"
    )


@cache
def _told() -> re.Pattern[str]:
    return re.compile(
        rf"{any_of('told')}|(?:送|交|拿|递)到(?:他|她|本人|老人|手).{{0,3}}(?:手|家|本人)|(?:跟|和|向"
        rf"|给|对|打电话给|电话)(?:他|她|本人|老|.{{1,4}}[伯叔婶姨爷奶姐哥嫂婆公]).{{0,4}}?(?:说的|说了"
        rf"|讲了|说过|回了|回过|讲过|说清楚|报了信|交代了|说明了|回复了|答复了|回话|报喜)"
    )


def is_command(text: str) -> bool:
    """Tells the assistant to do something with what it keeps, or puts right what it was told."""
    said = text.strip()
    if wants_tasks(said) or visits_wanted(said) is not None:
        return True
    return (len(text) <= 40 and bool(_command().match(said))) or is_correction(said)


def asks(text: str) -> bool:
    """Asks something, in whatever words; 没什么 and 好几 ask nothing."""
    if _GREETING.match(text):
        return False
    return (
        "?" in text
        or bool(_WONDERS.match(text) or _OR_ELSE.search(text))
        or bool(("不" in text or "没" in text) and _EITHER.search(text))
        or bool(finder_of("ask").search(_NOT_ASKING.sub("", text)))
    )


_WENT = r"(?:去|到|来(?!着)|走|跑|访|走访|入户|回访|家访|看望?|慰问|探望|见|下乡|下村|调研|登记|记|填|报)"
_ABOUT_VISITS = re.compile(
    rf"(?:谁|哪个(?!村)|哪位|哪几个|哪些人|什么人|边个|边位)(?!家)[^,。;都也]{{0,8}}?{_WENT}"
    rf"|(?:什么时候|几时|哪天|何时|几号|哪一天|哪个月|星期几|周几|礼拜几)[^,。;]{{0,8}}?{_WENT}[^,。;]{{0,8}}?(?:的|过|了|$)"
    rf"|(?<![要得该])(?<!可以){_WENT}(?:了|过|到|的)?[^,。;都也看查问]{{0,12}}?(?:几|多少|哪几?|哪些|边)(?:次|趟|回|户|家|人|个|村|位|天)?(?:村|户|人|家)?(?:了|的|呢|啊|来着)?[。!]?$"
    rf"|(?<![要得该])(?<!可以){_WENT}(?:了|过)(?:几|多少)(?:次|趟|回)(?=[^,。;才都也还就]{{0,8}}[。!]?$)"
    rf"|{_WENT}(?:了|过|到|的)(?:的是)?(?:谁|哪里|哪些人|哪个村|边度)(?:家)?(?:了|的|呢|啊)?[。!]?$"
    r"|(?:是|系)(?:在)?(?:几号|哪天|什么时候|几时|谁|哪一天|几月几号|几月|星期几|周几|礼拜几|哪个村|哪一?户)[^,。;]{0,4}$"
    rf"|(?:有没有|有无|有冇|是不是|是否|系唔系)(?:人|谁|已经|我们)*[^,。;]{{0,6}}?{_WENT}(?!看)"
    rf"|{_WENT}(?:了|过|到)[^,。;也都还又连水电人路钱说讲反映]{{0,10}}(?:没有?|冇|未)(?:啊|呢|啦)?[。!]?$"
)
_MAY_ASK = re.compile(r"[谁哪几边冇]|多少|什么时候|何时|[有是系][没不无否唔]|(?:没有?|未)[啊呢啦]?[。!]?$")
_TELLS = re.compile(
    r"(?:问|说|反映|讲|提|不知道?|不晓得|想知道|打听|咨询|了解|核实|统计|看|查|摸清|商量|讨论|研究|无论|不管)(?!一?下|过|了)"
)
_LOOK_UP = re.compile(
    r"^(?:请|麻烦|劳烦|你|您|能不能|可以|可不可以|我想|想|我要|帮忙|帮我|帮|给我|替我)*"
    r"(?:查查|查询|查一?下|查一查|查看一?下|统计一?下|数一?下|问一?下|翻一?下|知道|告诉我|看一?下|看看)(?!了)"
)


def asks_about_visits(text: str) -> bool:
    """Wants to hear of visits kept by the assistant: 昨天谁去了埔中村, 查一下上周去了几次."""
    if _LOOK_UP.match(text):
        return asks(text)
    asked = _ABOUT_VISITS.search(text) if _MAY_ASK.search(text) else None
    return asked is not None and not _TELLS.search(text[: asked.start()]) and len(text) - asked.end() <= _AFTERTHOUGHT


_AFTERTHOUGHT = 10
"""Characters that may follow such a question: 昨天谁去了埔中村，帮我查下."""

_FIGURES_FIRST = re.compile(r"(?:\d[\d.]*\s?[万亿]元?|\d(?:[:/]\d)+)(?:\s|$)")
_OF_ONES_OWN = re.compile(r"[了啦咯]|我|村民(?!会议|代表|委员|小组)|老板|村里|累|烦|谢|早上好|你好")
_SHORT = 30


def names_policy(text: str) -> bool:
    """Words for a policy matter and hardly more, as people type them into a search box: 五保户, 2000万 2026 延续."""
    if len(text) > _SHORT or _OF_ONES_OWN.search(text):
        return False
    return bool(_FIGURES_FIRST.match(text) or finder_of("policy").search(text))


def asks_us(text: str) -> bool:
    """Wants an answer from the assistant rather than telling what a villager asked."""
    return bool(_NEEDS_ANSWER.search(text))


_FOR_US = re.compile(
    r"(?:我们?|咱们?|队里|工作队)[^,。;]{0,2}(?:该|应该|要|可以|能)?(?:怎么|如何|咋|点样)|请问|(?:该|应该)?怎么(?:答|回答|回复|跟他|解释|填)|咋(?:答|回)"
)
_SPEAK = re.compile(
    r"(?<![我请想帮们访慰疑询学顾])(?:都)?问(?!题|候|卷|政|责|需|寒)"
    r"|(?<!我)(?<!我们)(?:反映|反应|抱怨|打听|咨询|质问|追问|关心|想知道|念叨|说(?!明|服)|讲(?!解|座))"
)


def asks_for_us(text: str) -> bool:
    """Wants to be told what to say or do, whoever asked first: 我该怎么答."""
    return bool(_FOR_US.search(text))


def villagers_speak(text: str) -> bool:
    """Says that somebody else asked or told something."""
    return bool(_SPEAK.search(text))


def raises_issue(text: str) -> bool:
    """Puts a problem to the departments in so many words."""
    return bool(finder_of("issue").search(text))


def opens_as_issue(text: str) -> bool:
    """Begins by saying that it is one; 已上报 tells of something done."""
    match = finder_of("issue").search(text[:16])
    return match is not None and not re.search(
        r"[已了,。;]|怎[么样]|如何|咋|几|多久|该不该|要不要", text[: match.start()]
    )


def requests(text: str) -> bool:
    """Wants an authority to act."""
    return bool(_request().search(text))


def moves_money(text: str) -> bool:
    """Names an amount that came in or went out."""
    return bool(_AMOUNT.search(text)) and bool(finder_of("fund").search(text))


def keeps_promise(text: str) -> bool:
    """Says that something is done and that the person has been told."""
    done = finder_of("done").search(text) or _GOT.search(text) or ("了" in text and speaks_of_promise(text))
    return bool(done and _told().search(text))


def speaks_of_promise(text: str) -> bool:
    """Names an earlier promise."""
    return bool(finder_of("promised_before").search(text)) or bool(_UNDERTOOK.search(text[:8]))


_UNDERTOOK = re.compile(r"答应|承诺|应承|应允|托我")
