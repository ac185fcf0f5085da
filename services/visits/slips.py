"""Reads words that put the last visit right: 刚才说错了，是许坑村；不对，改成4户；不是缺水，是停电；记错了，删掉."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from knowledge.places import Places
from services import amending
from services.access import Speaker
from services.understanding import Understanding
from services.understanding import read as understand
from services.understanding.dates import Direction, find
from services.understanding.plain import plain
from services.work import WorkError

_LONGEST = 60
_HINT = re.compile(
    r"错|不对|不算|应该?[是为]|不是|有误|口误|更正|纠正|改|换成|删|作废|撤|不要|取消|刚才|刚刚|上一?条|那[条个]|这条"
    r"|[多少][说写记算报填数]|^(?:走访)?(?:日期|时间|[户人]数|村名?|同行)|其实|实际"
)
_LATELY = r"(?:刚才|刚刚|刚|前面|上面|[昨前]天|上一?[条次个]|这[条次个]|那[条次个]|最后一?条)"
_SAID = r"(?:[我的那这一条次个]{0,4}(?:走访|记录)?(?:说|写|记|打|搞|弄|发|填|报|输|登记|录)的?)"
_WRONG = (
    rf"(?:(?:{_LATELY}|不好意思|对不起|抱歉|我){{0,3}}{_SAID}?错(?:[个一]?字|条|人|村|户|日期)?了?"
    rf"|(?:{_LATELY}|{_SAID}){{0,3}}(?:日期|时间|[户人]数|村名|名字)?(?:不对[啊呀哦]?|有误|口误|更正|纠正)(?:一下)?)(?:的)?(?=[,:。;!\s是应改不删撤作错]|$)"
)
_OPENING = re.compile(rf"^(?:[哦啊呃嗯哎唉呀][,\s]*|不好意思[,\s]*|对不起[,\s]*|抱歉[,\s]*)?(?:{_WRONG}[,:。;!\s]*)+")
_MEANT = re.compile(
    rf"^{_LATELY}(?:那[条个次]|这[条个次]|的|走访|记录|说|记|写|发)*[,:\s]*(?=(?:应该?)?[是改删撤]|不[是对算]|不要了?$|作废|[户人]数|村名|日期|时间)"
)
_AWAY = re.compile(
    r"^(?:请|帮我|麻烦|把|将|给我|都|就|也|这条|那条|它|刚才那?条?|记录|走访|先|重新|全部|整条)*(?:删掉|删了|删除|删|撤销|撤回|撤掉|撤了|撤|作废|不要了?|不算"
    r"|取消|去掉)(?:吧|这条|那条|它|掉|了|一下|走访|记录)*$"
)
_OUT = re.compile(r"删|作废|[这那]条")
_ASKING = re.compile(
    r"^(?:请|麻烦|劳烦)?(?:[你您])?(?:帮我|帮忙|给我|请)?[,\s]*(?=把|将|改|[户人]数|日期|村名|对象|诉求|措施|地点|删|刚)"
)
_CHANGE = re.compile(r"^(?:请|帮我|麻烦|那)?(?:改|更改|修改|更正|纠正|订正)(?:一?下|个)[,:\s]*(?=.)")
_MISCOUNTED = re.compile(
    r"^(?:刚才|刚刚|我)*(?P<way>[多少漏])[说写记算报填数]了?(?P<by>[一二两三四五六七八九十]|\d{1,2})(?:户|家|户人家|个?人|位)$"
)
_DIGITS = {one: at for at, one in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_TAIL = re.compile(r"(?:才对|才是|吧|啊|呢|哦|哈|的话|的|了)+$")
_FIELDS = (
    ("visited_on", "走访日期|日期|时间"),
    ("count", "户数|人数"),
    ("village", "村名|村庄|村子|村"),
    ("household", "户主|户名|对象|走访对象"),
    ("place", "地点"),
    ("needs", "诉求"),
    ("actions", "措施"),
    ("companions", "同行人?"),
)
_BECOMES = r"(?:(?:[说写记打搞弄]?错了?|不对|有误)[,\s]*)?(?:应该?[是为]|改[成为到]?|换成|更正为|[是为])"
_NAMED = [(field, re.compile(rf"^(?:把|将)?(?:{names})(?:数|名)?{_BECOMES}(?P<new>.+)$")) for field, names in _FIELDS]
_OLD_FIRST = re.compile(
    r"^(?:把|将)?(?:不是(?P<old>[^,]{1,16}?)[,\s]*(?:而)?(?:应该?)?是"
    r"|(?P<before>[^,是]{1,16}?)(?:改[成为到]|换成|应该?是|应为))(?P<new>[^,]{1,20})$"
)
_NEW_FIRST = re.compile(r"^(?:应该?)?是?(?P<new>[^,不]{1,20}?)[,\s]*(?:而)?不是(?P<old>[^,]{1,16})$")
_NEW = re.compile(
    r"^(?:(?:应该?|其实|实际)?(?:[是为]|改[成为到]|换成|更正为|(?:我)?去的是|走访的是|说的是)+)?(?P<new>.+)$"
)
_CHANGED = re.compile(r"改[成为到]|换成|更正为|应该?[是为]|不对|错了")
_COMPANIONS = re.compile(r"^(?:走访)?同行的?(?:人员?)?(?:还有|有|加上?|是|漏了)(?P<names>[^,。]{1,20})$")
_ALSO = re.compile(r"^(?:走访)?同行的?(?:人员?)?(?:还|有|加|漏)")
_PLAINLY = re.compile(r"^(?:走访)?(?:日期|时间|[户人]数|村名?)(?:应该?)?[是为]")
"""日期是昨天: right after a visit, a field by its name; what cannot be read so was meant otherwise."""
_IN_FACT = re.compile(r"^(?:其实|实际)(?:上)?(?:应该?)?(?:去的)?(?=是)")
_REPLACED = re.compile(r"^[^,是]{2,16}改[成为到][^,]{1,20}$")
_BY_NUMBER = ("count", "visited_on", "village", "household")
_NUMBERED = re.compile(r"^(\d{1,4})(?:个|户|家|户人家|个?人|位)$")
_COUNT = re.compile(r"^(?:一共|共|总共)?(?:\d{1,4}|[一二两三四五六七八九十百]+)(?:户|家|户人家|个?人|位)?$")


@dataclass(frozen=True)
class Slip:
    """What is to be put right: `fields` by name, words that stand for others, or the record as a whole.

    `vague` says that something is wrong and not what; `sure` that it was said to be wrong at all, `named` that the
    field was named; `day` is one that was named beside 删掉. `shift` households were told too few (多写了一户 is -1),
    `more` went along too; `lightly`: so little of it speaks of a mistake that it means only a visit just told.
    """

    fields: tuple[tuple[str, object], ...] = ()
    swap: tuple[str, str] | None = None
    away: bool = False
    vague: bool = False
    sure: bool = False
    named: bool = False
    day: date | None = None
    shift: int = 0
    more: tuple[str, ...] = ()
    lightly: bool = False


def slip_of(words: str, speaker: Speaker, today: date, places: Places) -> Slip | None:
    """The slip these words put right; None where they speak of none. Refuses a village the town has not."""
    said = plain(words).strip(" 。,!;")
    if len(said) > _LONGEST or not _HINT.search(said):
        return None
    text = _TAIL.sub("", _ASKING.sub("", _CHANGE.sub("", said)))
    more = _MISCOUNTED.match(text)
    if more:
        return Slip(shift=_by(more), sure=True, vague=True)
    wrong = _OPENING.match(text)
    opening = wrong or _MEANT.match(text)
    rest = text[opening.end() :].strip(" ,。") if opening else text
    if _AWAY.match(rest):
        return Slip(away=True, day=_day(text, today)) if opening or _OUT.search(rest) else None
    reader = _Reader(speaker, today, places)
    if opening is None:
        return reader.outright(rest)
    slip = reader.any_form(rest) if rest else None
    if slip is None:
        return Slip(vague=True, sure=True) if wrong else None
    return replace(slip, sure=True)


@dataclass(frozen=True)
class _Reader:
    """Reads the new wording for whoever speaks."""

    speaker: Speaker
    today: date
    places: Places

    def outright(self, text: str) -> Slip | None:
        """Without a word of having erred, only what can hardly mean anything else: 户数改成6, 不是缺水，是停电."""
        lightly = self._lightly(text)
        if lightly is not None:
            return replace(lightly, lightly=True)
        if text.startswith(("不是", "把", "将")):
            return self._named(text) or self._pair(text)
        if _CHANGED.match(text):
            return self._new(text)
        named = self._named(text) if _CHANGED.search(text) else None
        return named or (self._tried(self._pair, text) if _REPLACED.match(text) else None)

    def _lightly(self, text: str) -> Slip | None:
        """同行还有小林, 日期是昨天, 其实是8个人，不是12个: only right after a visit."""
        companions = _COMPANIONS.match(text)
        if companions and "什么" not in text:
            names = amending.reading_of("companions", companions["names"], self.speaker, self.today, self.places)
            known = tuple(str(name) for name in names) if isinstance(names, list) else ()
            return Slip(more=known) if _ALSO.match(text) else Slip((("companions", [*known]),), named=True)
        if _PLAINLY.match(text):
            return self._tried(self._named, text.removeprefix("走访"))
        in_fact = _IN_FACT.match(text)
        slip = self._tried(self.any_form, text[in_fact.end() :]) if in_fact else None
        return slip if slip and {field for field, _ in slip.fields} & {*_BY_NUMBER} else None

    def _tried(self, read: Callable[[str], Slip | None], text: str) -> Slip | None:
        """What would be refused was meant for something else: 时间是金钱."""
        try:
            return read(text)
        except WorkError:
            return None

    def any_form(self, text: str) -> Slip | None:
        """After 说错了 or 刚才那个."""
        return self._named(text) or self._pair(text) or self._new(text)

    def _named(self, text: str) -> Slip | None:
        for field, pattern in _NAMED:
            said = pattern.match(text)
            if said:
                return Slip(((field, self._value(field, _TAIL.sub("", said["new"]))),), named=True)
        return None

    def _pair(self, text: str) -> Slip | None:
        said = _OLD_FIRST.match(text) or _NEW_FIRST.match(text)
        if said is None:
            return None
        facts = said.groupdict()
        old, new = facts["old"] or facts.get("before") or "", _TAIL.sub("", said["new"])
        was, now = _NUMBERED.match(old), _NUMBERED.match(new)
        return Slip(self._fields(new), swap=(was[1], now[1]) if was and now else (old, new))

    def _new(self, text: str) -> Slip | None:
        said = _NEW.match(text)
        new = _TAIL.sub("", said["new"]) if said else ""
        fields = self._fields(new)
        return Slip(fields) if fields else None

    def _fields(self, new: str) -> tuple[tuple[str, object], ...]:
        """What the new words are by themselves: a number, a day, a village, somebody, a need."""
        if _COUNT.match(new):
            return (("count", self._value("count", new)),)
        town = self.speaker.team.town if self.speaker.team else None
        note = understand(f"走访{new}", self.today, town, self.places)
        day = _day(new, self.today)
        if note.village is None and note.village_said and not note.village_candidates:
            return (("village", self._value("village", note.village_said)),)
        fields: dict[str, object] = {"visited_on": day, "village": note.village, **_told(note)}
        return tuple((field, value) for field, value in fields.items() if value)

    def _value(self, field: str, words: str) -> object:
        return amending.reading_of(field, words, self.speaker, self.today, self.places)


def _by(said: re.Match[str]) -> int:
    by = _DIGITS.get(said["by"]) or int(said["by"])
    return -by if said["way"] == "多" else by


def _told(note: Understanding) -> dict[str, object]:
    return {
        "household": note.household,
        "count": note.count,
        "needs": list(note.needs),
        "actions": list(note.actions),
    }


def _day(text: str, today: date) -> date | None:
    found = find(text, today)
    days = [mention.days(Direction.PAST).single for mention in found.mentions]
    return days[0] if len(days) == 1 and not found.impossible else None
