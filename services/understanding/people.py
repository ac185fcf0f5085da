"""Who is spoken of: households by name or number, and those who came along."""

import re
from collections.abc import Iterator
from functools import cache

from services.understanding.spans import Span, trimmed
from services.understanding.words import any_of, finder_of, words

_NUMBERED = re.compile(
    r"户(?:编)?号(?:为|是)?[::]?\s?[A-Za-z]?\d{1,8}|(?<![文身])编号[::]?\s?\d{2,8}"
    r"|门牌(?:号)?[::]?\s?\d{1,5}号?|\d{1,4}号户"
)
_AFTER_NAME = (
    r"(?=家|说|反映|的|,|、|$|\s|。|;|:|想|要|讲|提|希望|担心|表示|腿|因|今年|最近|一家|夫妇|夫妻|两口"
    r"|告诉|问|愁|怕|没|缺|已|在|有|自|身|他|她|盼|正|还|刚|年|老|患|病|生|种|养|开|屋|房|和|门|那|这"
    r"|\(|[■□▣])"
)
_FULL_NAME_PLACE = (
    r"(?:(?<=[去到在访望户民问看帮给的村了见着为替陪组和跟,。;:、(\s■□▣])|(?<=[茶果菜花]农)|(?<![\u4e00-\u9fff]))"
)


@cache
def _surname() -> str:
    return any_of("surnames")


@cache
def _kin() -> str:
    return any_of("kin")


@cache
def _title() -> str:
    return any_of("titles")


_GIVEN = r"[^\W\d_和跟与同的了给在有没被是把]"
"""A character of a given name: none of those that join words."""


_ALONE = (
    r"(?:阿[婆公伯婶姨嫂叔姆嬷爷奶]|大[爷伯叔娘妈婶姐嫂]"
    r"|老(?:伯|汉|太太?|奶奶|爷爷|婆婆|大爷|大娘|阿婆|阿公)|奶奶|爷爷|婆婆|伯伯|婶婶)"
)


@cache
def _household() -> re.Pattern[str]:
    """Alternatives in order of how surely they name a household."""
    surname, kin = _surname(), _kin()
    kinds = any_of("villager_kinds")
    named = f"(?=[老小阿{''.join(sorted({word[0] for word in words('surnames') | words('villager_kinds')}))}])"
    return re.compile(
        rf"(?P<bare>(?<=■)(?:的|那位|那个)?(?P<alone>{_ALONE})家?(?!们|[大阿老]|辈|[、和跟]|多|少|都))"
        rf"|{named}(?:(?<![语作散])(?P<post>老(?:支书|书记|村长|队长|主任|村医|校长|教师)家)"
        rf"|(?<![语作散英])(?P<kin>(?:老|小|阿)?{surname}(?:{_GIVEN}{{1,2}}?)?{kin}(?!里|司|斤"
        rf"|路|园|开|布|厕|益|共|子店|庙)家?)"
        rf"|(?P<ah>阿[\u4e00-\u9fff]{{1,2}}?(?:{kin}家?|家)|阿[\u4e00-\u9fff](?=说|反映|讲|的|那|想|希望|担心|愁))"
        rf"|(?P<old>(?<![\u4e00-\u9fff])老{surname}(?:头|伯|家)?"
        rf"|(?<=[\u4e00-\u9fff])(?<![养古敬孤留父元月大])老{surname}(?:头|家)?(?!{_title()}))"
        rf"|(?P<kind>(?:{kinds})(?P<name>{surname}[\u4e00-\u9fff]{{1,2}}?|阿[\u4e00-\u9fff]){_AFTER_NAME})"
        rf"|(?P<home>{_FULL_NAME_PLACE}{surname}(?:[\u4e00-\u9fff]{{1,2}}?)?家(?!祠|村|庄|里人|乡|园|禽"
        rf"|具|政|电|属|长|坳|坑|山|寨|厝|楼|围|塘|埔|岭|畔))"
        rf"|(?P<some>{surname}某某?))"
        rf"|(?P<given>(?<=[■□▣找看望去到帮访给,\s问了过])(?![了过着完到个位看望访问见和跟同与])[\u4e00-\u9fff]{{1,2}}(?:姐|嫂|叔|伯|婶|姨|婶子)(?!们|家具)家?)"
        rf"|(?P<small>小{surname}家)"
    )


_NOT_HOMES = frozenset(
    ("安家", "成家", "管家", "当家", "应家", "包家", "路家", "左家", "解家", "向家", "全家", "任家", "时家", "常家")
)
_SUMMONED = re.compile(r"(?:请了?|叫了?|找了|联系了?|通知了?|约了?|让|托|向|喊了?|安排了?|派了?|由)[^,。;■□▣]{0,8}$")


def households(text: str) -> Iterator[Span]:
    """Households of a plain text in order; groups, officials and those sent for are none."""
    for match in _NUMBERED.finditer(text) if "号" in text or "门牌" in text else ():
        yield Span(match.start(), match.end())
    for match in _household().finditer(text):
        if match["bare"]:
            yield Span(match.start("alone"), match.end())
            continue
        span = Span(match.start("name"), match.end("name")) if match["name"] else Span(match.start(), match.end())
        if match["name"] and text[span.end : span.end + 1] == "家":
            span = Span(span.start, span.end + 1)
        if _names_a_household(text, span):
            yield span


def _names_a_household(text: str, span: Span) -> bool:
    said = span.of(text)
    bare = said.removesuffix("家")
    if said in _NOT_HOMES or bare in words("generic_kin") or said in words("generic_kin"):
        return False
    if _titled().match(text[span.end : span.end + 3]) and not said.endswith("家"):
        return False
    if _is_official(text, span):
        return False
    return not _SUMMONED.search(text[max(span.start - 12, 0) : span.start])


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(_title())


