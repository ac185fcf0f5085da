"""Why something about a duty cannot be done; each carries the facts its sentence needs."""

from datetime import date

from db.models import Occurrence
from services.work import WorkError


class DutyRefusal(WorkError):
    """Any refusal about duties; texts/duties finds the words."""


class DutyGone(DutyRefusal):
    """No such occurrence, or its duty is no more."""


class NoTeam(DutyRefusal):
    """The speaker belongs to no team, and none was named."""


class TooLateToUndo(DutyRefusal):
    """Finished longer ago than it may be taken back, or by somebody else."""


class OccurrenceRefusal(DutyRefusal):
    """Something about one occurrence."""

    def __init__(self, occurrence: Occurrence) -> None:
        super().__init__(occurrence.id)
        self.occurrence = occurrence


class AlreadyDone(OccurrenceRefusal):
    """It was finished before."""


class NotYetOpen(OccurrenceRefusal):
    """Its window has not opened."""


class IsLate(OccurrenceRefusal):
    """It can be finished only with the real day and a reason."""


class DayRefusal(DutyRefusal):
    """A day that cannot be."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day


class NotAhead(DayRefusal):
    """A reminder can be put off only to a day still to come."""


class StationedAhead(DayRefusal):
    """A team cannot have arrived on a day still to come."""


class ImpossibleDay(DayRefusal):
    """It cannot have been done on this day: still to come, or before the window opened on `opens_on`."""

    def __init__(self, day: date, opens_on: date) -> None:
        super().__init__(day)
        self.opens_on = opens_on


class DayUnread(DutyRefusal):
    """No day can be found in these words."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class NeedsLateReason(OccurrenceRefusal):
    """Done after the due day, on `done_on`; one line of reason is due."""

    def __init__(self, occurrence: Occurrence, done_on: date) -> None:
        super().__init__(occurrence)
        self.done_on = done_on


class CadenceUnread(DutyRefusal):
    """How often something comes cannot be read."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class NeedsReason(OccurrenceRefusal):
    """Put off twice already; to put it off to `until` a reason is due."""

    def __init__(self, occurrence: Occurrence, until: date) -> None:
        super().__init__(occurrence)
        self.until = until
