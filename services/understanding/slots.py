"""Fills a visit's slots from the pieces of its sentence."""

import re
from datetime import date, timedelta

from services.understanding.counts import Counted, first_counted
from services.understanding.dates import Direction, Mention
from services.understanding.needs import is_frailty, is_no_need
from services.understanding.note import Promise
from services.understanding.plain import plain
from services.understanding.roles import Role
from services.understanding.scene import Scene
from services.understanding.spans import COMPANY, Span, masked, trimmed
from services.understanding.speech import promised, reported
from services.understanding.visits import others_come

_EDGES = " ,、:;.。的■□▣-—\n\"'“”·"
_LEAD = re.compile(
    r"^(?:嗯|啊|哦|那个|这个|然后|就是|主要|还有(?=[\d一二两三四五六七八九十]+(?:多|来)?户|[他她,:]|老|家里)|还是?(?=没|不(?!错)|缺|断|漏|停|坏|老样子)|还(?![是有算好行])|也是?(?=没|不(?!错)|缺|断|漏|停|坏)|也(?![是许罢])|都是?(?=没|不(?!错)|缺|断|漏|停|坏)|都(?![是市])|而且|并且|因为|另外|不过|但是?|可是|可惜|其中"
    r"|那天|当天|当日|户[一二三四五][:]?|普遍|大家|[他她]们?家里(?=没|缺)|[他她]们?(?![们家村组屋厝队])|村民们?|群众|农户|老人家?(?=想|要|希望|盼)|自己"
    r"|家里(?=没|缺)|(?:诉求|问题|困难)?(?:以下|如下|这|主要|有)*(?:\d{1,2}|[一二两三四五六几])?(?:个|件|点|项|条|方面)*的?(?:事情?|问题|困难|诉求|意见|需求|建议)?(?:如下|有)?:"
    r"|(?:\d{1,2}|[一二三四五六])[、.:)](?!\d)|\(?[\d一二三四五六]\)|[一二三四五六]是|其[一二三四五]|[①-⑩]|[■□▣]|的|,|:|\s)+"
)
_EARLIER = re.compile(r"上次|上回|之前|以前|原来|当年|去年|那时|前年")
_NO_DAY = re.compile(r"^(?:过|改|前几|前些|这几|近|最近|半)")


def visit_day(scene: Scene, today: date) -> date | None:
    """The day of the visit: today where none is said, None where what is said is no single past day."""
    spoken = [mention for mention in scene.mentions if _may_be_visit_day(scene, mention, today)]
    spoken.sort(key=lambda mention: not scene.in_role(mention.start, Role.VISIT))
    if not spoken:
        return None if scene.found.impossible else today
    singles = [mention for mention in spoken if mention.days(Direction.PAST).single]
    singles.sort(key=lambda mention: not _THAT_IS.search(scene.text[: mention.start]))
    if not singles or _day_ahead(singles[0], today):
        return None
    return singles[0].days(Direction.PAST).single


_THAT_IS = re.compile(r"(?:也就是|就是|也即|即)[,: ]?$")
"""重阳后那个周日，也就是10月25日: the day said last says it exactly."""
_LONG_AGO = timedelta(days=300)
_SOON = timedelta(days=31)


def _day_ahead(mention: Mention, today: date) -> date | None:
    """12月3日 said in November: within a month, or almost a year ago."""
    past, future = mention.days(Direction.PAST).single, mention.days(Direction.FUTURE).single
    if past is None or future is None or today - past < _LONG_AGO:
        return None
    return future if today < future <= today + _SOON else None


def day_ahead(scene: Scene, today: date) -> date | None:
    """The first day said of the visit that may well be meant as one to come."""
    for mention in scene.mentions:
        day = _day_ahead(mention, today)
        if day and _may_be_visit_day(scene, mention, today):
            return day
    return None


def _may_be_visit_day(scene: Scene, mention: Mention, today: date) -> bool:
    days = mention.days(Direction.PAST)
    if mention.until or days.first > today or (days.last - days.first).days > 40:
        return False
    piece = scene.piece_at(mention.start)
    if piece is None:
        return True
    if piece.role in (Role.VISIT, Role.ASIDE, Role.COMPANY, Role.NO_NEED):
        words = piece.span.of(scene.bare)
        return (
            not (_EARLIER.search(words) or others_come(words))
            and not 0 < reported(words) <= mention.start - piece.span.start
        )
    early = mention.start - piece.span.start <= 3
    return (piece.role is Role.ACTION and early) or (piece.role is Role.NEED and piece == scene.pieces[0])


def planned_day(scene: Scene, today: date) -> date | None:
    """The first day ahead named in a piece that plans."""
    for mention in scene.mentions:
        day = mention.days(Direction.FUTURE).single
        if day and day > today and scene.in_role(mention.start, Role.PLANNED):
            return day
    return None


