"""What the team knows of one household, as it is told."""

from datetime import date

from markupsafe import Markup

from services.memory import Memory
from texts import promises as promise_texts
from texts.buttons import Button, Rows, rows
from texts.phrases import clipped, day


def memory(known: Memory, today: date) -> Markup:
    """The last visits, what was wanted and done, and what is promised."""
    where = known.village or next((visit.village for visit in known.visits if visit.village), None)
    name = f"{known.household}（{where}）" if where else known.household
    if not known.total:
        return Markup("{}还没有走访记录").format(name)
    lines = [Markup("<b>{}</b> 走访过{}次").format(name, known.total)]
    for visit in known.visits:
        done = f"；已做：{clipped('；'.join(visit.actions), 30)}" if visit.actions else ""
        matter = clipped("；".join(visit.needs) or visit.situation or visit.said, 40)
        lines.append(Markup("{} {}：{}{}").format(day(visit.visited_on, today), visit.author.name, matter, done))
    lines += [
        Markup("还有承诺：{} {}").format(promise_texts.brief(one, today), one.member.name) for one in known.promises
    ]
    return Markup("\n").join(lines)


def memory_buttons(known: Memory) -> Rows:
    """Open a visit; tell that a promise was kept."""
    opening = tuple(Button(f"V-{visit.id:04d}", "visits.open", str(visit.id)) for visit in known.visits)
    told = promise_texts.telling(known.promises)
    return tuple(row for row in (told, *rows(*opening)) if row)
