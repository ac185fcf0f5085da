"""Which village a sentence means: in full, shortened, with a wrong character or by sound."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pypinyin import lazy_pinyin

from knowledge.places import Places, Village
from services.understanding.patterns import finder
from services.understanding.plain import plain
from services.understanding.spans import Span
from services.understanding.words import words

_KIND = re.compile(r"(?:行政|自然|老|新)?村(?![里委口头边民干部支书道路小])|社区")
_GO = (
    r"(?:[去到在从往回来进下上跑访户看赴抵至达于经过由赶转走逛了入串见找向望问查忆探]|^"
    r"|[\s,。;:!?(、\"“”'·.]|[天日号午早晚上])$"
)
_BEFORE = re.compile(_GO)
_MOVING = re.compile(r"(?:[去到在从往回来进下赴抵至于]|走访|入户|去了|到了|看了|跑了|走了|访了)$")
_CUT_OFF = re.compile(
    r"$|[\s,。;:!?()、\"“”'.]|[村那这看走访了的里入户开调了送见慰跟和帮转查坐召一家有巡回拍座处片边]|老|阿|[0-9]"
)


@dataclass(frozen=True)
class VillageHit:
    """A place in the text where a village is meant. `certain` is False where characters had to be mended."""

    village: Village
    start: int
    end: int
    certain: bool = True


@dataclass(frozen=True)
class Villages:
    """What of a text means villages; `candidates` are those it may mean where that stays open."""

    hits: tuple[VillageHit, ...]
    candidates: tuple[Village, ...] = ()
    unsure: tuple[Span, ...] = ()
    """Where candidates are named."""
    unknown: tuple[Span, ...] = ()
    """Where a village is named that nobody knows."""


class VillageIndex:
    """The villages of one town (or, with None, of all), ready to be looked for."""

    def __init__(self, villages: Iterable[Village]) -> None:
        self.by_name: dict[str, list[Village]] = {}
        self.by_short: dict[str, list[Village]] = {}
        for village in villages:
            self.by_name.setdefault(plain(village.name), []).append(village)
            self.by_short.setdefault(plain(village.short), []).append(village)
        self.by_sound: dict[str, list[str]] = {}
        for short in self.by_short:
            self.by_sound.setdefault(sound(short), []).append(short)
        self._names = finder(self.by_name)
        self._ends = frozenset(name[-1:] for name in self.by_name)
        self._shorts = finder(short for short in self.by_short if len(short) > 1)
        self.lengths = sorted({len(short) for short in self.by_short}, reverse=True)

    def in_full(self, text: str) -> Iterator[tuple[int, int, list[Village]]]:
        """Full names, the longest first where they overlap."""
        for match in () if self._ends.isdisjoint(text) else self._names.finditer(text):
            if match[0] in words("not_villages") and not _MOVING.search(
                text[max(match.start() - 4, 0) : match.start()]
            ):
                continue
            yield match.start(), match.end(), self.by_name[match[0]]

    def in_short(self, text: str) -> Iterator[tuple[int, int, list[Village]]]:
        """Names without 村 or 社区, where they stand as a place would."""
        end = -1
        for match in self._shorts.finditer(text):
            if match.start() == end or _stands_alone(text, match.start(), match.end()):
                end = match.end()
                yield match.start(), match.end(), self.by_short[match[0]]


@lru_cache(maxsize=64)
def index_of(places: Places, town: str | None) -> VillageIndex:
    """The index of a town's villages, of all villages without a town; kept, for building it takes milliseconds."""
    return VillageIndex(places.villages if town is None else places.villages_of(town))


def find_villages(text: str, town: str | None, places: Places) -> Villages:
    """The villages a plain text means: the team's own by any wording, others only when said in full.

    Ways are tried in order and the first that finds something ends the search: full name, short name, sound or one
    wrong character in the own town; then a full name elsewhere. What fits several villages equally stays open.
    """
    own = index_of(places, town)
    found = _in_own(own, text, town, places)
    if not found and town:
        found = list(index_of(places, None).in_full(text))
        if found and any(len(villages) > 1 for _, _, villages in found):
            return _open(found)
    if not found:
        return Villages((), unknown=_unknown(text))
    hits = tuple(
        VillageHit(villages[0], start, end, text[start:end] in _spellings(villages[0]))
        for start, end, villages in _with_joined(found, text, places)
        if len(villages) == 1
    )
    return Villages(hits) if hits else _open(found)