_NOT_MET = re.compile(r"没(?:有)?(?:碰|见|遇|找)(?:到|着|上)|没人?在家|不在家|锁着?门|门锁|出门了|外出")


def in_vain(scene: Scene, position: int) -> bool:
    """Somebody was not met there, but one had gone."""
    piece = scene.piece_at(position)
    return piece is not None and bool(_NOT_MET.search(piece.span.of(scene.text)))


def household_of(scene: Scene) -> str | None:
    """The household visited, as said; one met on the visit before one that is only spoken of."""
    homes = [home for home in scene.households if not scene.in_role(home.start, Role.PROMISE, Role.COMPANY)]
    told = [home for home in homes if not scene.in_role(home.start, Role.FAILED)]
    told = told or [home for home in homes if in_vain(scene, home.start)]
    told.sort(key=lambda home: not scene.in_role(home.start, Role.VISIT))
    return told[0].of(scene.said) if told else None


def place_of(scene: Scene) -> str | None:
    """The place visited, as said."""
    place = _place(scene)
    return place.of(scene.said) if place else None


def _place(scene: Scene) -> Span | None:
    """One named with the visit, or the one a following piece begins with."""
    visited = [place for place in scene.places if scene.in_role(place.start, Role.VISIT)]
    chosen = visited or [place for place in scene.places if _opens_piece(scene, place) and not scene.form]
    return trimmed(scene.said, chosen[0], _EDGES) if chosen else None


_BEFORE_PLACE = re.compile(
    r"(?:[■□▣的\s\d一二两三四五六七八九十几家个座那边里刚从出来,看去到在他她有旁口开]|路口|村口|附近"
    r"|对面|隔壁|老板|村里|镇上|村[医干民]反映|文?师傅|顺便|查看|参观|门口|上午|下午|今年|[\u4e00-\u9fff]{2,4}(?:那边"
    r"|这边|片区|附近))*"
)


def _opens_piece(scene: Scene, place: Span) -> bool:
    piece = scene.piece_at(place.start)
    if piece is None or piece.role not in (Role.NEED, Role.ASIDE, Role.NO_NEED):
        return False
    before = masked(scene.bare, scene.households, "■")[piece.span.start : place.start]
    return bool(_BEFORE_PLACE.fullmatch(before))


def need_texts(scene: Scene) -> tuple[str, ...]:
    """What was wanted or wrong, as said, without who said it."""
    spans = [span for span in scene.of(Role.NEED) if not is_no_need(span.of(scene.bare).strip(_EDGES))]
    place = _place(scene) if spans else None
    told = [text for span in spans if len(text := _need_text(scene, span, place)) > 1]
    return tuple(text for text in told if not _is_no_need(plain(text)))


def _is_no_need(text: str) -> bool:
    return is_frailty(text) or bool(
        _ONLY_A_COUNT.fullmatch(text) or _ONLY_A_HEAD.fullmatch(text) or _NOBODY_THERE.fullmatch(text)
    )


_ONLY_A_HEAD = re.compile(
    r"(?:有|了|的|以下|如下|这|几|多|主要|两|\d{1,2}|[一二三四五六])*(?:个|件|点|项|条|方面)*的?(?:事情?|问题|困难|诉求|意见|需求|建议|情况)"
    r"(?:有|如下|是)?:?\s*(?:\d{1,2}|[一二三四五六])?"
)
"""3件事：1: what follows are the needs."""
_NOBODY_THERE = re.compile(
    r"(?:他|她|人|家里?|也|都|老人|户主|刚好|正好)*(?:没(?:有)?(?:遇|碰|见|找)(?:到|着|上)(?:人|他|她|[^,。;的困难问题]{2,5})|(?:不|没)在家?|没人在家?|锁着?门|门锁着)"
)


_ONLY_A_COUNT = re.compile(
    r"(?:(?:一|总|拢)?共|合计|共计|总计|加起来|是|就|应该|有|大概|大约|约|涉及|影响|实际|其实|走访?了?|看了|不止|这|的|都){0,4}"
    r"(?:\d{1,4}|[一二两三四五六七八九十百]{1,4})(?:来|多)?(?:户|家|人|位|名|口)(?:人家?|群众|村民|农户|人|左右|多|受影响)*"
)
"""是3户, 一共4户: how many is the count, and no need."""


def _need_text(scene: Scene, span: Span, place: Span | None) -> str:
    start = span.start + reported(span.of(scene.bare))
    for home in scene.households:
        if home.start - start in (0, 1):
            start = home.end
    lead = _LEAD.match(scene.bare[start : span.end])
    start += lead.end() if lead else 0
    start += _counted(scene, start, span.end)
    start = place.end if place and place.start == start and place.end < span.end - 2 else start
    return trimmed(scene.said, Span(start, span.end), _EDGES).of(scene.said)