_OFFICE_BEFORE = re.compile(
    r"(?:书记|支书|主任|站长|所长|局长|镇长|队长|会长|网格员|干部|委员|技术员|同志|局|站|办|所|镇|队员"
    r"|特派员|志愿者)的?$"
)


def _is_official(text: str, span: Span) -> bool:
    return bool(_OFFICE_BEFORE.search(text[max(span.start - 5, 0) : span.start]))


@cache
def _person() -> str:
    """One who comes along: with an office, by a familiar name, or as part of a body (区文旅局的人)."""
    surname, title, helper = _surname(), _title(), any_of("helpers")
    name = (
        rf"(?:小|老|阿){surname}(?:姐|哥)?|{surname}(?:[\u4e00-\u9fff]{{1,2}}?)?(?:{title}|队(?![里伍员上长部]))"
        r"|(?<!陪)阿[\u4e00-\u9fff](?=[去到和跟与、,一来走下进]|[^\u4e00-\u9fff]|$)"
        rf"|{surname}[\u4e00-\u9fff]?(?:姐|哥|同志)"
        rf"|(?:\d|[一二两三四五几])(?:名|位|个){helper}|{helper}(?:小|老|阿)[\u4e00-\u9fff]"
        rf"|{helper}{surname}[\u4e00-\u9fff]{{1,2}}|{helper}"
    )
    return rf"(?:[^,。;:、\s■□▣去到在看说聊谈了和跟同与陪]{{0,10}}?(?:{name}))(?:\([^)]{{1,8}}\))?"


@cache
def _party() -> str:
    return rf"{_person()}(?:(?:[、,]|和|跟|及|与|还有|以及)\s?{_person()}){{0,5}}"


@cache
def _full_name_party() -> str:
    one = rf"{_surname()}[\u4e00-\u9fff]{{1,2}}?"
    return rf"{one}(?:(?:、|和|及|与){one}){{0,4}}"


_WITH = (
    r"(?:(?:我们?|本人)(?:、|,|和|跟|同|与)|和|跟着?|同|与|陪同?|带着?|带上|带了|会同|随同?|喊上|叫上|约上|拉上|拉着|联合|连同|携|协同"
    r"|偕同?|邀请|邀上?|领着)"
)
_GOING = (
    r"(?:,|\s)?(?:再|又|就)?(?:他们|她们)?(?:(?:一起|一道|一块儿?|一同|共同|结伴|携手)(?=.)|(?:俩|等人?"
    r"|一行|[两三四五六几]个?人|[两三四五六几]个)*(?:一早|一大早|清早|早上|上午|下午|今天|昨天|□|前往|去|到|跑|走|来|入户|下|上|进|看|在|查|摸|实地"
    r"|调研|回访|探|慰问|巡|赶|开|顺|[■□▣]|,|。|$|\s|;|转|参加|访|过|送|拜|登|住|驻|蹲|对|检|做|种|清"
    r"|宣|劝|测|排查|踏|察|督|串|摸|核|量|采|乘|坐|骑|爬|绕|路过))"
)
_NOT_ALONG = re.compile(
    r"(?:聊|谈|说|讲|沟通|交流|反映|商量|拉家常|对接|核实|了解|联系|协调|解释|打招呼|汇报|座谈|讨论|提|打了|通了|吃)"
)


@cache
def _along() -> tuple[re.Pattern[str], ...]:
    party = _party()
    listed = rf"(?P<party>{party}|{_full_name_party()}(?=[,。;\s■□▣]|$|一起|一同|同行))"
    return (
        re.compile(
            rf"(?:同行|同去|同往|同来|一起去|一同去|一道去|一起来|一同前往|一同|陪同|参加(?=[:人])|随行|参与"
            rf"|跟我一起去|与我同行)(?:的|人员|人|者|干部)?(?:还?有|是|为|:|包括|\s){{0,3}}{listed}"
        ),
        re.compile(rf"{_WITH}(?P<party>{party}){_GOING}"),
        re.compile(rf"{_WITH}(?P<party>{_full_name_party()})(?:,|\s)?(?:一起|一道|一块儿?|一同|去|到|入户|走访|下)"),
    )


@cache
def _and_i() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[,。;\s□■])(?P<party>{_party()})(?:[、,]|和|跟|与|同)(?:我们?|本人)"
        r"(?:俩|[两三四五六]个?人|一起|一道|一同|一块儿?|也)*(?:去|到|来到|走访|入户|下|上|进)"
    )


_AND_I = re.compile(r"[和跟与同、](?:我|本人)")


@cache
def _led() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<=[,。;:\s■□▣(由在])|^)(?:由|在)?(?P<party>{_party()}){any_of('led')}")


def _ways(text: str) -> tuple[re.Pattern[str], ...]:
    """The last two name them first and so may begin anywhere; they are tried only where their closing words stand."""
    ways = (*_along(), _led()) if finder_of("led").search(text) else _along()
    return (_and_i(), *ways) if "我" in text and _AND_I.search(text) else ways


def companions(text: str) -> list[Span]:
    """Those who came along, one span each, in a plain text; villagers talked with are none."""
    for pattern in _ways(text):
        for match in pattern.finditer(text):
            if not _NOT_ALONG.match(text, match.end("party")):
                return list(_split(text, Span(match.start("party"), match.end("party"))))
    return []


_JOIN = re.compile(r"[、,]|和|跟|及|与|还有|以及")


def _split(text: str, party: Span) -> Iterator[Span]:
    start = party.start
    for join in _JOIN.finditer(text, party.start, party.end):
        if join.start() - start >= 2:
            yield trimmed(text, Span(start, join.start()), " 的")
            start = join.end()
    if party.end > start:
        yield trimmed(text, Span(start, party.end), " ")