_JOINED = re.compile(r"(?:、|,|和|与|跟|及|以及|还有|再到|又去了?|再去)\s?")


def _with_joined(
    found: list[tuple[int, int, list[Village]]], text: str, places: Places
) -> list[tuple[int, int, list[Village]]]:
    """埔中村和东寮村: a full name joined to one of the own town, though it lies in another."""
    ends = {end for _, end, _ in found}
    if not any(_JOINED.match(text, end) for end in ends):
        return found
    more = []
    for start, end, villages in index_of(places, None).in_full(text):
        joined = any(at < start and _JOINED.fullmatch(text[at:start]) for at in ends)
        if joined and not any(start < taken[1] and taken[0] < end for taken in found):
            more.append((start, end, villages))
            ends.add(end)
    return [*found, *more]


_UNKNOWN = re.compile(
    r"(?:走访|入户|[去到](?:了|过)?|来到|在|进|跑了?|看望|[昨今前]天|[日号]|下午|上午|中午|^)"
    r"(?P<name>(?!走访|入户|去|到|在|来到|今天|昨天)[\u4e00-\u9fff]{2,4}?(?:村|社区))(?![里委口头边民干部支书道路小])"
)
_IN_NO_NAME = re.compile(r"[的了个这那每各全多去到有是和跟把被]|(?<!存)在|反映|走访|入户")


def _unknown(text: str) -> tuple[Span, ...]:
    """What is named as a village is, where one goes to a place, and is no common word (隔壁村)."""
    for match in _UNKNOWN.finditer(text) if _may_name_one(text) else ():
        name = match["name"]
        if not name.endswith(_common()) and not _IN_NO_NAME.search(name):
            return (Span(match.start("name"), match.end("name")),)
    return ()


def _open(found: list[tuple[int, int, list[Village]]]) -> Villages:
    return Villages((), tuple(found[0][2]), tuple(Span(start, end) for start, end, _ in found))


def sound(text: str) -> str:
    """Syllables without tone, and without the differences southern speech does not make (zh/z, n/l, ing/in)."""
    return " ".join(_syllable(character) for character in text)


@lru_cache(maxsize=20_000)
def _syllable(character: str) -> str:
    syllable = str(lazy_pinyin(character)[0])
    for one, other in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        syllable = syllable.replace(one, other)
    return re.sub(r"ng$", "n", syllable)


@lru_cache(maxsize=2000)
def _spellings(village: Village) -> tuple[str, str]:
    return plain(village.name), plain(village.short)


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[max(start - 6, 0) : start], text[end : end + 3]
    if text[start:end] in words("village_names_that_are_words"):
        return bool(_MOVING.search(before)) and not after.startswith("的")
    if after.startswith(("镇", "街", "路", "派")):
        return False
    return bool(_BEFORE.search(before) or _CUT_OFF.match(after))


def _exact(index: VillageIndex, text: str) -> list[tuple[int, int, list[Village]]]:
    full = list(index.in_full(text))
    if not full:
        return list(index.in_short(text))
    taken = {at for start, end, _ in full for at in range(start, end)}
    short = [hit for hit in index.in_short(text) if taken.isdisjoint(range(hit[0], hit[1]))]
    return sorted(full + short, key=lambda hit: hit[0])


def _in_own(own: VillageIndex, text: str, town: str | None, places: Places) -> list[tuple[int, int, list[Village]]]:
    """A full name, before one by sound with 村 behind it, before a short one, before one mended in other ways."""
    exact = _without_town(_exact(own, text), text, town)
    if not town:
        return exact
    full = sum(text[start:end] in own.by_name for start, end, _ in exact)
    if full:
        return exact if text.count("村") <= full else _with_sounding(own, text, exact)
    kinds = list(_kinds(text))
    return _sounding(own, text, kinds) or exact or _mended(own, text, kinds, places)


