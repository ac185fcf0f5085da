"""The rules of the reminders a second time, day by day and without a database: what the planner is held to.

Nothing is taken from services.duties, services.workdays or services.hours; only data types are shared.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

DAY = timedelta(days=1)
DIGEST_AT = time(8, 30)


@dataclass(frozen=True)
class Rule:
    """A duty as the test made it: weekly on a weekday, or monthly on a day (0: the last) of some months."""

    id: str
    weekday: int | None
    month_day: int
    months: tuple[int, ...]
    window: int
    moves: str
    leads: tuple[int, ...]
    each: bool

    @property
    def cadence(self) -> str:
        """The same as an RFC 5545 rule."""
        if self.weekday is not None:
            return f"FREQ=WEEKLY;BYDAY={('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU')[self.weekday]}"
        months = ",".join(str(month) for month in self.months)
        return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={self.month_day or -1}"

    def falls_on(self, day: date) -> bool:
        """Whether this is one of its days."""
        if self.weekday is not None:
            return day.weekday() == self.weekday
        if day.month not in self.months:
            return False
        last = (day + DAY).month != day.month
        return last if self.month_day == 0 else day.day == self.month_day


@dataclass(frozen=True)
class Leave:
    """Somebody away, and who stands in."""

    member: int
    deputy: int
    first: date
    last: date


@dataclass(frozen=True)
class Due:
    """One occurrence."""

    rule: Rule
    holder: int | None
    nominal: date
    due: date
    opens: date


@dataclass
class World:
    """What is given: days off, the duties, the captain, the stationed, the offices, who is away."""

    odd_days: Mapping[date, bool]
    rules: Sequence[Rule]
    captain: int
    stationed: Sequence[int]
    offices: Sequence[int]
    leaves: Sequence[Leave] = ()

    def works(self, day: date) -> bool:
        """Working day by the table, else Monday to Friday."""
        return self.odd_days.get(day, day.isoweekday() < 6)

    def is_open(self, moment: datetime) -> bool:
        """Whether people may be spoken to."""
        minutes = moment.hour * 60 + moment.minute
        return self.works(moment.date()) and (480 <= minutes < 720 or 870 <= minutes < 1200)

    def moved(self, day: date, moves: str) -> date:
        """The due day after the rule for days off."""
        step = {"顺延": DAY, "提前": -DAY, "不动": None}[moves]
        while step and not self.works(day):
            day += step
        return day

    def after(self, day: date, count: int) -> date:
        """So many working days later."""
        while count:
            day += DAY
            count -= self.works(day)
        return day

    def dues(self, first: date, last: date) -> Iterator[Due]:
        """Everything that falls due from `first` on and opens up to `last`."""
        for rule in self.rules:
            day = first - 40 * DAY
            while day <= last + 120 * DAY:
                due = self.moved(day, rule.moves)
                opens = min(day - rule.window * DAY, due)
                if rule.falls_on(day) and due >= first and opens <= last:
                    for holder in self.stationed if rule.each else (None,):
                        yield Due(rule, holder, day, due, opens)
                day += DAY

    def ladder(self, one: Due) -> Iterator[tuple[str, date]]:
        """Each rung with the day it belongs to."""
        for lead in one.rule.leads:
            wanted = one.due - lead * DAY
            if wanted >= one.opens:
                yield (f"T-{lead}" if lead else "T"), self._held(wanted, one)
        yield "T+1", self.after(one.due, 1)
        yield "T+3", self.after(one.due, 3)

    def _held(self, wanted: date, one: Due) -> date:
        later = wanted
        while not self.works(later):
            later += DAY
        if later <= one.due:
            return later
        earlier = one.due
        while not self.works(earlier):
            earlier -= DAY
        return earlier if earlier >= one.opens else later

    def hears(self, rung: str, one: Due, day: date) -> set[int]:
        """Who is told."""
        if rung == "T+3":
            return set(self.offices)
        if rung == "T+1":
            return {self._deputy(self.captain, day) or self.captain}
        owner = self.captain if one.holder is None else one.holder
        deputy = self._deputy(owner, day)
        if deputy is None:
            return {owner}
        if self._deputy(deputy, day) is None:
            return {deputy}
        if owner != self.captain and self._deputy(self.captain, day) is None:
            return {self.captain}
        return {owner}

    def _deputy(self, member: int, day: date) -> int | None:
        away = [one.deputy for one in self.leaves if one.member == member and one.first <= day <= one.last]
        return min(away) if away else None


Told = tuple[str, int | None, date, str, int]


@dataclass
class Memory:
    """What happened so far: told rungs with their day, and what was finished."""

    world: World
    start: datetime
    told: dict[Told, date] = field(default_factory=dict)
    digest_day: date = date.min
    done: set[tuple[str, int | None, date]] = field(default_factory=set)

    def __post_init__(self) -> None:
        started_late = self.start.time() > DIGEST_AT
        self.digest_day = self.start.date() - (DAY if not started_late else 0 * DAY)

    def plans(self, now: datetime) -> None:
        """A plan at this moment: the first of an open working day after half past eight tells what is due."""
        today = now.date()
        if today <= self.digest_day or now.time() < DIGEST_AT or not self.world.is_open(now):
            return
        self.digest_day = today
        for one in self.world.dues(self.start.date(), today):
            if (one.rule.id, one.holder, one.nominal) not in self.done and one.due >= today - 60 * DAY:
                self._tell(one, today)

    def _tell(self, one: Due, today: date) -> None:
        for rung, day in self.world.ladder(one):
            before = [told for told in self.told if told[:4] == (one.rule.id, one.holder, one.nominal, rung)]
            if day <= today and one.opens <= today and not before:
                for member in self.world.hears(rung, one, today):
                    self.told[one.rule.id, one.holder, one.nominal, rung, member] = today
