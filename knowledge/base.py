"""What the knowledge base consists of: entries, the facts they rest on, and the sources of the facts."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import Enum
from hashlib import sha256
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from knowledge.complaints import Complaint

CATEGORIES = (
    "队伍与分类",
    "镇街名录",
    "资金",
    "项目与资产",
    "责任与考核",
    "队长有话说",
    "法规文件",
    "常态化帮扶",
    "监测帮扶",
    "第一书记",
    "村民自治",
    "集体经济与土地",
    "金融信贷",
    "就业与助学",
    "救助与信访",
    "减负与纪律",
)
TOWN_KINDS = ("镇", "街道", "林场", "重点帮扶镇", "巩固提升镇", "先行示范")
DETAILS = ("steps", "materials", "basis", "notes", "examples")


def _as_text(value: object) -> object:
    """YAML reads an unquoted 2000 or 2021-06-30 as a number or a day; where words are due they are words."""
    if isinstance(value, bool):
        return value
    return str(value) if isinstance(value, int | float | date) else value


def _as_tuple(value: object) -> object:
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), BeforeValidator(_as_text)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_as_tuple)]
Grade = Literal["seed", "A", "B", "C"]


class Standing(Enum):
    """How far an answer may be relied on today; the texts say it before the answer or under it."""

    CURRENT = "现行"
    UNVERIFIED = "待核"
    EXPIRED = "已过有效期"
    UPCOMING = "尚未生效"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Source(_Frozen):
    """A document or report; `url` is given only for grades A and B, `grade` seed is one of the two first articles."""

    id: Text
    title: Text
    issuer: Text | None = None
    number: Text | None = None
    date: Text | None = None
    url: Text | None = None
    grade: Grade


class Fact(_Frozen):
    """One numbered fact in our own words; `grade` is the best of its sources, none where it has none.

    `note` is the article it rests on, or why it is weak. `figures` are its numbers and dates as an answer may use them.
    """

    id: Text
    text: Text
    mark: Literal["seed", "stored", "own"]
    grade: Grade | None = None
    star: bool = False
    sources: Texts = ()
    note: Text | None = None
    figures: Texts = ()

    @property
    def verified(self) -> bool:
        """Whether it was seen in a source that is more than a lead."""
        return self.mark != "own" and self.grade in ("seed", "A", "B")


class TownAnswer(_Frozen):
    """The answer for some kinds of town (one of TOWN_KINDS each), where the entry's own answer covers all of them."""

    applies_to: Texts
    answer: Text


class Entry(_Frozen):
    """One question, its wordings and its answer."""

    id: Text
    question: Text
    answer: Text
    variants: Texts = ()
    details: dict[Text, Text] = Field(default_factory=dict)
    category: Text | None = None
    facts: Texts = ()
    sources: Texts = ()
    applies_to: Texts = ()
    by_town: Annotated[tuple[TownAnswer, ...], BeforeValidator(_as_tuple)] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    checked_on: date | None = None
    related: Texts = ()
    replaced_by: Text | None = None
    unverified: bool = False
    public: bool = True

    @property
    def wordings(self) -> tuple[str, ...]:
        """The question and its variants."""
        return (self.question, *self.variants)

    def standing(self, today: date) -> Standing:
        """What must be said with the answer on this day; being out of date outweighs being unverified."""
        if self.valid_until and today > self.valid_until:
            return Standing.EXPIRED
        if self.valid_from and today < self.valid_from:
            return Standing.UPCOMING
        return Standing.UNVERIFIED if self.unverified else Standing.CURRENT

    def fingerprint(self, today: date) -> str:
        """Changes when what is told changes: the answers, or that they are past their validity."""
        told = (self.answer, *(variant.answer for variant in self.by_town))
        past = self.standing(today) is Standing.EXPIRED
        return sha256("\n".join([*told, str(past)]).encode()).hexdigest()[:16]

    def answer_for(self, kinds: Collection[str]) -> TownAnswer | None:
        """The answer for a town of these kinds ("镇", "重点帮扶镇" …); None where `answer` holds for every town."""
        for variant in self.by_town:
            if set(variant.applies_to) & set(kinds):
                return variant
        return None


def _nothing() -> Mapping[str, Source]:
    return MappingProxyType({})


class KnowledgeBase:
    """All entries, facts and sources by id, in the order of the files; `remarks` are complaints it can live with."""

    def __init__(
        self,
        entries: Mapping[str, Entry],
        sources: Mapping[str, Source],
        facts: Mapping[str, Fact],
        remarks: tuple[Complaint, ...] = (),
    ) -> None:
        self.entries: Mapping[str, Entry] = MappingProxyType(dict(entries))
        self.sources: Mapping[str, Source] = MappingProxyType(dict(sources))
        self.facts: Mapping[str, Fact] = MappingProxyType(dict(facts))
        self.remarks = remarks

    def sources_of(self, entry: Entry) -> tuple[Source, ...]:
        """The sources an answer names, in its own order; keys that nobody knows are left out."""
        return tuple(self.sources[key] for key in entry.sources if key in self.sources)

    def related_to(self, entry: Entry) -> tuple[Entry, ...]:
        """The entries offered next, in the entry's own order."""
        return tuple(self.entries[key] for key in entry.related if key in self.entries)
