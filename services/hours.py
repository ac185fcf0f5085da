"""When the assistant may speak unasked: working days, outside the quiet hours (C11)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from services.clock import TEAM_ZONE
from services.workdays import Calendar


@dataclass(frozen=True)
class Span:
    """From `start` to `end` on the teams' clock; over midnight where the end is the earlier."""

    start: time
    end: time

    def covers(self, clock: time) -> bool:
        """Whether this time of day lies within; the end does not."""
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end


@dataclass(frozen=True)
class Hours:
    """The rules of config.yaml: when the digest goes out, when nobody is disturbed, how often a day at most (C18)."""

    digest_at: time = time(8, 30)
    quiet: tuple[Span, ...] = (Span(time(20), time(8)), Span(time(12), time(14, 30)))
    unasked_a_day: int = 3

    def is_quiet(self, moment: datetime, calendar: Calendar) -> bool:
        """Whether nobody is to be disturbed at this moment: quiet hours, weekends, holidays."""
        local = moment.astimezone(TEAM_ZONE)
        return not calendar.is_working(local.date()) or any(span.covers(local.time()) for span in self.quiet)

    def next_open(self, moment: datetime, calendar: Calendar) -> datetime:
        """This moment, or the first one after it at which people may be spoken to."""
        while self.is_quiet(moment, calendar):
            moment = self._next_edge(moment, calendar)
        return moment

    def digest_moment(self, day: date) -> datetime:
        """When the digest of this day goes out."""
        return datetime.combine(day, self.digest_at, TEAM_ZONE)

    def _next_edge(self, moment: datetime, calendar: Calendar) -> datetime:
        local = moment.astimezone(TEAM_ZONE)
        if not calendar.is_working(local.date()):
            day = calendar.next_working(local.date() + timedelta(days=1))
            return datetime.combine(day, time(), TEAM_ZONE)
        ends = [span.end for span in self.quiet if span.covers(local.time())]
        later = [datetime.combine(local.date(), end, TEAM_ZONE) for end in ends]
        return min(end if end > local else end + timedelta(days=1) for end in later)
