"""How those who were told an old answer are told what it says now (A17)."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from knowledge.base import Entry, KnowledgeBase, Standing
from knowledge.places import Town
from services.clock import day_of
from services.retellings import Retold
from texts.buttons import Button, Rows
from texts.phrases import clipped, day
from texts.policy import answer_of

MOST_SHOWN = 3


def told(changes: Sequence[Retold], base: KnowledgeBase, town: Town | None, today: date) -> Markup:
    """One whole where there is one; of several a line each."""
    if len(changes) == 1:
        body = _changed(changes[0], base, town, today)
    else:
        lines = [Markup("您问过的{}个问题，口径有变化：").format(len(changes))]
        lines += [Markup("· {}").format(_line(one, today)) for one in changes[:MOST_SHOWN]]
        if len(changes) > MOST_SHOWN:
            lines.append(Markup("另有{}个，再问一次就能看到现在的答复").format(len(changes) - MOST_SHOWN))
        body = Markup("\n").join(lines)
    return Markup("{}\n以主管部门解释为准").format(body)


def buttons(changes: Sequence[Retold]) -> Rows:
    """The way to each present answer."""
    entries = [one.entry for one in changes[:MOST_SHOWN] if one.entry is not None]
    if len(changes) == 1:
        return tuple((Button("看全文", "policy.open", entry.id),) for entry in entries)
    return tuple((Button(clipped(entry.question, 24), "policy.open", entry.id),) for entry in entries)


def _changed(one: Retold, base: KnowledgeBase, town: Town | None, today: date) -> Markup:
    entry = one.entry
    if entry is None:
        return Markup("{}当时的答复已撤下，请以主管部门现行文件为准").format(_asked(one, today))
    if entry.standing(today) is Standing.EXPIRED and entry.valid_until:
        return Markup("{}当时答复的口径已过有效期（至{}）{}").format(
            _asked(one, today), day(entry.valid_until), _heir(entry, base)
        )
    return Markup("{}口径有变化：\n{}").format(_asked(one, today), answer_of(entry, town))


def _heir(entry: Entry, base: KnowledgeBase) -> Markup:
    heir = base.entries.get(entry.replaced_by) if entry.replaced_by else None
    return Markup("；现行口径看“{}”").format(heir.question) if heir else Markup("，现行规定请向主管部门核实")


def _line(one: Retold, today: date) -> Markup:
    past = one.entry is not None and one.entry.standing(today) is Standing.EXPIRED
    what = "已撤下" if one.entry is None else "已过有效期" if past else "有变化"
    return Markup("{}的“{}”：{}").format(day(day_of(one.asked_at), today), clipped(one.words, 24), what)


def _asked(one: Retold, today: date) -> Markup:
    return Markup("您{}问的“{}”").format(day(day_of(one.asked_at), today), clipped(one.words, 40))
