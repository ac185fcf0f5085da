"""When the work with problems says no."""

from datetime import date, datetime

from services.issues.moves import Move
from services.issues.states import State
from services.work import WorkError


class IssueRefusal(WorkError):
    """What every refusal here is a kind of."""


class IssueUnknown(IssueRefusal):
    """No problem bears this number, or it is not this person's to see."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class MoveRefused(IssueRefusal):
    """The problem stands where this move does not lead from; what moved it there, by whom and when."""

    def __init__(self, number: int, move: Move, state: State, by: str, at: datetime) -> None:
        super().__init__(number, move, state)
        self.number, self.move, self.state = number, move, state
        self.by, self.at = by, at


class AlreadyClaimed(IssueRefusal):
    """A department has it: `by` claimed it for `department`, or `assigned` it to them as 指挥部."""

    def __init__(self, number: int, department: str, by: str, at: datetime, *, assigned: bool = False) -> None:
        super().__init__(number, department)
        self.number, self.department, self.by, self.at, self.assigned = number, department, by, at, assigned


class NotTheirMove(IssueRefusal):
    """The move belongs to others: those of its line in the table."""

    def __init__(self, number: int, move: Move) -> None:
        super().__init__(number, move)
        self.number, self.move = number, move


class ReasonNeeded(IssueRefusal):
    """This move needs words."""

    def __init__(self, move: Move) -> None:
        super().__init__(move)
        self.move = move


class TooLong(IssueRefusal):
    """More characters than a card holds."""

    def __init__(self, characters: int, most: int) -> None:
        super().__init__(characters)
        self.characters, self.most = characters, most


class TooLateToUndo(IssueRefusal):
    """The others have heard of it by now."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class DayPast(IssueRefusal):
    """A promise, or a day to look again, has to lie ahead."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day


class SameIssue(IssueRefusal):
    """A problem cannot be merged into itself, nor into one that is closed."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class RefusedBefore(IssueRefusal):
    """This department has refused this problem already."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