_COUNTED = re.compile(
    r"(?:有|其中)?(?:\d{1,4}|[一二两三四五六七八九十]{1,3})(?:多|来)?户(?:人家|村民|群众|农户|人)?(?:都|还|就)?"
    r"(?=[^\s,。;一不在的、]{2})"
)
"""3户缺水: how many is the count, what is wrong is the need."""


def _counted(scene: Scene, start: int, end: int) -> int:
    """How many characters say no more than the count; where several are counted, each number belongs to its need."""
    counted = _COUNTED.match(scene.bare[start:end])
    return counted.end() if counted and len(_HOUSEHOLDS.findall(scene.bare)) == 1 else 0


_HOUSEHOLDS = re.compile(r"[\d一二两三四五六七八九十](?:多|来)?户")

_DONE_LEAD = re.compile(
    r"^(?:我们工作队|我们(?!村)|我(?![们村镇])|咱们?|队里|工作队|也|就(?![业医诊近地学读])|都|又|当场|当即|现场|马上|立即|随即|后来|然后"
    r"|于是|已经|已|顺便|最后|,|\s)+"
)


def action_texts(scene: Scene) -> tuple[str, ...]:
    """What was done, as said, without 已."""
    return tuple(text for span in scene.of(Role.ACTION) if len(text := _action_text(scene, span)) > 1)


def _action_text(scene: Scene, span: Span) -> str:
    lead = _DONE_LEAD.match(scene.text[span.start : span.end])
    start = span.start + (lead.end() if lead else 0)
    return _DONE_END.sub("", trimmed(scene.said, Span(start, span.end), _EDGES).of(scene.said))


_DONE_END = re.compile(r"(?<=.{3})(?<![好完不得拢妥通成掉走清上下来去到起开住定齐满])[了啦]$")


def promises_of(scene: Scene) -> tuple[Promise, ...]:
    """What was undertaken and by when."""
    made: list[Promise] = []
    for span in scene.of(Role.PROMISE):
        promise = _promise(scene, span)
        if len(promise.what) > 1:
            made.append(promise)
        elif made and made[-1].by is None:
            made[-1] = Promise(made[-1].what, promise.by)
    return tuple(made)


def _promise(scene: Scene, span: Span) -> Promise:
    start = span.start + (promised(span.of(scene.bare)) or 0)
    dated = [m for m in scene.mentions if span.start <= m.start < span.end and not _NO_DAY.match(m.text)]
    by = _last_day(dated[-1], scene.today) if dated else None
    rest = Span(start, span.end)
    for mention in dated:
        rest = _without(rest, mention)
    rest = trimmed(scene.said, rest, _EDGES)
    lead = _UNDERTAKEN.match(rest.of(scene.text))
    return Promise(rest.of(scene.said)[lead.end() if lead else 0 :], by)


_UNDERTAKEN = re.compile(r"(?:在(?!建)|就(?![业医诊近地学读])|会(?![计议场])|要(?![求点]))+[\s,的]*")


def _last_day(mention: Mention, today: date) -> date | None:
    """A weekday that is over (答应这周五前, said on Sunday) is next week's; another day that is over stays open."""
    last = mention.days(Direction.FUTURE).last
    if last < today:
        return last + _WEEK if _WEEKDAY.search(mention.text) and last + _WEEK >= today else None
    passed = mention.days(Direction.PAST).last
    return None if passed < today and today - passed < _SOON and last - today > _LONG_AGO else last


_WEEK = timedelta(days=7)
_WEEKDAY = re.compile(r"^(?!上)[^周星礼]*(?:周|星期|礼拜)[一二三四五六日天末]")


def _without(rest: Span, mention: Mention) -> Span:
    """The longer side of the words around the day."""
    before, behind = Span(rest.start, max(mention.start, rest.start)), Span(max(mention.end, rest.start), rest.end)
    return max(behind, before, key=lambda span: span.end - span.start)


def companion_texts(scene: Scene) -> tuple[str, ...]:
    """Those who came along, as said."""
    went = (span for span in scene.company if not scene.in_role(span.start, Role.PROMISE, Role.PLANNED, Role.FAILED))
    return tuple(span.of(scene.said) for span in went)


_AMONG_THEM = re.compile(r"慰问|走访|核查|装了|送|发|给|为|帮|看|宣传|登记|评估|测|陪")


def count_said(scene: Scene) -> Counted | None:
    """The number of households or people visited or affected."""
    never = [*scene.of(Role.PROMISE, Role.FAILED), *scene.households]
    text = masked(scene.text, scene.company, COMPANY)
    acts = scene.of(Role.ACTION)
    called = [span for span in acts if not _AMONG_THEM.search(span.of(scene.text))]
    first = first_counted(masked(text, [*never, *acts], "#"))
    return first if first is not None or called == acts else first_counted(masked(text, [*never, *called], "#"))