def _sounding(index: VillageIndex, text: str, kinds: list[re.Match[str]]) -> list[tuple[int, int, list[Village]]]:
    for kind in kinds:
        if found := _ending_at(index, text, kind.start(), kind.end(), by_looks=False):
            return [found]
    return []


def _with_sounding(
    index: VillageIndex, text: str, exact: list[tuple[int, int, list[Village]]]
) -> list[tuple[int, int, list[Village]]]:
    """铺中村、坑前村: one that is written wrong beside one that is written right."""
    apart = [
        kind for kind in _kinds(text) if not any(start < kind.end() and kind.start() < end for start, end, _ in exact)
    ]
    more = [found for kind in apart for found in _sounding(index, text, [kind]) if len(found[2]) == 1]
    apart_too = [new for new in more if not any(start < new[1] and new[0] < end for start, end, _ in exact)]
    return sorted([*exact, *apart_too], key=lambda hit: hit[0]) if apart_too else exact


def _without_town(
    found: list[tuple[int, int, list[Village]]], text: str, town: str | None
) -> list[tuple[int, int, list[Village]]]:
    """归湖神前村: the town's name before its village is not 归湖社区."""
    if not town or len(found) < 2:
        return found
    return [hit for hit in found if text[hit[0] : hit[1]] not in plain(town)] or found


def _mended(
    index: VillageIndex, text: str, kinds: list[re.Match[str]], places: Places
) -> list[tuple[int, int, list[Village]]]:
    """A name before 村 or 社区, or after a verb of going, that sounds like or nearly looks like one of the town's."""
    for kind in kinds:
        found = _ending_at(index, text, kind.start(), kind.end(), by_looks=True)
        if found and not _known_elsewhere(text, found, places):
            return [found]
    return [found for found in _after_going(index, text) if found][:1]


def _kinds(text: str) -> Iterator[re.Match[str]]:
    """Every 村 and 社区 that ends a name, not a common word (全村, 贫困村)."""
    for kind in _KIND.finditer(text) if _may_name_one(text) else ():
        said = text[max(kind.start() - 4, 0) : kind.end()]
        if not said.endswith(_common()):
            yield kind


def _may_name_one(text: str) -> bool:
    return "村" in text or "社区" in text


@cache
def _common() -> tuple[str, ...]:
    """Words that end like a village's name and are none (全村, 贫困村)."""
    return tuple(words("not_villages"))


def _ending_at(
    index: VillageIndex, text: str, at: int, end: int, *, by_looks: bool
) -> tuple[int, int, list[Village]] | None:
    for length in index.lengths:
        start = at - length
        if start < 0 or length < 2:
            continue
        shorts = _alike(index, text[start:at], by_looks=by_looks)
        if shorts:
            return start, end, [village for short in shorts for village in index.by_short[short]]
    return None


def _alike(index: VillageIndex, said: str, *, by_looks: bool) -> list[str]:
    if not by_looks:
        return index.by_sound.get(sound(said), [])
    return [short for short in index.by_short if len(short) == len(said) and _one_apart(short, said)]


def _one_apart(one: str, other: str) -> bool:
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _known_elsewhere(text: str, found: tuple[int, int, list[Village]], places: Places) -> bool:
    """A name that is written right, of a village in another town, is not a slip."""
    start, end, _ = found
    return text[start:end] in index_of(places, None).by_name


_GOING = re.compile(r"(?:走访|入户|去了?|到了?|来到|在|看望|跑了?|下)(?=[\u4e00-\u9fff]{2})")


def _after_going(index: VillageIndex, text: str) -> Iterator[tuple[int, int, list[Village]] | None]:
    for match in _GOING.finditer(text):
        said = text[match.end() : match.end() + max(index.lengths, default=0)]
        syllables = [_syllable(character) for character in said]
        for length in index.lengths:
            heard = " ".join(syllables[:length])
            if len(syllables) >= length >= 2 and (shorts := index.by_sound.get(heard, [])):
                yield match.end(), match.end() + length, [v for short in shorts for v in index.by_short[short]]
