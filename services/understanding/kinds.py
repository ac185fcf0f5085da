"""What kind of message a sentence is, where it is no visit."""

import re
from functools import cache

from services.understanding.wishes import visits_wanted, wants_tasks
from services.understanding.words import any_of

_AMOUNT = re.compile(
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
    r"|申请|办理|算|写|处理)|请问|该怎么|咋(?:答|回|办)"
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
def _asking() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('ask')})")


@cache
def _issue() -> re.Pattern[str]:
    return re.compile(any_of("issue"))


@cache
def _request() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{any_of('requests')})[^,。;]{{0,12}}(?:{any_of('authorities')})"
        rf"|(?:{any_of('requests')})[^,。;]{{0,14}}(?:解决|协调|处理|修|增容|整治|支持|重视|介入|牵头"
        rf"|督促|安排|加装|增设|改造|疏通|清理|落实|过问|研究|派人|出面|给个说法)"
        rf"|(?:{any_of('authorities')})[^,。;]{{0,10}}(?:尽快|牵头|协调|出面|解决|派人|来修|认领|处理)"
        rf"|(?:镇里|村里|我们|队里|我队)[^,。;]{{0,6}}(?:解决不了|协调不了|协调不下来|没办法解决"
        rf"|无法解决|推不动|管不了|没权)"
    )


@cache
def _fund() -> re.Pattern[str]:
    return re.compile(any_of("fund"))


@cache
def _done() -> re.Pattern[str]:
    return re.compile(any_of("done"))


@cache
def _told() -> re.Pattern[str]:
    return re.compile(
        rf"{any_of('told')}|(?:送|交|拿|递)到(?:他|她|本人|老人|手).{{0,3}}(?:手|家|本人)|(?:跟|和|向"
        rf"|给|对|打电话给|电话)(?:他|她|本人|老|.{{1,4}}[伯叔婶姨爷奶姐哥嫂婆公]).{{0,4}}?(?:说的|说了"
        rf"|讲了|说过|回了|回过|讲过|说清楚|报了信|交代了|说明了|回复了|答复了|回话|报喜)"
    )


@cache
def _promised_before() -> re.Pattern[str]:
    return re.compile(any_of("promised_before"))


_SLOT = r"(?:户数|人数|日期|时间|村名|村庄|村子|户主|户名|诉求|承诺|同行人?|地点|措施)"
_CORRECTION = re.compile(
    r"^(?:请|帮我|麻烦)?(?:把|将)?(?:"
    r"(?:我)?(?:[昨今前]天)?(?:刚才|刚刚|上一?[条次]|前一条|前面|上面|那条|这条|刚[记发说])[^,。;]{0,8}"
    r"(?:错|不对|有误|改成|改为|改一下|更正)"
    r"|(?:不对|错了|[说写记打搞发]错了?|更正|纠正)(?:一下)?(?:[,:。\s]+(?:应该?|不?是|改)|[,:。\s]*应该?是|[,:。\s]*$)"
    rf"|{_SLOT}[^,。;]{{0,6}}(?:改[成为到]|换成|更正|应该?[是为]|不对|有误|错了?|[写记说]错)"
    r"|(?:改成|改为|更正为)[^,。;]{1,10}$)"
)
"""刚才那条错了, 把户数改成4户, 不对，是东寮村."""


def is_command(text: str) -> bool:
    """Tells the assistant to do something with what it keeps, or puts right what it was told."""
    said = text.strip()
    if wants_tasks(said) or visits_wanted(said) is not None:
        return True
    return len(text) <= 40 and bool(_command().search(said) or _CORRECTION.match(said))


def asks(text: str) -> bool:
    """Asks something, in whatever words; 没什么 and 好几 ask nothing."""
    if _GREETING.match(text):
        return False
    return (
        "?" in text
        or bool(_WONDERS.match(text) or _OR_ELSE.search(text))
        or bool(_EITHER.search(text))
        or bool(_asking().search(_NOT_ASKING.sub("", text)))
    )


@cache
def _policy() -> re.Pattern[str]:
    return re.compile(rf"{any_of('policy')}|^(?:\d[\d.]*\s?[万亿]元?|\d(?:[:/]\d)+)(?:\s|$)")


_OF_ONES_OWN = re.compile(r"[了啦咯]|我|村民(?!会议|代表|委员|小组)|老板|村里|累|烦|谢|早上好|你好")
_SHORT = 30


def names_policy(text: str) -> bool:
    """Words for a policy matter and hardly more, as people type them into a search box: 五保户, 2000万 2026 延续."""
    return len(text) <= _SHORT and bool(_policy().search(text)) and not _OF_ONES_OWN.search(text)


def asks_us(text: str) -> bool:
    """Wants an answer from the assistant rather than telling what a villager asked."""
    return bool(_NEEDS_ANSWER.search(text))


def raises_issue(text: str) -> bool:
    """Puts a problem to the departments in so many words."""
    return bool(_issue().search(text))


def opens_as_issue(text: str) -> bool:
    """Begins by saying that it is one; 已上报 tells of something done."""
    match = _issue().search(text[:16])
    return match is not None and not re.search(
        r"[已了,。;]|怎[么样]|如何|咋|几|多久|该不该|要不要", text[: match.start()]
    )


def requests(text: str) -> bool:
    """Wants an authority to act."""
    return bool(_request().search(text))


def moves_money(text: str) -> bool:
    """Names an amount that came in or went out."""
    return bool(_AMOUNT.search(text)) and bool(_fund().search(text))


def keeps_promise(text: str) -> bool:
    """Says that something is done and that the person has been told."""
    done = bool(_done().search(text) or _GOT.search(text)) or (speaks_of_promise(text) and "了" in text)
    return done and bool(_told().search(text))


def speaks_of_promise(text: str) -> bool:
    """Names an earlier promise."""
    return bool(_promised_before().search(text)) or bool(re.search(r"答应|承诺|应承|应允|托我", text[:8]))
