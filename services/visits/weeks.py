"""A week's visits by village and day, counted from the same query as diary and table (I6)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from services.access import Speaker
from services.clock import day_of
from services.visits.accounts import Account, Entry, account
from services.visits.finding import Sieve

DAYS = 7


@dataclass(frozen=True)
class Village:
    """One village of the week: its visits on each day from Monday on, those of a day not known yet, the households."""

    town: str
    name: str | None
    by_day: tuple[int, ...]
    undated: int
    households: int

    @property
    def visits(self) -> int:
        """All of the week."""
        return sum(self.by_day) + self.undated


@dataclass(frozen=True)
class Week:
    """The villages visited from `monday` to Sunday, by town and in the order of their first visit."""

    monday: date
    villages: Sequence[Village]
    as_of: datetime

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=DAYS - 1)

    @property
    def visits(self) -> int:
        """How many all villages together."""
        return sum(one.visits for one in self.villages)

    @property
    def households(self) -> int:
        """How many households all villages together."""
        return sum(one.households for one in self.villages)


def week(session: Session, speaker: Speaker, sieve: Sieve, now: datetime) -> Week:
    """The week that the narrowed list ends in, else this one, as far as the speaker may see it."""
    last = min(sieve.last or day_of(now), day_of(now))
    monday = last - timedelta(days=last.weekday())
    within = replace(sieve, first=monday, last=monday + timedelta(days=DAYS - 1))
    return counted(account(session, speaker, within, now), monday)


def counted(found: Account, monday: date) -> Week:
    """The visits of an account by village."""
    kept: dict[tuple[str, str | None], list[Entry]] = {}
    for entry in found.entries:
        kept.setdefault((entry.town, entry.village), []).append(entry)
    villages = [_village(town, name, entries, monday) for (town, name), entries in kept.items()]
    return Week(monday, sorted(villages, key=lambda one: one.town), found.as_of)


def _village(town: str, name: str | None, entries: Sequence[Entry], monday: date) -> Village:
    days = Counter((entry.visited_on - monday).days for entry in entries if not entry.day_open)
    households = sum(entry.count or (1 if entry.household else 0) for entry in entries)
    by_day = tuple(days[day] for day in range(DAYS))
    return Village(town, name, by_day, sum(entry.day_open for entry in entries), households)
