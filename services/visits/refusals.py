"""When the work with visits says no."""

from datetime import date, datetime

from db.models import Visit
from services.work import WorkError


class VisitGone(WorkError):
    """No such visit, it was taken back at `undone_at`, or it now stands within the visit `merged_into`."""

    def __init__(self, undone_at: datetime | None, merged_into: int | None = None) -> None:
        super().__init__(undone_at)
        self.undone_at = undone_at
        self.merged_into = merged_into


class TooLateToUndo(WorkError):
    """Recorded longer ago than a visit may be taken back."""

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit.id)
        self.visit = visit


class DateAhead(WorkError):
    """A visit cannot have happened on a day still to come."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day


class NoTeam(WorkError):
    """The speaker belongs to no team whose visit this could be."""


class NothingSaid(WorkError):
    """Every step of the guided visit was skipped."""


class TooLong(WorkError):
    """A field would hold more characters than fit a card or a table cell."""

    def __init__(self, characters: int, most: int) -> None:
        super().__init__(characters)
        self.characters = characters
        self.most = most
