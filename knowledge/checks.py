"""What must hold between the entries: every complaint a single entry cannot know of."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from knowledge.base import CATEGORIES, DETAILS, TOWN_KINDS, Entry, Fact, Source
from knowledge.complaints import Complaint
from knowledge.yaml_reader import YamlPath, YamlText


@dataclass(frozen=True)
class Placed:
    """An entry and where it stands: its file, what that file says, and which of its list it is."""

    entry: Entry
    file: str
    said: YamlText
    index: int

    def complaint(self, at: YamlPath, trouble: str, mend: str, grave: bool = False) -> Complaint:
        """A complaint at this place inside the entry."""
        line = self.said.line((self.index, *at))
        return Complaint(self.file, line, self.entry.id, trouble, mend, grave)


Check: TypeAlias = Callable[[Placed], Iterator[Complaint]]


def own_complaints(layer: Sequence[Placed]) -> list[Complaint]:
    """Ids written twice in one layer, and dates the wrong way round: no knowledge base can live with these."""
    return [*_repeated_ids(layer), *(complaint for one in layer for complaint in _swapped(one))]


def house_complaints(
    entries: Sequence[Placed], sources: Mapping[str, Source], facts: Mapping[str, Fact]
) -> list[Complaint]:
    """Names nobody knows and wordings that repeat; what is not given (no sources, no facts) is not asked for."""
    ids = {one.entry.id for one in entries}
    checks: list[Check] = [_categories, _kinds, _details, lambda one: _neighbours(one, ids)]
    if sources:
        checks.append(lambda one: _unknown(one, "sources", one.entry.sources, sources, "来源"))
    if facts:
        checks.append(lambda one: _unknown(one, "facts", one.entry.facts, facts, "事实"))
    found = [complaint for one in entries for check in checks for complaint in check(one)]
    return [*found, *_repeated_wordings(entries)]


def _repeated_ids(layer: Sequence[Placed]) -> Iterator[Complaint]:
    first: dict[str, Placed] = {}
    for one in layer:
        before = first.setdefault(one.entry.id, one)
        if before is not one:
            where = f"{before.file} 第{before.said.line((before.index, 'id'))}行"
            yield one.complaint(("id",), f"编号与 {where}的条目相同", "请给其中一条换一个编号", grave=True)


def _swapped(one: Placed) -> Iterator[Complaint]:
    entry = one.entry
    if entry.valid_from and entry.valid_until and entry.valid_until < entry.valid_from:
        trouble = f"失效日期 {entry.valid_until} 早于生效日期 {entry.valid_from}"
        yield one.complaint(("valid_until",), trouble, "请对调 valid_from 与 valid_until，或改正其中一个", grave=True)


def _categories(one: Placed) -> Iterator[Complaint]:
    category = one.entry.category
    if category and category not in CATEGORIES:
        yield one.complaint(("category",), f"没有“{category}”这个类别", f"请从这些里选：{'、'.join(CATEGORIES)}")


def _kinds(one: Placed) -> Iterator[Complaint]:
    mend = f"请从这些里选：{'、'.join(TOWN_KINDS)}"
    for index, kind in enumerate(one.entry.applies_to):
        if kind not in TOWN_KINDS:
            yield one.complaint(("applies_to", index), f"没有“{kind}”这类镇街", mend)
    for nth, variant in enumerate(one.entry.by_town):
        for index, kind in enumerate(variant.applies_to):
            if kind not in TOWN_KINDS:
                yield one.complaint(("by_town", nth, "applies_to", index), f"没有“{kind}”这类镇街", mend)


def _details(one: Placed) -> Iterator[Complaint]:
    for key in one.entry.details:
        if key not in DETAILS:
            yield one.complaint(("details", key), f"没有“{key}”这种详情", f"请从这些里选：{'、'.join(DETAILS)}")


def _unknown(one: Placed, field: str, keys: Sequence[str], known: Container[str], what: str) -> Iterator[Complaint]:
    for index, key in enumerate(keys):
        if key not in known:
            yield one.complaint((field, index), f"没有编号为“{key}”的{what}", "请改正编号，或先补上它")


def _neighbours(one: Placed, ids: Container[str]) -> Iterator[Complaint]:
    """Circles of entries that point at each other are welcome; an entry that points at itself is a slip."""
    entry = one.entry
    yield from _unknown(one, "related", entry.related, ids, "条目")
    if entry.id in entry.related:
        yield one.complaint(("related", entry.related.index(entry.id)), "相关条目里写了自己", "请删去")
    if entry.replaced_by and (entry.replaced_by not in ids or entry.replaced_by == entry.id):
        trouble = f"没有编号为“{entry.replaced_by}”的其他条目"
        yield one.complaint(("replaced_by",), trouble, "请改正编号，或先补上它")


def _repeated_wordings(entries: Sequence[Placed]) -> Iterator[Complaint]:
    first: dict[str, Placed] = {}
    for one in entries:
        for index, wording in enumerate(one.entry.wordings):
            before = first.setdefault("".join(wording.split()).casefold(), one)
            at: YamlPath = ("variants", index - 1) if index else ("question",)
            if before is not one:
                yield one.complaint(at, f"问法“{wording}”已在条目“{before.entry.id}”里", "请只留一处")
            elif index and wording in one.entry.wordings[:index]:
                yield one.complaint(at, f"问法“{wording}”写了两遍", "请删去一个")
